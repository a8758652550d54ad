import { useEffect, useState } from 'react';
import { copying } from './state/copying';
import { grids } from './state/grids';
import { samplerComparison } from './state/samplerComparison';
import { useView } from '../../state/link/useView';
import { Setting } from '../common/Setting';
import { Copying } from './Copying';
import { Equations } from './Equations';
import { Grid } from './Grid';
import { Pair } from './Pair';
import { RunBar } from './RunBar';
import { SamplerComparison } from './SamplerComparison';
import { Settings } from './Settings';
import { Strip } from './Strip';
import { TSlider } from './TSlider';
import styles from './Generate.module.css';

/** Many samples at once: what a sampler, its steps, a class and the noise make of them. */
export default function GenerateView() {
  useEffect(() => {
    const stops = [grids.follow(), copying.follow(), samplerComparison.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { comparing } = useView('comparing');
  const [hovered, setHovered] = useState<number | null>(null);
  return (
    <main className={styles.view}>
      <Settings />
      <div className={styles.main}>
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
    </main>
  );
}
