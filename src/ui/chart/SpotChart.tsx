import { memo } from 'react';
import {
  CartesianGrid,
  LabelList,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from 'recharts';
import { FRAME, GRID, X_AXIS, yAxis } from './chartAxes';
import type { Axis, Spot } from './series';

interface Props {
  spots: readonly Spot[];
  x: Axis;
  y: Axis;
  level: { readonly y: number; readonly name: string } | null;
}

const LABEL = { fill: 'var(--ink)', fontSize: 13 } as const;

/** The points of a spot plot: drawn when the data change. */
export default memo(function SpotChart({ spots, x, y, level }: Props) {
  return (
    <ResponsiveContainer {...FRAME} initialDimension={{ width: 480, height: 260 }}>
      <ScatterChart margin={{ top: 10, right: 64, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          {...X_AXIS}
          dataKey="x"
          scale={x.log ? 'log' : 'linear'}
          domain={[x.min, x.max]}
          ticks={x.ticks}
          tickFormatter={x.format}
          allowDataOverflow
          height={22}
        />
        <YAxis {...yAxis(y)} dataKey="y" width={46} />
        {level && (
          <ReferenceLine
            y={level.y}
            stroke="var(--edge)"
            strokeDasharray="5 4"
            label={{ value: level.name, position: 'insideTopLeft', fill: 'var(--soft)', fontSize: 13 }}
          />
        )}
        {[false, true].map((hollow) => (
          <Scatter
            key={String(hollow)}
            data={spots.filter((spot) => spot.hollow === hollow)}
            fill={hollow ? 'var(--paper)' : 'var(--ink)'}
            stroke="var(--ink)"
            strokeWidth={2}
            isAnimationActive={false}
          >
            <LabelList dataKey="name" position="right" {...LABEL} />
          </Scatter>
        ))}
      </ScatterChart>
    </ResponsiveContainer>
  );
});
