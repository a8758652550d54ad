import { bellDensity, type Bell } from '../../../diffusion/derivation/bells';
import { linePath } from '../../../ui/svgPath';

/** The drawing's own units, which are stretched to its box. */
export const SIDE = 1000;

/** Where a number stands on an axis from -range to range: 0 ... 1 between its ends. */
export const shareOf = (value: number, range: number): number => (value + range) / (2 * range);

const x = (value: number, range: number): number => SIDE * shareOf(value, range);
/** Far above the box everything is cut. */
const y = (density: number, top: number): number => SIDE * (1 - Math.min(4, density / top));

/** Points of a curve. */
const POINTS = 240;

/** A function as a line from -range to range; `top` stands at the upper edge. */
export function functionPath(f: (value: number) => number, range: number, top: number): string {
  const points = Array.from({ length: POINTS + 1 }, (_, i) => range * ((2 * i) / POINTS - 1));
  return linePath(
    points,
    (value) => x(value, range),
    (value) => y(f(value), top),
  );
}

/** A bell as a line: its points lie within five deviations, so that a narrow one has its whole shape. */
export function bellPath(bell: Bell, range: number, top: number): string {
  const std = Math.sqrt(bell.variance);
  const points = Array.from({ length: 121 }, (_, i) => bell.mean + std * (i / 12 - 5));
  return linePath(
    points,
    (value) => x(value, range),
    (value) => y(bellDensity(bell, value), top),
  );
}

/** The density in the middle of a bell. */
export const peak = (bell: Bell): number => bellDensity(bell, bell.mean);

/** The area below a line that begins and ends anywhere. */
export const below = (line: string): string =>
  line === '' ? '' : `${line}V${SIDE}H${/^M(\S+)/.exec(line)?.[1] ?? 0}Z`;

const BINS = 90;

/** A histogram as a line of steps, scaled as a density. */
export function stepsPath(values: Float32Array, range: number, top: number): string {
  const counts = new Float64Array(BINS);
  for (const value of values) {
    const bin = Math.floor(BINS * shareOf(value, range));
    if (bin >= 0 && bin < BINS) counts[bin]++;
  }
  const width = (2 * range) / BINS;
  const corners = [...counts].flatMap((count, i) => {
    const height = y(count / values.length / width, top);
    return [i, i + 1].map((edge) => ({ x: (SIDE * edge) / BINS, y: height }));
  });
  return linePath(
    [{ x: 0, y: SIDE }, ...corners, { x: SIDE, y: SIDE }],
    (corner) => corner.x,
    (corner) => corner.y,
  );
}
