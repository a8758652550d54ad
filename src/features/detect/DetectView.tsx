import { useEffect } from 'react';
import { pictureScore } from './state/picture';
import { pictureSets } from './state/sets';
import { Exercise } from './Exercise';
import { Picture } from './Picture';
import { Sets } from './Sets';
import { Settings } from './Settings';
import styles from './Detect.module.css';

/** What the network has not learned: where in a picture, how much, and how well that tells it from digits. */
export default function DetectView() {
  useEffect(() => {
    const stops = [pictureScore.follow(), pictureSets.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <main className={styles.view}>
      <h1 className="visually-hidden">Detect</h1>
      <Settings />
      <div className={styles.main}>
        <Picture />
        <Sets />
        <Exercise />
      </div>
    </main>
  );
}
