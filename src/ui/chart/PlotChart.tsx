import { memo, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { FRAME, GRID, X_AXIS, yAxis } from './chartAxes';
import type { Axis, Series, Tone } from './series';

const colourOf = (tone: Tone): string =>
  tone === 'plain' ? 'var(--ink)' : tone.length > 1 ? `var(--${tone})` : `var(--curve-${tone})`;
const SAMPLES = 250;

interface Props {
  series: readonly Series[];
  axis: Axis;
  max: number;
}

/** The lines of a plot: drawn when the data change, never when t does. */
export default memo(function PlotChart({ series, axis, max }: Props) {
  const data = useMemo(
    () =>
      Array.from({ length: SAMPLES + 1 }, (_, i) => {
        const t = Math.round((i * max) / SAMPLES);
        return Object.fromEntries([
          ['t', t],
          ...series.map(({ name, values }) => [name, values[t]]),
        ]) as object;
      }),
    [series, max],
  );
  const quarter = max / 4;
  return (
    <ResponsiveContainer {...FRAME} initialDimension={{ width: 320, height: 132 }}>
      <ComposedChart
        data={data}
        margin={{ top: 6, right: 18, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid {...GRID} />
        <XAxis
          {...X_AXIS}
          dataKey="t"
          domain={[0, max]}
          ticks={[0, quarter, 2 * quarter, 3 * quarter, max]}
          height={22}
        />
        <YAxis {...yAxis(axis)} width={46} />
        {series.map(({ name, tone, dashed, dash = dashed ? '5 4' : undefined, filled }) =>
          filled ? (
            <Area
              key={name}
              dataKey={name}
              type="linear"
              stroke={colourOf(tone)}
              strokeWidth={2}
              fill={`color-mix(in srgb, ${colourOf(tone)} 13%, var(--paper))`}
              fillOpacity={1}
              baseValue={axis.min}
              isAnimationActive={false}
              activeDot={false}
            />
          ) : (
            <Line
              key={name}
              dataKey={name}
              type="linear"
              stroke={colourOf(tone)}
              strokeWidth={2}
              {...(dash && { strokeDasharray: dash })}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
});
