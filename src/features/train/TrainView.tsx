import { useEffect } from 'react';
import { keeping } from './state/stores';
import { Figures } from './Figures';
import { Film } from './Film';
import { Invitation } from './Invitation';
import { Digits, Look } from './Look';
import { BandPanel, LossPanel } from './LossPanel';
import { Runs } from './Runs';
import { Settings } from './Settings';
import { Controls } from './Setup';
import styles from './TrainView.module.css';

/** A diffusion model learns MNIST in this tab, from random weights. */
export default function TrainView() {
  useEffect(() => {
    void keeping.connect();
  }, []);
  return (
    <main className={styles.view}>
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
        <Look />
        <Digits />
        <div className={styles.bands}>
          <BandPanel />
        </div>
        <div data-chrome>
          <Runs />
        </div>
      </aside>
    </main>
  );
}
