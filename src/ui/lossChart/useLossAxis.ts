import { useState } from 'react';
import type { HeldOutLoss, LossPoint, LossReader } from '../../diffusion/training/lossSeries';
import { linearAxis, logAxis, NOTHING, widened, type Extent } from './axis';
import type { LossMark } from './Marks';
import type { UpdateRange } from './updateRange';
import type { ShownLines } from './shownLines';
import type { Axis } from '../chart/series';

interface Drawn {
  points: readonly LossPoint[];
  heldOut: readonly HeldOutLoss[];
  compared: readonly (readonly LossPoint[])[];
  marks: readonly LossMark[];
  shown: ShownLines;
  series: LossReader;
  range: UpdateRange;
  /** Whether the whole run is shown. */
  whole: boolean;
}

/** All losses that are shown. */
function* losses({ points, heldOut, compared, marks, shown }: Drawn): Generator<number> {
  for (const point of points) {
    if (shown.raw) {
      yield point.min;
      yield point.max;
    }
    if (shown.smooth) yield point.smooth;
    if (shown.trained) yield point.trained;
  }
  for (const { loss } of heldOut) yield loss;
  for (const line of compared) for (const { smooth } of line) yield smooth;
  for (const { value, isOnAxis } of marks) if (isOnAxis) yield value;
}

/** The axis as it was drawn last, and what of. */
interface Previous {
  shown: ShownLines;
  series: LossReader;
  range: UpdateRange;
  length: number;
  extent: Extent;
  axis: Axis;
}

/** Whether the same part of the same run is drawn in the same way, and the run did not go back: the extent may only grow. */
const goesOn = (previous: Previous, { shown, series, range }: Drawn): boolean =>
  previous.shown === shown &&
  previous.series === series &&
  previous.range === range &&
  previous.length <= series.length;

/** The axis of the losses. While a run goes on it holds still or gets longer, by whole ticks. */
export function useLossAxis(drawn: Drawn): Axis {
  const [previous, setPrevious] = useState<Previous>();
  const before = previous && goesOn(previous, drawn) ? previous : undefined;
  const extent = widened(before?.extent ?? NOTHING, losses(drawn), drawn.shown.log);
  if (before && Object.is(extent.min, before.extent.min) && Object.is(extent.max, before.extent.max))
    return before.axis;
  const next = drawn.shown.log ? logAxis(extent, drawn.whole) : linearAxis(extent);
  const old = before?.axis;
  const axis = old?.min === next.min && old.max === next.max && old.log === next.log ? old : next;
  const { shown, series, range } = drawn;
  setPrevious({ shown, series, range, length: series.length, extent, axis });
  return axis;
}
