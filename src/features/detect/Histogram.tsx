import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { formatDeviations } from './names';
import { binned, HIGH, LOW, shareOf } from './scale';
import type { Answer } from './state/table';
import charts from './charts.module.css';
import styles from './Histogram.module.css';

const WIDTH = 560;
/** Half of the slider's thumb: both axes end in the middle of it. */
const MARGIN = 8;
const HALF = 84;
const TOP = 22;
const MIDDLE = TOP + HALF;
/** Height of each row below the bars: one for the number of pictures, one for the blank picture. */
const ROW = 22;
const FOOT = MIDDLE + HALF + ROW - 4;
const TICKS = [-4, -2, 0, 2, 4, 6, 8, 10, 12];

const x = (value: number): number => MARGIN + (WIDTH - 2 * MARGIN) * shareOf(value);

/** A mark on the line between both histograms, with its name in a row of its own. */
function Mark({ at, name, y, d }: { at: number; name: string; y: number; d: string }) {
  if (Number.isNaN(at)) return null;
  const isNameLeft = x(at) > WIDTH - 110;
  return (
    <g className={styles.mark}>
      <path d={`M${x(at)} ${y < MIDDLE ? y + 4 : y - 12}V${MIDDLE}`} />
      <path d={`M${x(at)} ${MIDDLE}${d}`} className={styles.symbol} />
      <text x={x(at) + (isNameLeft ? -6 : 6)} y={y} textAnchor={isNameLeft ? 'end' : 'start'}>
        {name}
      </text>
    </g>
  );
}

const DIAMOND = 'm0 -5l5 5l-5 5l-5 -5z';
const TRIANGLE = 'm0 -6l6 11h-12z';

/** Two histograms on one axis: digits upwards, the others downwards. The threshold goes through both. */
export function Histogram({ answer, others }: { answer: Answer; others: string }) {
  const threshold = useStore(view, (state) => state.detectThreshold);
  const reading = useStore(view, (state) => state.detectReading);
  const [up, down] = [binned(answer.normal), binned(answer.anomalous)];
  const most = Math.max(1, ...up, ...down);
  const width = (WIDTH - 2 * MARGIN) / up.length;
  const bars = (counts: readonly number[], sign: 1 | -1, className: string) =>
    counts.map((count, i) => {
      const height = ((HALF - 28) * count) / most;
      return (
        count > 0 && (
          <rect
            key={i}
            className={className}
            x={MARGIN + i * width + 0.5}
            width={width - 1}
            y={sign > 0 ? MIDDLE - height : MIDDLE}
            height={height}
          />
        )
      );
    });
  return (
    <figure>
      <figcaption>
        standard deviations of log error above{' '}
        {reading === 'outline' ? 'digits of as much outline' : 'digits'}
      </figcaption>
      <svg
        className={charts.chart}
        viewBox={`0 0 ${WIDTH} ${FOOT + 27}`}
        role="img"
        aria-label={`Scores of ${answer.normal.length} digits and ${answer.anomalous.length} ${others}, from ${LOW} to ${HIGH} standard deviations; the threshold is at ${formatDeviations(threshold)}`}
      >
        <defs>
          <pattern
            id="others"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="5" className={styles.hatchBack} />
            <path d="M0 0V5" className={styles.hatch} />
          </pattern>
        </defs>
        {bars(up, 1, styles.normal)}
        {bars(down, -1, styles.anomalous)}
        <path d={`M${MARGIN} ${MIDDLE}H${WIDTH - MARGIN}`} className={charts.axis} />
        <text x={MARGIN} y={TOP + 12} className={styles.count}>
          {answer.normal.length} digits
        </text>
        <text x={MARGIN} y={FOOT - ROW} className={styles.count}>
          {answer.anomalous.length} {others}
        </text>
        <Mark at={answer.picture} name="this picture" y={TOP - 8} d={TRIANGLE} />
        <Mark at={answer.blank} name="blank" y={FOOT} d={DIAMOND} />
        <path d={`M${x(threshold)} ${TOP - 4}V${FOOT + 4}`} className={styles.threshold} />
        {TICKS.map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={FOOT + 22}
            textAnchor={tick === LOW ? 'start' : tick === HIGH ? 'end' : 'middle'}
            className={charts.tick}
          >
            {tick < 0 ? `−${-tick}` : tick}
            {tick === HIGH ? '+' : ''}
          </text>
        ))}
      </svg>
    </figure>
  );
}
