import { useEffect, useState } from 'react';
import { useView } from '../../state/link/useView';
import { ViewLayout } from '../../ui/ViewLayout';
import { Setting } from '../common/Setting';
import { Copying } from './Copying';
import { Equations } from './Equations';
import { Grid } from './Grid';
import { Pair } from './Pair';
import { RunBar } from './RunBar';
import { SamplerComparison } from './SamplerComparison';
import { Settings } from './Settings';
import { copying } from './state/copying';
import { grids } from './state/grids';
import { samplerComparison } from './state/samplerComparison';
import { Strip } from './Strip';
import { TSlider } from './TSlider';
import shared from './Generate.module.css';
import styles from './GenerateView.module.css';

/** Many samples at once: what a sampler, its steps, a class and the noise make of them. */
export default function GenerateView() {
  useEffect(() => {
    const stops = [grids.follow(), copying.follow(), samplerComparison.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { comparing } = useView('comparing');
  const [hovered, setHovered] = useState<number | null>(null);
  return (
    <ViewLayout title="Generate" side={<Settings />} className={styles.view}>
      <div className={shared.main}>
        <RunBar />
        <div className={styles.sides} data-both={comparing}>
          <Grid side="a" hovered={hovered} onHover={setHovered} />
          {comparing && <Grid side="b" hovered={hovered} onHover={setHovered} />}
        </div>
        <TSlider />
        {comparing && <Pair hovered={hovered} />}
        <div className={styles.clicks} data-chrome>
          <span aria-hidden="true">A click on a picture</span>
          <Setting field="gridClick" look="small buttons" />
        </div>
        <Equations />
        <Strip />
        <Copying />
        <SamplerComparison />
      </div>
    </ViewLayout>
  );
}
