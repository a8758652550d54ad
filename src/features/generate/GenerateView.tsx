import { useEffect, useState } from 'react';
import { stopSearch } from '../../state/copying';
import { followGeneration } from '../../state/generation';
import { stopMeasuring } from '../../state/samplers';
import { useView } from '../../state/useView';
import { Segmented } from '../../ui/controls';
import { Copying } from './Copying';
import { Grid } from './Grid';
import { CLICKS } from './names';
import type { Click } from './names';
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
    const stop = followGeneration();
    return () => {
      stop();
      stopSearch();
      stopMeasuring();
    };
  }, []);
  const { comparing } = useView('comparing');
  const [click, setClick] = useState<Click>('open');
  const [hovered, setHovered] = useState<number | null>(null);
  return (
    <main className={styles.view}>
      <Settings />
      <div className={styles.main}>
        <RunBar />
        <div className={styles.sides} data-both={comparing}>
          <Grid side="a" click={click} hovered={hovered} onHover={setHovered} />
          {comparing && <Grid side="b" click={click} hovered={hovered} onHover={setHovered} />}
        </div>
        <TSlider />
        {comparing && <Pair hovered={hovered} />}
        <div className={styles.clicks} data-chrome>
          <span aria-hidden="true">A click on a picture</span>
          <Segmented label="A click on a picture" value={click} options={CLICKS} onChange={setClick} small />
        </div>
        <Strip />
        <Copying />
        <Samplers />
      </div>
    </main>
  );
}
