import { formatCount } from '../../diffusion/numbers/formatCount';
import { memo } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { FRAME, GRID, X_AXIS, yAxis } from '../chart/chartAxes';
import { Paths, LossLinesContext, type LossLines } from './Paths';
import type { UpdateRange } from './updateRange';
import type { Axis } from '../chart/series';

/** An axis without data has no ticks; its domain says where it ends. */
const ENDS = [{ update: 0 }, { update: 1 }];

interface FrameProps {
  range: UpdateRange;
  ticks: readonly number[];
  axis: Axis;
  rateAxis: Axis | undefined;
}

/** Axes and grid. New losses reach the paths without drawing it anew, which is five times as fast. */
const Frame = memo(function Frame({ range, ticks, axis, rateAxis }: FrameProps) {
  return (
    <ResponsiveContainer {...FRAME} initialDimension={{ width: 320, height: 250 }}>
      <ComposedChart
        data={ENDS}
        margin={{ top: 8, right: rateAxis ? 0 : 22, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid {...GRID} />
        <XAxis
          {...X_AXIS}
          dataKey="update"
          domain={[range.from, range.to]}
          ticks={ticks}
          tickFormatter={formatCount}
          height={24}
          allowDataOverflow
        />
        <YAxis {...yAxis(axis)} width={46} />
        {rateAxis && <YAxis {...yAxis(rateAxis)} yAxisId="rate" orientation="right" width={52} />}
        <Paths />
      </ComposedChart>
    </ResponsiveContainer>
  );
});

/** The lines of the loss chart: drawn when the data or the range change, never when the pointer moves. */
export default memo(function Lines({ ticks, ...lines }: LossLines & { ticks: readonly number[] }) {
  const { range, axis, rateAxis } = lines;
  return (
    <LossLinesContext value={lines}>
      <Frame range={range} ticks={ticks} axis={axis} rateAxis={rateAxis} />
    </LossLinesContext>
  );
});
