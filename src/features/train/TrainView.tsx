import { useEffect } from 'react';
import { useStore } from 'zustand';
import { savedRuns } from './state/stores';
import { view } from '../../state/link/view';
import { AtLevel } from '../common/setting/AtLevel';
import { Scene } from '../common/Scene';
import { Controls } from './Controls';
import { Film } from './Film';
import { FilmFrame } from './FilmFrame';
import { FilmSamples } from './FilmSamples';
import { FilmSliders } from './FilmSliders';
import { BandPanel, LossPanel } from './LossPanel';
import { Runs } from './Runs';
import { Files, Settings } from './Settings';
import { PresentedStatus } from './Status';
import { Story } from './Story';
import { PAGE_TEXTS } from './pageTexts';
import { TEXTS } from './texts';
import styles from './TrainView.module.css';

/** A diffusion model learns MNIST in this tab, from random weights. */
export default function TrainView() {
  const level = useStore(view, (state) => state.level);
  useEffect(() => {
    void savedRuns.connect();
  }, []);
  return (
    <main className={styles.view} data-level={level}>
      <h1 className="visually-hidden">{PAGE_TEXTS.name}</h1>
      <div className={styles.setup} data-chrome>
        <Controls className={styles.controls} />
        <Settings className={styles.settings} />
        <div className={styles.files}>
          <Files />
        </div>
      </div>
      <Scene at={0} className={styles.learning}>
        <Story />
        <PresentedStatus />
        <LossPanel />
      </Scene>
      <Scene at={0} className={styles.drawn}>
        <aside aria-label={TEXTS.drawn}>
          <FilmFrame />
          <FilmSamples />
        </aside>
      </Scene>
      <Scene at={1} className={styles.film}>
        <Film />
        <FilmSliders className={styles.sliders} />
      </Scene>
      <AtLevel from="course">
        <Scene at={2} className={styles.bands}>
          <BandPanel />
        </Scene>
      </AtLevel>
      <div className={styles.runs} data-chrome>
        <Runs />
      </div>
    </main>
  );
}
