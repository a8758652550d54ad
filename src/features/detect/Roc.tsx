import { useStore } from 'zustand';
import { auc, confusion, rocCurve } from '../../diffusion/numbers/roc';
import { SCORE_NAMES } from '../../state/link/fields/detect';
import { view } from '../../state/link/view';
import { Panel } from '../../ui/Panel';
import { Term } from '../common/glossary/Term';
import { describeMeasurement, formatArea } from './names';
import type { AnswerAt } from './state/answers';
import { isEnough, MIN_COMPARED, type Answer } from './state/scoreTable';
import { TEXTS } from './texts';
import { useAnswer } from './useAnswer';
import shared from './shared.module.css';
import charts from './charts.module.css';
import styles from './Roc.module.css';

const SIDE = 200;
const LEFT = 28;
const TOP = 24;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The area and its interval, in a sentence. */
function Area({ answer, others }: { answer: AnswerAt; others: string }) {
  const { detectScore, detectReading, detectT } = useStore(view);
  const { normal, anomalous } = answer;
  const counts = `${anomalous.length} ${others}`;
  if (!isEnough(answer))
    return <p className={styles.area}>{TEXTS.tooFew(MIN_COMPARED, normal.length, counts)}</p>;
  const { auc: value, low, high } = auc(normal, anomalous);
  return (
    <p className={styles.area}>
      <span className={shared.big}>
        {TEXTS.auc} <b data-number="auc">{formatArea(value)}</b>
      </span>
      <Term name="auc" />{' '}
      {value === 1 ? TEXTS.perfect(formatArea(low)) : TEXTS.interval(formatArea(low), formatArea(high))}
      <span className={shared.which}>
        {TEXTS.measuredWith(
          SCORE_NAMES[detectScore],
          answer.t,
          detectReading,
          describeMeasurement(detectScore),
          TEXTS.counts(normal.length, counts),
          answer.calibrated,
        )}
        {answer.t === detectT ? '' : TEXTS.nearestT(answer.t, detectT)}.
      </span>
    </p>
  );
}

/** What is found against false alarms, at every threshold. */
function Curve({ answer, others }: { answer: Answer; others: string }) {
  const threshold = useStore(view, (state) => state.detectThreshold);
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
        aria-label={TEXTS.roc(others, percent(y), percent(x))}
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
          {TEXTS.rocX}
        </text>
        <text x={0} y={12} className={charts.tick}>
          {TEXTS.rocY(others)}
        </text>
      </svg>
      <figcaption>{TEXTS.rocCaption(percent(y), percent(x))}</figcaption>
    </figure>
  );
}

/** How well the score tells digits from the others, over all thresholds. */
export function Roc() {
  const { answer, others } = useAnswer();
  const note = useStore(view, ({ detectAgainst }) => TEXTS.setNotes[detectAgainst]);
  return (
    <Panel
      title={
        <>
          {TEXTS.rocPanel} <Term name="roc" />
        </>
      }
    >
      {answer ? (
        <div className={styles.both}>
          <Area answer={answer} others={others} />
          {isEnough(answer) && <Curve answer={answer} others={others} />}
        </div>
      ) : (
        <p className={shared.note}>{TEXTS.notMeasured}</p>
      )}
      {answer && note && <p className={shared.note}>{note}</p>}
    </Panel>
  );
}
