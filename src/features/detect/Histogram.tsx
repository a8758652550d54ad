import { useStore } from 'zustand';
import type { Answer } from './state/table';
import { view } from '../../state/link/view';
import { deviations } from './names';
import { binned, HIGH, LOW, shareOf } from './scale';
import styles from './Detect.module.css';

const WIDTH = 560;
/** The slider's thumb is so wide: the axis ends in the middle of it, at both ends. */
const MARGIN = 8;
const HALF = 84;
const TOP = 22;
const MIDDLE = TOP + HALF;
/** Below the bars the number of pictures and the blank one have a row each. */
const ROW = 22;
const FOOT = MIDDLE + HALF + ROW - 4;
const TICKS = [-4, -2, 0, 2, 4, 6, 8, 10, 12];

const x = (value: number): number => MARGIN + (WIDTH - 2 * MARGIN) * shareOf(value);

/** A mark on the line between both histograms, with its name in a row of its own. */
function Mark({ at, name, y, d }: { at: number; name: string; y: number; d: string }) {
  if (Number.isNaN(at)) return null;
  const left = x(at) > WIDTH - 110;
  return (
    <g className={styles.mark}>
      <path d={`M${x(at)} ${y < MIDDLE ? y + 4 : y - 12}V${MIDDLE}`} />
      <path d={`M${x(at)} ${MIDDLE}${d}`} className={styles.symbol} />
      <text x={x(at) + (left ? -6 : 6)} y={y} textAnchor={left ? 'end' : 'start'}>
        {name}
      </text>
    </g>
  );
}

const DIAMOND = 'm0 -5l5 5l-5 5l-5 -5z';
const TRIANGLE = 'm0 -6l6 11h-12z';

/** Scores of digits upwards, of the others downwards, on one axis; the threshold goes through both. */
export function Histogram({ found, many }: { found: Answer; many: string }) {
  const threshold = useStore(view, (state) => state.detectThreshold);
  const reading = useStore(view, (state) => state.detectReading);
  const [up, down] = [binned(found.normal), binned(found.anomalous)];
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
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${FOOT + 27}`}
        role="img"
        aria-label={`Scores of ${found.normal.length} digits and ${found.anomalous.length} ${many}, from ${LOW} to ${HIGH} standard deviations; the threshold is at ${deviations(threshold)}`}
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
        <path d={`M${MARGIN} ${MIDDLE}H${WIDTH - MARGIN}`} className={styles.axis} />
        <text x={MARGIN} y={TOP + 12} className={styles.of}>
          {found.normal.length} digits
        </text>
        <text x={MARGIN} y={FOOT - ROW} className={styles.of}>
          {found.anomalous.length} {many}
        </text>
        <Mark at={found.picture} name="this picture" y={TOP - 8} d={TRIANGLE} />
        <Mark at={found.blank} name="blank" y={FOOT} d={DIAMOND} />
        <path d={`M${x(threshold)} ${TOP - 4}V${FOOT + 4}`} className={styles.threshold} />
        {TICKS.map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={FOOT + 22}
            textAnchor={tick === LOW ? 'start' : tick === HIGH ? 'end' : 'middle'}
            className={styles.tick}
          >
            {tick < 0 ? `−${-tick}` : tick}
            {tick === HIGH ? '+' : ''}
          </text>
        ))}
      </svg>
    </figure>
  );
}
