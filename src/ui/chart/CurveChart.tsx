import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { FRAME, GRID, X_AXIS, yAxis } from './chartAxes';
import type { Axis, Curve } from './series';

interface Props {
  curves: readonly Curve[];
  x: Axis;
  y: Axis;
}

/** Lines through measured points: drawn when the data change. */
export default memo(function CurveChart({ curves, x, y }: Props) {
  return (
    <ResponsiveContainer {...FRAME} initialDimension={{ width: 480, height: 260 }}>
      <LineChart margin={{ top: 10, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis
          {...X_AXIS}
          dataKey="x"
          scale={x.log ? 'log' : 'linear'}
          domain={[x.min, x.max]}
          ticks={x.ticks}
          tickFormatter={x.format}
          allowDataOverflow
          allowDuplicatedCategory={false}
          height={22}
        />
        <YAxis {...yAxis(y)} width={54} />
        {curves.map(({ name, tone, points }) => (
          <Line
            key={name}
            data={points}
            dataKey="y"
            name={name}
            stroke={`var(--curve-${tone})`}
            strokeWidth={2}
            dot={{ r: 3, fill: `var(--curve-${tone})`, strokeWidth: 0 }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
});
