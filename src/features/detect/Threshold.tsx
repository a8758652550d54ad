import { useCallback } from 'react';
import { useStore } from 'zustand';
import { confusion } from '../../diffusion/roc';
import { inFrame } from '../../state/inFrame';
import { THRESHOLDS } from '../../state/link/fields/detect';
import { endGesture } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { RangeSlider } from '../../ui/RangeSlider';
import { deviations } from './names';
import type { Answer } from './state/table';
import shared from './shared.module.css';
import styles from './Threshold.module.css';

/** From where on a picture is called anomalous, and how often that is right. */
export function Threshold({ answer, others }: { answer: Answer; others: string }) {
  const { normal, anomalous } = answer;
  const threshold = useStore(view, (state) => state.detectThreshold);
  const { hits, misses, falseAlarms, correctRejections } = confusion(normal, anomalous, threshold);
  const feed = useCallback(
    (put: (threshold: number, words: string) => void) =>
      inFrame(() => {
        const { detectThreshold } = view.getState();
        const counts = confusion(normal, anomalous, detectThreshold);
        const found = `${counts.hits} of ${anomalous.length} ${others} are found`;
        const alarms = `${counts.falseAlarms} of ${normal.length} digits are false alarms`;
        put(detectThreshold, `${deviations(detectThreshold)} standard deviations: ${found}, ${alarms}`);
      }, [view]),
    [normal, anomalous, others],
  );
  return (
    <>
      <RangeSlider
        label="Threshold"
        {...THRESHOLDS}
        initial={threshold}
        feed={feed}
        onSlide={(position) => patchView({ detectThreshold: Number(position.toFixed(1)) })}
        onRelease={endGesture}
        showsWords={false}
        keepsKeys
        className={styles.slider}
      />
      <table className={`${shared.table} ${shared.ruled} ${styles.table}`}>
        <caption>
          Called anomalous from <b data-number="threshold">{deviations(threshold)}</b> standard deviations on
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">called anomalous</th>
            <th scope="col">called a digit</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{others}</th>
            <td>
              <b data-number="hits">{hits}</b> found
            </td>
            <td>
              <b data-number="misses">{misses}</b> missed
            </td>
          </tr>
          <tr>
            <th scope="row">digits</th>
            <td>
              <b data-number="falseAlarms">{falseAlarms}</b> false alarms
            </td>
            <td>
              <b data-number="correct">{correctRejections}</b> right
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
