import { useEffect } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { AtLevel } from '../common/setting/AtLevel';
import { Scene } from '../common/Scene';
import { Controls } from './Controls';
import { Exercise } from './Exercise';
import { Hardest } from './Hardest';
import { ComparisonPanel, HowBelow, ScorePanel } from './Panels';
import { Roc } from './Roc';
import { Sets } from './Sets';
import { Stage, StageDock } from './Stage';
import { followAnswer } from './state/followAnswer';
import { pictureScore } from './state/picture';
import { pictureSets } from './state/sets';
import { Story } from './Story';
import { TEXTS } from './texts';
import { Times } from './Times';
import styles from './DetectView.module.css';

followAnswer();

/** What the network has not learned: where in a picture, how much, and how well that tells it from digits. */
export default function DetectView() {
  const level = useStore(view, (state) => state.level);
  useEffect(() => {
    const stops = [pictureScore.follow(), pictureSets.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <main className={styles.view} data-level={level}>
      <h1 className="visually-hidden">{TEXTS.heading}</h1>
      <div className={styles.first}>
        <Story />
        <Controls />
        <Scene at={0} className={styles.left}>
          <Stage />
          <StageDock />
        </Scene>
        <Scene at={2} className={styles.right}>
          <Sets />
        </Scene>
      </div>
      <div className={styles.below}>
        <AtLevel from="course">
          <Scene at={1}>
            <ScorePanel />
          </Scene>
          <HowBelow />
          <Scene at={3}>
            <Roc />
          </Scene>
          <ComparisonPanel />
        </AtLevel>
        <Scene at={5} className={styles.wide}>
          <Hardest />
        </Scene>
        <AtLevel from="course">
          <Scene at={4} className={styles.wide}>
            <Times />
          </Scene>
          <Scene at={6} className={styles.wide}>
            <Exercise />
          </Scene>
        </AtLevel>
      </div>
    </main>
  );
}
