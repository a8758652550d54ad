import { useStore } from 'zustand';
import { auc, confusion, rocCurve } from '../../diffusion/roc';
import { isEnough, MIN_COMPARED } from './state/table';
import type { Answer } from './state/table';
import { SCORE_NAMES } from '../../state/link/fields/detect';
import { view } from '../../state/link/view';
import { area, measuredWith } from './names';
import styles from './Detect.module.css';

const SIDE = 200;
const LEFT = 28;
const TOP = 24;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The area and its interval, in a sentence. */
export function Area({ found, many }: { found: Answer & { t: number }; many: string }) {
  const { detectScore, detectReading, detectT } = useStore(view);
  const { normal, anomalous } = found;
  if (!isEnough(found))
    return (
      <p className={styles.area}>
        An area waits for {MIN_COMPARED} of each; {normal.length} digits and {anomalous.length} {many} are
        scored so far.
      </p>
    );
  const { auc: value, low, high } = auc(normal, anomalous);
  return (
    <p className={styles.area}>
      <span className={styles.big}>
        AUC <b data-number="auc">{area(value)}</b>
      </span>{' '}
      {value === 1
        ? `95 %: at least ${area(low)}, as every pair is in order; more pictures would say more`
        : `95 %: ${area(low)} to ${area(high)}`}
      <span className={styles.which}>
        {SCORE_NAMES[detectScore]} at t = {found.t}, {detectReading === 'outline' ? 'by outline' : 'plain'};
        measured with {measuredWith(detectScore)}; {normal.length} digits and {anomalous.length} {many},
        calibrated with {found.calibrated} others
        {found.t === detectT ? '' : `. Sets are measured at some t; ${found.t} is nearest to ${detectT}`}.
      </span>
    </p>
  );
}

/** Found against false alarms, at every threshold. */
export function Roc({ found, many }: { found: Answer; many: string }) {
  const threshold = useStore(view, (state) => state.detectThreshold);
  if (!isEnough(found)) return <div />;
  const { hits, falseAlarms } = confusion(found.normal, found.anomalous, threshold);
  const [x, y] = [falseAlarms / found.normal.length, hits / found.anomalous.length];
  const at = (falseShare: number, hitShare: number): string =>
    `${(LEFT + SIDE * falseShare).toFixed(1)} ${(TOP + SIDE * (1 - hitShare)).toFixed(1)}`;
  const curve = rocCurve(found.normal, found.anomalous)
    .map((point) => at(point.falseAlarms, point.hits))
    .join('L');
  return (
    <figure>
      <svg
        className={styles.roc}
        viewBox={`0 0 ${LEFT + SIDE + 16} ${TOP + SIDE + 36}`}
        role="img"
        aria-label={`ROC curve: at the threshold ${percent(y)} of ${many} are found, with ${percent(x)} of digits as false alarms`}
      >
        <path d={`M${at(0, 1)}V${TOP + SIDE}H${LEFT + SIDE}`} className={styles.axis} />
        <path d={`M${at(0, 0)}L${at(1, 1)}`} className={styles.chance} />
        <path d={`M${curve}`} className={styles.curve} />
        <circle cx={LEFT + SIDE * x} cy={TOP + SIDE * (1 - y)} r={5} className={styles.point} />
        {[0, 0.5, 1].map((tick) => (
          <g key={tick} className={styles.tick}>
            <text x={LEFT + SIDE * tick} y={TOP + SIDE + 15} textAnchor="middle">
              {100 * tick}
            </text>
            <text x={LEFT - 6} y={TOP + SIDE * (1 - tick) + 4} textAnchor="end">
              {100 * tick}
            </text>
          </g>
        ))}
        <text x={LEFT + SIDE / 2} y={TOP + SIDE + 31} textAnchor="middle" className={styles.tick}>
          digits: false alarms, %
        </text>
        <text x={0} y={12} className={styles.tick}>
          {many} found, %
        </text>
      </svg>
      <figcaption>
        At the threshold {percent(y)} are found, with {percent(x)} false alarms.
      </figcaption>
    </figure>
  );
}
