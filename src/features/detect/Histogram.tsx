import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { observeSize, type Size } from '../../ui/observeSize';
import { formatDeviations } from './names';
import { binned, HIGH, LOW, shareOf } from './scale';
import type { Answer } from './state/scoreTable';
import { TEXTS } from './texts';
import charts from './charts.module.css';
import styles from './Histogram.module.css';

/** Half of the slider's thumb: both axes end in the middle of it. */
const MARGIN = 8;
/** Height of a line of text. */
const ROW = 18;
const TICKS = [-4, -2, 0, 2, 4, 6, 8, 10, 12];
const START: Size = { width: 480, height: 200 };

interface MarkProps {
  x: number;
  /** Of the line between both histograms, of the name, and where the line from the name ends. */
  middle: number;
  y: number;
  isNameLeft: boolean;
  name: string;
  symbol: string;
}

/** A mark on the line between both histograms, with its name in a row of its own. */
const Mark = ({ x, middle, y, isNameLeft, name, symbol }: MarkProps) => (
  <g className={styles.mark}>
    <path d={`M${x} ${y < middle ? y + 4 : y - 12}V${middle}`} />
    <path d={`M${x} ${middle}${symbol}`} className={styles.symbol} />
    <text x={x + (isNameLeft ? -6 : 6)} y={y} textAnchor={isNameLeft ? 'end' : 'start'}>
      {name}
    </text>
  </g>
);

const DIAMOND = 'm0 -5l5 5l-5 5l-5 -5z';
const TRIANGLE = 'm0 -6l6 11h-12z';

/** Two histograms on one axis: digits upwards, the others downwards. The threshold goes through both. They fill the room that there is. */
export function Histogram({ answer, others }: { answer: Answer; others: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [{ width, height }, setSize] = useState(START);
  useEffect(() => (frame.current ? observeSize(frame.current, setSize) : undefined), []);
  const threshold = useStore(view, (state) => state.detectThreshold);
  const reading = useStore(view, (state) => state.detectReading);
  const isPlain = useStore(view, ({ level }) => level === 'picture');

  const foot = height - ROW;
  const middle = (ROW + foot - ROW) / 2;
  const half = middle - 2 * ROW;
  const x = (value: number): number => MARGIN + (width - 2 * MARGIN) * shareOf(value);
  const [up, down] = [binned(answer.normal), binned(answer.anomalous)];
  const most = Math.max(1, ...up, ...down);
  const step = (width - 2 * MARGIN) / up.length;
  const bars = (counts: readonly number[], sign: 1 | -1, className: string) =>
    counts.map((count, i) => {
      const barHeight = (Math.max(4, half) * count) / most;
      return (
        count > 0 && (
          <rect
            key={i}
            className={className}
            x={MARGIN + i * step + 0.5}
            width={Math.max(1, step - 1)}
            y={sign > 0 ? middle - barHeight : middle}
            height={barHeight}
          />
        )
      );
    });
  const mark = (value: number, name: string, y: number, symbol: string) =>
    !Number.isNaN(value) && (
      <Mark
        x={x(value)}
        middle={middle}
        y={y}
        isNameLeft={x(value) > width - 100}
        name={name}
        symbol={symbol}
      />
    );
  return (
    <figure className={styles.histogram}>
      <div ref={frame} className={styles.frame}>
        <svg
          className={charts.chart}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={TEXTS.histogram(
            answer.normal.length,
            `${answer.anomalous.length} ${others}`,
            LOW,
            HIGH,
            formatDeviations(threshold),
          )}
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
          <path d={`M${MARGIN} ${middle}H${width - MARGIN}`} className={charts.axis} />
          <text x={MARGIN} y={2 * ROW - 4} className={styles.count}>
            {answer.normal.length} {TEXTS.digits}
          </text>
          <text x={MARGIN} y={foot - ROW - 4} className={styles.count}>
            {answer.anomalous.length} {others}
          </text>
          {mark(answer.picture, TEXTS.thisPicture, ROW - 5, TRIANGLE)}
          {mark(answer.blank, TEXTS.blankMark, foot - 4, DIAMOND)}
          <path d={`M${x(threshold)} ${ROW}V${foot}`} className={styles.threshold} />
          {TICKS.map((tick) => (
            <text
              key={tick}
              x={x(tick)}
              y={height - 4}
              textAnchor={tick === LOW ? 'start' : tick === HIGH ? 'end' : 'middle'}
              className={charts.tick}
            >
              {tick < 0 ? `−${-tick}` : tick}
              {tick === HIGH ? '+' : ''}
            </text>
          ))}
        </svg>
      </div>
      <figcaption>{isPlain ? TEXTS.plainHistogramCaption : TEXTS.histogramCaption(reading)}</figcaption>
    </figure>
  );
}
