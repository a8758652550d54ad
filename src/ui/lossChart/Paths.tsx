import { createContext, memo, use, useId } from 'react';
import { usePlotArea } from 'recharts';
import type { HeldOutLoss, LossPoint } from '../../diffusion/training/lossSeries';
import { place } from './axis';
import { bandPath, linePath } from '../svgPath';
import type { UpdateRange } from './updateRange';
import type { Axis } from '../chart/series';
import { DASHES } from './shownLines';
import styles from './Paths.module.css';

/** What is drawn. Empty or false: not shown. */
export interface LossLines {
  readonly points: readonly LossPoint[];
  readonly heldOut: readonly HeldOutLoss[];
  readonly compared: readonly (readonly LossPoint[])[];
  readonly raw: boolean;
  readonly smooth: boolean;
  readonly trained: boolean;
  readonly range: UpdateRange;
  readonly axis: Axis;
  /** The axis at the right, where the learning rate is shown. */
  readonly rateAxis: Axis | undefined;
}

/** Brings the data to the paths past the chart around them, whose axes are drawn anew only when they change. */
export const LossLinesContext = createContext<LossLines | undefined>(undefined);

/** The lines in the plot, cut at its edges. */
export const Paths = memo(function Paths() {
  const lines = use(LossLinesContext);
  const plot = usePlotArea();
  const clip = useId();
  if (!lines || !plot) return null;
  const { points, heldOut, compared, range, axis, rateAxis } = lines;
  const x = ({ update }: { readonly update: number }) =>
    plot.x + (plot.width * (update - range.from)) / (range.to - range.from);
  const on = (scale: Axis) => (value: number) => plot.y + plot.height * (1 - place(value, scale));
  const y = on(axis);
  const smooth = (point: LossPoint) => y(point.smooth);
  const heldOutY = ({ loss }: HeldOutLoss) => y(loss);
  return (
    <g className={styles.paths}>
      <clipPath id={clip}>
        {/* As wide as dots and line ends that stand on an edge. */}
        <rect x={plot.x - 4} y={plot.y - 4} width={plot.width + 8} height={plot.height + 8} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {lines.raw && (
          <path
            className={styles.raw}
            d={bandPath(
              points,
              x,
              ({ min }) => y(min),
              ({ max }) => y(max),
            )}
          />
        )}
        {rateAxis && (
          <path
            className={styles.rate}
            d={linePath(points, x, ({ learningRate }) => on(rateAxis)(learningRate))}
          />
        )}
        {compared.map((line, i) => (
          <path
            key={i}
            className={styles.compared}
            strokeDasharray={DASHES[i % DASHES.length]}
            d={linePath(line, x, smooth)}
          />
        ))}
        {lines.trained && (
          <path className={styles.trained} d={linePath(points, x, ({ trained }) => y(trained))} />
        )}
        {lines.smooth && <path className={styles.smooth} d={linePath(points, x, smooth)} />}
        <path className={styles.heldOut} d={linePath(heldOut, x, heldOutY)} />
        {heldOut.map((each) => (
          <circle key={each.update} className={styles.measured} cx={x(each)} cy={heldOutY(each)} r="3" />
        ))}
      </g>
    </g>
  );
});
