import { fixed, precise, withMinusSign } from '../../diffusion/numbers/formatNumber';
import type { Axis } from '../chart/series';

/** The least and the greatest value that is drawn; NaN before there is one. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

export const NOTHING: Extent = { min: NaN, max: NaN };

/** `extent` widened to hold the values that are finite and, on a log axis, above 0. */
export function widened({ min, max }: Extent, values: Iterable<number>, log: boolean): Extent {
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    if (!(value >= min)) min = value;
    if (!(value <= max)) max = value;
  }
  return { min, max };
}

/** A loss in three digits, so that losses in a column line up. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value === 0 || Math.abs(value) >= 1000 ? fixed(value, 0) : precise(value, 3);
}

/** A tick in as few digits as it needs. */
export const formatTick = (value: number): string =>
  withMinusSign(value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value));

const tidy = (value: number): number => Number(value.toPrecision(12));

/** Mantissas of one decade of a log axis, coarse to fine. */
const DECADE = [1];
const HALVES = [1, 3];
const THIRDS = [1, 2, 5];
const SIXTHS = [1, 1.5, 2, 3, 5, 7];
const FINE = [
  1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.3, 3.6, 4, 4.5, 5, 5.5, 6, 6.5, 7, 8, 9,
];

/** All numbers with these mantissas from the last at or below min to the first at or above max. */
function enclosing(mantissas: readonly number[], { min, max }: Extent): number[] {
  const numbers: number[] = [];
  for (let decade = Math.floor(Math.log10(min)) - 1; decade <= Math.ceil(Math.log10(max)) + 1; decade++)
    for (const mantissa of mantissas) numbers.push(tidy(mantissa * 10 ** decade));
  const first = numbers.findLastIndex((number) => number <= min);
  const last = numbers.findIndex((number) => number >= max);
  return numbers.slice(first, last + 1);
}

/** Ticks nearer than this share of a log axis would write over each other. */
const TOO_NEAR = 0.09;

/** Ticks that are far enough above the one before, and both ends of the axis where these are ticks. */
function apart(ticks: readonly number[], axis: { min: number; max: number }): number[] {
  const at = (tick: number): number => place(tick, { ...axis, log: true });
  const spaced: number[] = [];
  for (const tick of ticks) {
    const before = spaced.at(-1);
    if (before === undefined || at(tick) - at(before) >= TOO_NEAR) spaced.push(tick);
    else if (tick === axis.max && spaced.length > 1) spaced.splice(-1, 1, tick);
  }
  return spaced;
}

/**
 * A log axis around an extent above 0. It ends at tidy numbers, the tidier the longer it is (each set of them holds
 * the next coarser one, so that the axis never gets shorter when the extent gets longer).
 * @param steady takes no finer ends than six a decade: for losses that still fall, so that it changes seldom
 */
export function logAxis(extent: Extent, steady = false): Axis {
  const { min, max } = extent.min > 0 ? extent : { min: 0.1, max: 1 };
  const ends = enclosing(max / min > 30 ? THIRDS : steady || max / min > 3 ? SIXTHS : FINE, { min, max });
  const axis = { min: ends[0], max: ends[ends.length - 1] };
  if (ends.length === 1) {
    axis.min = tidy(axis.min / 2);
    axis.max *= 2;
  }
  let ticks: number[] = [];
  for (const mantissas of [DECADE, HALVES, THIRDS, SIXTHS, FINE]) {
    ticks = enclosing(mantissas, axis).filter((tick) => tick >= axis.min && tick <= axis.max);
    if (ticks.length >= 4) break;
  }
  return { ...axis, ticks: apart(ticks, axis), log: true, format: formatTick };
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that cuts `span` into at most `most` parts. */
function tidyStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 2.5, 5].find((factor) => (factor * power * most) / span >= 1 - 1e-9) ?? 10;
  return tidy(step * power);
}

/** A linear axis from tick to tick around an extent; it starts at 0 unless all values are far from it. */
export function linearAxis(extent: Extent, most = 5): Axis {
  const max = Number.isFinite(extent.max) ? extent.max : 1;
  const from = extent.min > 0.6 * max ? extent.min : Math.min(0, extent.min || 0);
  const step = tidyStep(max - from || Math.abs(max) || 1, most);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { min: ticks[0], max: ticks[ticks.length - 1], ticks, format: formatTick };
}

/** Tidy updates in [from, to], `most` + 1 of them or fewer; both ends where a tidy step reaches them. */
export function updateTicks(from: number, to: number, most: number): number[] {
  const span = to - from;
  if (span <= 0) return [from];
  const power = 10 ** Math.floor(Math.log10(span));
  const steps = [0.1, 0.2, 0.25, 0.5, 1].map((factor) => tidy(factor * power)).filter(Number.isInteger);
  const reaching = steps.find(
    (step) => span / step <= most && span / step >= 3 && from % step === 0 && to % step === 0,
  );
  const step = reaching ?? Math.max(1, Math.ceil(tidyStep(span, most)));
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}

/** Where a value stands on an axis: 0 at its start, 1 at its end, outside of these where it is outside. */
export function place(value: number, { min, max, log }: Pick<Axis, 'min' | 'max' | 'log'>): number {
  return log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
}
