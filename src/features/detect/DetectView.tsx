import { useEffect } from 'react';
import { ViewLayout } from '../../ui/ViewLayout';
import { Exercise } from './Exercise';
import { Picture } from './Picture';
import { Sets } from './Sets';
import { Settings } from './Settings';
import { pictureScore } from './state/picture';
import { pictureSets } from './state/sets';
import styles from './DetectView.module.css';

/** What the network has not learned: where in a picture, how much, and how well that tells it from digits. */
export default function DetectView() {
  useEffect(() => {
    const stops = [pictureScore.follow(), pictureSets.follow()];
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <ViewLayout title="Detect" side={<Settings />} className={styles.view}>
      <div>
        <Picture />
        <Sets />
        <Exercise />
      </div>
    </ViewLayout>
  );
}
