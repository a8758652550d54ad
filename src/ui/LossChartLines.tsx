import { memo } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatUpdate } from './lossSeriesAxis';
import { LossChartPaths, LossLinesContext } from './LossChartPaths';
import type { LossLines } from './LossChartPaths';
import type { UpdateRange } from './lossSeriesRange';
import type { Axis } from './series';

/** An axis without any data has no ticks; where it ends is said by its domain. */
const ENDS = [{ update: 0 }, { update: 1 }];
const TICK = { fill: 'var(--soft)', fontSize: 12 };

interface FrameProps {
  range: UpdateRange;
  ticks: readonly number[];
  axis: Axis;
  rateAxis: Axis | undefined;
}

/** Axes and grid. New losses reach the paths in it without it, which makes drawing them five times as fast. */
const Frame = memo(function Frame({ range, ticks, axis, rateAxis }: FrameProps) {
  return (
    <ResponsiveContainer
      width="100%"
      height="100%"
      minWidth={1}
      minHeight={1}
      initialDimension={{ width: 320, height: 250 }}
    >
      <ComposedChart
        data={ENDS}
        margin={{ top: 8, right: rateAxis ? 0 : 22, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="update"
          type="number"
          domain={[range.from, range.to]}
          ticks={ticks}
          tickFormatter={formatUpdate}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          height={24}
          interval={0}
          allowDataOverflow
        />
        <YAxis
          type="number"
          scale={axis.log ? 'log' : 'linear'}
          domain={[axis.min, axis.max]}
          ticks={axis.ticks}
          tickFormatter={axis.format}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={46}
          interval={0}
          allowDataOverflow
        />
        {rateAxis && (
          <YAxis
            yAxisId="rate"
            orientation="right"
            type="number"
            domain={[rateAxis.min, rateAxis.max]}
            ticks={rateAxis.ticks}
            tickFormatter={rateAxis.format}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={52}
            interval={0}
            allowDataOverflow
          />
        )}
        <LossChartPaths />
      </ComposedChart>
    </ResponsiveContainer>
  );
});

/** The lines of the loss chart: drawn when the data or the range change, never when the pointer moves. */
export default memo(function LossChartLines({ ticks, ...lines }: LossLines & { ticks: readonly number[] }) {
  const { range, axis, rateAxis } = lines;
  return (
    <LossLinesContext value={lines}>
      <Frame range={range} ticks={ticks} axis={axis} rateAxis={rateAxis} />
    </LossLinesContext>
  );
});
