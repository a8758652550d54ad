import { useStore } from 'zustand';
import { confusion } from '../../diffusion/roc';
import type { Answer } from './state/table';
import { THRESHOLDS } from '../../state/link/fields/detect';
import { released } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { deviations } from './names';
import styles from './Detect.module.css';

const MOVES = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

/** From where on a picture is called anomalous, and how often that is right. */
export function Threshold({ found, many }: { found: Answer; many: string }) {
  const threshold = useStore(view, (state) => state.detectThreshold);
  const { hits, misses, falseAlarms, correctRejections } = confusion(
    found.normal,
    found.anomalous,
    threshold,
  );
  const said = `${deviations(threshold)} standard deviations: ${hits} of ${found.anomalous.length} ${many} are found, ${falseAlarms} of ${found.normal.length} digits are false alarms`;
  return (
    <>
      <div className={styles.thresholdSlider}>
        <input
          type="range"
          aria-label="Threshold"
          aria-valuetext={said}
          min={THRESHOLDS.min}
          max={THRESHOLDS.max}
          step={THRESHOLDS.step}
          value={threshold}
          onChange={(event) =>
            patchView({ detectThreshold: Number(event.currentTarget.valueAsNumber.toFixed(1)) })
          }
          onPointerUp={released}
          onKeyDown={(event) => {
            // Its own keys move it, and not the page's t.
            if (MOVES.includes(event.key)) event.stopPropagation();
          }}
          onKeyUp={released}
        />
      </div>
      <table className={styles.confusion}>
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
            <th scope="row">{many}</th>
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
