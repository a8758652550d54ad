import { Fragment } from 'react';
import { useStore } from 'zustand';
import { SCORE_NAMES, SCORES, type ScoreName } from '../../state/link/fields/detect';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { jump, view } from '../../state/link/view';
import { Panel } from '../../ui/Panel';
import { formatArea } from './names';
import { findBest, getAreas, type AreaAt } from './state/answers';
import { MEASUREMENTS, nearestTime } from './state/scoreTable';
import { TEXTS } from './texts';
import { useAnswer } from './useAnswer';
import shared from './shared.module.css';
import charts from './charts.module.css';
import styles from './Times.module.css';

const WIDTH = 560;
const HEIGHT = 150;
const [LEFT, RIGHT, TOP] = [44, 14, 10];
const LAST = 1000;

const x = (t: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * t) / LAST;

/** Lowest value of the axis: the tenth below all intervals, 0.9 at most. */
const floorOf = (points: readonly AreaAt[]): number =>
  Math.max(0, Math.min(0.9, ...points.map(({ low }) => Math.floor(10 * low) / 10)));

/** Chooses a t and a score, as one step to undo. */
function choose(score: ScoreName, t: number): void {
  jump({ detectScore: score, detectT: t });
  endGesture();
}

/** Which t tells best, and which score: the area at every t that was measured. */
export function Times() {
  const { sets, others } = useAnswer();
  const areas = useStore(view, (state) => getAreas(state, sets));
  const { detectScore, detectT } = useView('detectScore', 'detectT');
  const best = findBest(areas);
  if (!best)
    return (
      <Panel title={TEXTS.times}>
        <p className={shared.note}>{TEXTS.notMeasured}</p>
      </Panel>
    );
  const all = SCORES.flatMap((score) => areas[score]);
  const ordered = all.filter(({ auc }) => auc === 1).length;
  const floor = floorOf(all);
  const y = (value: number): number => TOP + (HEIGHT * (1 - value)) / (1 - floor);
  const shown = MEASUREMENTS[detectScore].times[nearestTime(detectScore, detectT)];
  const ticks = [floor, floor < 0.5 ? 0.5 : (1 + floor) / 2, 1];
  return (
    <Panel title={TEXTS.times}>
      <div className={charts.charts}>
        <figure>
          <figcaption>{TEXTS.timesCaption}</figcaption>
          <svg
            className={charts.chart}
            viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + 28}`}
            role="img"
            aria-label={TEXTS.timesChart(formatArea(best.auc), best.t)}
          >
            {ticks.map((tick) => (
              <Fragment key={tick}>
                <path d={`M${LEFT} ${y(tick)}H${WIDTH - RIGHT}`} className={styles.grid} />
                <text x={LEFT - 6} y={y(tick) + 5} textAnchor="end" className={charts.tick}>
                  {Number(tick.toFixed(2))}
                </text>
              </Fragment>
            ))}
            {[0, 200, 400, 600, 800, 1000].map((tick) => (
              <text
                key={tick}
                x={x(tick)}
                y={TOP + HEIGHT + 22}
                textAnchor={tick === LAST ? 'end' : 'middle'}
                className={charts.tick}
              >
                {tick}
              </text>
            ))}
            <path d={`M${x(shown)} ${TOP - 6}V${TOP + HEIGHT}`} className={styles.cursor} />
            {SCORES.filter((score) => areas[score].length > 0).map((score) => (
              <g key={score} className={styles.series} data-score={score}>
                <path d={`M${areas[score].map((point) => `${x(point.t)} ${y(point.auc)}`).join('L')}`} />
                {areas[score].map((point) => (
                  <g key={point.t}>
                    <path d={`M${x(point.t)} ${y(point.low)}V${y(point.high)}`} />
                    <circle cx={x(point.t)} cy={y(point.auc)} r={4.5} />
                  </g>
                ))}
              </g>
            ))}
          </svg>
          <figcaption className={styles.keys}>
            {SCORES.map((score) => (
              <span key={score}>
                <svg width="30" height="12" aria-hidden="true" className={styles.series} data-score={score}>
                  <path d="M0 6H30" />
                  <circle cx="15" cy="6" r="4.5" />
                </svg>{' '}
                {SCORE_NAMES[score]}
              </span>
            ))}
          </figcaption>
        </figure>
        <div>
          <table className={`${shared.table} ${styles.areas}`}>
            <caption>{TEXTS.timesTable(others)}</caption>
            <tbody>
              {SCORES.map((score) => (
                <tr key={score}>
                  <th scope="row">{SCORE_NAMES[score]}</th>
                  <td>
                    {areas[score].map((point) => (
                      <button
                        key={point.t}
                        type="button"
                        aria-pressed={score === detectScore && point.t === shown}
                        title={TEXTS.timesCell(point.t, formatArea(point.low), formatArea(point.high))}
                        onClick={() => choose(score, point.t)}
                      >
                        <span>{TEXTS.t(point.t)}</span> {formatArea(point.auc)}
                      </button>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={shared.note}>
            {ordered > 1 ? (
              <>
                <b>{ordered}</b> {TEXTS.allInOrder(all.length)}
              </>
            ) : (
              <>
                {TEXTS.largest} <b>{formatArea(best.auc)}</b>
                {TEXTS.largestAbout(SCORE_NAMES[best.score], best.t, all.length)}
              </>
            )}
          </p>
        </div>
      </div>
    </Panel>
  );
}
