import { memo, useId } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { DASHES } from './LossChartDashes';
import type { HeldOutLoss, LossPoint } from './lossSeries';
import { formatUpdate } from './lossSeriesAxis';
import type { UpdateRange } from './lossSeriesRange';
import type { Axis } from './series';

const RAW = 'color-mix(in srgb, var(--edge) 48%, var(--paper))';
const TICK = { fill: 'var(--soft)', fontSize: 12 };
const QUIET = { dot: false, activeDot: false, isAnimationActive: false, type: 'linear' } as const;

interface Props {
  points: readonly LossPoint[];
  /** Empty where a line is not shown. */
  heldOut: readonly HeldOutLoss[];
  compared: readonly (readonly LossPoint[])[];
  raw: boolean;
  smooth: boolean;
  trained: boolean;
  range: UpdateRange;
  /** Part of a run: lines are cut at its ends. */
  cut: boolean;
  ticks: readonly number[];
  axis: Axis;
  /** The axis at the right, where the learning rate is shown. */
  rateAxis: Axis | undefined;
}

const band = ({ min, max }: LossPoint): [number, number] => [min, max];

/** The lines of the loss chart: drawn when the data or the range change, never when the pointer moves. */
export default memo(function LossChartLines(props: Props) {
  const { points, heldOut, compared, raw, smooth, trained, range, cut, ticks, axis, rateAxis } = props;
  const dot = useId();
  return (
    <ResponsiveContainer
      width="100%"
      height="100%"
      minWidth={1}
      minHeight={1}
      initialDimension={{ width: 320, height: 230 }}
    >
      <ComposedChart
        data={points}
        margin={{ top: 8, right: rateAxis ? 0 : 22, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <defs>
          <marker id={dot} viewBox="-4 -4 8 8" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse">
            <circle r="3" fill="var(--signal)" stroke="var(--paper)" />
          </marker>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="update"
          type="number"
          domain={[range.from, range.to]}
          ticks={[...ticks]}
          tickFormatter={formatUpdate}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          height={24}
          interval={0}
          allowDataOverflow={cut}
        />
        <YAxis
          type="number"
          scale={axis.log ? 'log' : 'linear'}
          domain={[axis.min, axis.max]}
          ticks={[...axis.ticks]}
          tickFormatter={axis.format}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={46}
          interval={0}
          allowDataOverflow={cut}
        />
        {rateAxis && (
          <YAxis
            yAxisId="rate"
            orientation="right"
            type="number"
            domain={[rateAxis.min, rateAxis.max]}
            ticks={[...rateAxis.ticks]}
            tickFormatter={rateAxis.format}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={52}
            interval={0}
          />
        )}
        {raw && <Area {...QUIET} dataKey={band} stroke={RAW} strokeWidth={1} fill={RAW} fillOpacity={0.55} />}
        {rateAxis && (
          <Line
            {...QUIET}
            yAxisId="rate"
            dataKey="learningRate"
            stroke="var(--edge)"
            strokeWidth={1.25}
            strokeDasharray="1 3"
          />
        )}
        {compared.map((line, i) => (
          <Line
            key={i}
            {...QUIET}
            data={line}
            dataKey="smooth"
            stroke="var(--soft)"
            strokeWidth={1.5}
            strokeDasharray={DASHES[i % DASHES.length]}
          />
        ))}
        {trained && <Line {...QUIET} dataKey="trained" stroke="var(--soft)" strokeWidth={1.25} />}
        {smooth && <Line {...QUIET} dataKey="smooth" stroke="var(--ink)" strokeWidth={2} />}
        {heldOut.length > 0 && (
          <Line
            {...QUIET}
            data={heldOut}
            dataKey="loss"
            stroke="var(--signal)"
            strokeWidth={1.75}
            strokeDasharray="5 4"
            markerStart={`url(#${dot})`}
            markerMid={`url(#${dot})`}
            markerEnd={`url(#${dot})`}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
});
