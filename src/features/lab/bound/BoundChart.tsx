import { memo, useEffect, useRef, type PointerEvent } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
  type XAxisTickContentProps,
} from 'recharts';
import { lookAtPlace, onPlace } from '../../../state/link/place';
import { FRAME, GRID, X_AXIS, yAxis } from '../../../ui/chart/chartAxes';
import type { Axis } from '../../../ui/chart/series';
import { seekByPointer } from '../seekByPointer';
import { boundPlace } from '../state/boundChart';
import lab from '../Lab.module.css';
import styles from './BoundChart.module.css';

/** One column of the charts, from the noise on: L_T, the bars from t = T down to 2, L_0. */
export interface Column {
  readonly at: number;
  readonly value: number;
  /** How far the error bar goes down and up. */
  readonly error?: readonly [number, number];
}

/** The label below a column; L_T and L_0 have a subscript. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly sub?: string;
}

interface ChartProps {
  columns: readonly Column[];
  ticks: readonly Tick[];
  axis: Axis;
  /** As bars with their errors, or as a line from column to column. */
  as: 'bars' | 'line';
  /** A value to compare with, as a dashed line. */
  compare?: number;
}

const Chart = memo(function Chart({ columns, ticks, axis, as, compare }: ChartProps) {
  const label = ({ x, y, payload }: XAxisTickContentProps) => {
    const tick = ticks.find(({ at }) => at === payload.value);
    return (
      <text x={x} y={Number(y) + 9} fill="var(--soft)" fontSize={12} textAnchor="middle">
        {tick?.label}
        {tick?.sub !== undefined && (
          <tspan dy={3} fontSize={9}>
            {tick.sub}
          </tspan>
        )}
      </text>
    );
  };
  return (
    <ResponsiveContainer {...FRAME} initialDimension={{ width: 640, height: 180 }}>
      <ComposedChart
        data={columns}
        margin={{ top: 8, right: 10, bottom: 0, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid {...GRID} />
        <XAxis
          {...X_AXIS}
          dataKey="at"
          domain={[-0.5, columns.length - 0.5]}
          ticks={ticks.map(({ at }) => at)}
          tick={label}
          height={22}
        />
        <YAxis {...yAxis(axis)} width={46} />
        {compare !== undefined && <ReferenceLine y={compare} stroke="var(--ink)" strokeDasharray="5 4" />}
        {as === 'bars' ? (
          <Bar
            dataKey="value"
            fill="color-mix(in srgb, var(--edge) 55%, var(--paper))"
            stroke="var(--ink)"
            strokeWidth={1}
            isAnimationActive={false}
          >
            <ErrorBar
              dataKey="error"
              width={3}
              stroke="var(--ink)"
              strokeWidth={1.5}
              isAnimationActive={false}
            />
          </Bar>
        ) : (
          <Line
            dataKey="value"
            type="linear"
            stroke="var(--ink)"
            strokeWidth={2}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
});

interface Props extends ChartProps {
  label: string;
  tall?: boolean;
}

/** Bars or a line over the terms of the bound, with the place as a cursor over it, which never redraws it. Dragging moves the place. */
export function BoundChart({ label, tall = false, ...chart }: Props) {
  const cursor = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onPlace((state) => {
        if (cursor.current) cursor.current.style.left = `${(100 * boundPlace(state).share).toFixed(2)}%`;
      }),
    [],
  );
  const seek = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    lookAtPlace((1000 * (event.clientX - box.left)) / box.width);
  };
  return (
    <div className={styles.plot} data-tall={tall} role="img" aria-label={label}>
      <Chart {...chart} />
      <div className={styles.area} {...seekByPointer(seek)}>
        <span ref={cursor} className={lab.cursor} />
      </div>
    </div>
  );
}
