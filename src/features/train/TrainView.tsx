import { useEffect } from 'react';
import { savedRuns } from './state/stores';
import { ViewLayout } from '../../ui/ViewLayout';
import { Controls } from './Controls';
import { Figures } from './Figures';
import { Film } from './Film';
import { FilmFrame } from './FilmFrame';
import { FilmSamples } from './FilmSamples';
import { Invitation } from './Invitation';
import { BandPanel, LossPanel } from './LossPanel';
import { Runs } from './Runs';
import { Settings } from './Settings';
import styles from './TrainView.module.css';

/** A diffusion model learns MNIST in this tab, from random weights. */
export default function TrainView() {
  useEffect(() => {
    void savedRuns.connect();
  }, []);
  return (
    <ViewLayout title="Train" className={styles.view}>
      <div className={styles.setup} data-chrome>
        <Controls />
        <Settings />
      </div>
      <div className={styles.middle}>
        <Invitation />
        <Figures />
        <LossPanel />
        <div className={styles.film}>
          <Film />
        </div>
      </div>
      <aside className={styles.right} aria-label="What it draws">
        <FilmFrame />
        <FilmSamples />
        <div className={styles.bands}>
          <BandPanel />
        </div>
        <div data-chrome>
          <Runs />
        </div>
      </aside>
    </ViewLayout>
  );
}
