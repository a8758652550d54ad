import { useStore } from 'zustand';
import { auc, confusion, rocCurve } from '../../diffusion/roc';
import { SCORE_NAMES } from '../../state/link/fields/detect';
import { view } from '../../state/link/view';
import { describeMeasurement, formatArea } from './names';
import type { AnswerAt } from './state/answers';
import { isEnough, MIN_COMPARED, type Answer } from './state/table';
import shared from './shared.module.css';
import charts from './charts.module.css';
import styles from './Roc.module.css';

const SIDE = 200;
const LEFT = 28;
const TOP = 24;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The area and its interval, in a sentence. */
export function Area({ answer, others }: { answer: AnswerAt; others: string }) {
  const { detectScore, detectReading, detectT } = useStore(view);
  const { normal, anomalous } = answer;
  if (!isEnough(answer))
    return (
      <p className={styles.area}>
        An area waits for {MIN_COMPARED} of each; {normal.length} digits and {anomalous.length} {others} are
        scored so far.
      </p>
    );
  const { auc: value, low, high } = auc(normal, anomalous);
  return (
    <p className={styles.area}>
      <span className={shared.big}>
        AUC <b data-number="auc">{formatArea(value)}</b>
      </span>{' '}
      {value === 1
        ? `95 %: at least ${formatArea(low)}, as every pair is in order; more pictures would say more`
        : `95 %: ${formatArea(low)} to ${formatArea(high)}`}
      <span className={shared.which}>
        {SCORE_NAMES[detectScore]} at t = {answer.t}, {detectReading === 'outline' ? 'by outline' : 'plain'};
        measured with {describeMeasurement(detectScore)}; {normal.length} digits and {anomalous.length}{' '}
        {others}, calibrated with {answer.calibrated} others
        {answer.t === detectT ? '' : `. Sets are measured at some t; ${answer.t} is nearest to ${detectT}`}.
      </span>
    </p>
  );
}

/** The ROC curve: what is found against false alarms, at every threshold. */
export function Roc({ answer, others }: { answer: Answer; others: string }) {
  const threshold = useStore(view, (state) => state.detectThreshold);
  if (!isEnough(answer)) return <div />;
  const { hits, falseAlarms } = confusion(answer.normal, answer.anomalous, threshold);
  const [x, y] = [falseAlarms / answer.normal.length, hits / answer.anomalous.length];
  const at = (falseShare: number, hitShare: number): string =>
    `${(LEFT + SIDE * falseShare).toFixed(1)} ${(TOP + SIDE * (1 - hitShare)).toFixed(1)}`;
  const curve = rocCurve(answer.normal, answer.anomalous)
    .map((point) => at(point.falseAlarms, point.hits))
    .join('L');
  return (
    <figure>
      <svg
        className={`${charts.chart} ${styles.roc}`}
        viewBox={`0 0 ${LEFT + SIDE + 16} ${TOP + SIDE + 36}`}
        role="img"
        aria-label={`ROC curve: at the threshold ${percent(y)} of ${others} are found, with ${percent(x)} of digits as false alarms`}
      >
        <path d={`M${at(0, 1)}V${TOP + SIDE}H${LEFT + SIDE}`} className={charts.axis} />
        <path d={`M${at(0, 0)}L${at(1, 1)}`} className={styles.chance} />
        <path d={`M${curve}`} className={styles.curve} />
        <circle cx={LEFT + SIDE * x} cy={TOP + SIDE * (1 - y)} r={5} className={styles.point} />
        {[0, 0.5, 1].map((tick) => (
          <g key={tick} className={charts.tick}>
            <text x={LEFT + SIDE * tick} y={TOP + SIDE + 15} textAnchor="middle">
              {100 * tick}
            </text>
            <text x={LEFT - 6} y={TOP + SIDE * (1 - tick) + 4} textAnchor="end">
              {100 * tick}
            </text>
          </g>
        ))}
        <text x={LEFT + SIDE / 2} y={TOP + SIDE + 31} textAnchor="middle" className={charts.tick}>
          digits: false alarms, %
        </text>
        <text x={0} y={12} className={charts.tick}>
          {others} found, %
        </text>
      </svg>
      <figcaption>
        At the threshold {percent(y)} are found, with {percent(x)} false alarms.
      </figcaption>
    </figure>
  );
}
