import { useEffect, useState } from 'react';
import { followCopying } from './state/copying';
import { followSamplers } from './state/samplers';
import { followGeneration } from './state/grids';
import { stopMeasuring } from './state/samplers';
import { useView } from '../../state/link/useView';
import { Setting } from '../common/Setting';
import { Copying } from './Copying';
import { Equations } from './Equations';
import { Grid } from './Grid';
import { Pair } from './Pair';
import { RunBar } from './RunBar';
import { Samplers } from './Samplers';
import { Settings } from './Settings';
import { Strip } from './Strip';
import { TSlider } from './TSlider';
import styles from './Generate.module.css';

/** Many samples at once: what a sampler, its steps, a class and the noise make of them. */
export default function GenerateView() {
  useEffect(() => {
    const stops = [followGeneration(), followCopying(), followSamplers()];
    return () => {
      stops.forEach((stop) => stop());
      stopMeasuring();
    };
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
        <Samplers />
      </div>
    </main>
  );
}
