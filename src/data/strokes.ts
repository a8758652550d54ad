import type { Sheet } from './layout';

/** The average width of a stroke, in pixels: twice the area of the ink divided by the length of its edge. */
export function strokeWidth({ ink, width }: Sheet): number {
  let area = 0;
  let edge = 0;
  const inked = (i: number): number => (ink[i] > 0.5 ? 1 : 0);
  for (let i = 0; i < ink.length; i++) {
    if (inked(i) === 0) continue;
    const x = i % width;
    const right = x + 1 < width ? inked(i + 1) : 0;
    const left = x > 0 ? inked(i - 1) : 0;
    const [sides, ends] = [2 - left - right, 2 - inked(i - width) - inked(i + width)];
    area += 1;
    edge += Math.hypot(sides, ends); // a slanted edge is shorter than its steps
  }
  return edge === 0 ? 0 : (2 * area) / edge;
}

/** A copy whose strokes extend `radius` pixels further on every side: the largest value within a square. */
export function widen({ ink, width }: Sheet, radius: number): Sheet {
  const height = ink.length / width;
  const wide = new Float32Array(ink.length);
  const both = new Float32Array(ink.length);
  ink.forEach((value, i) => {
    if (value === 0) return;
    const x = i % width;
    const row = i - x;
    const end = Math.min(width - 1, x + radius);
    for (let k = Math.max(0, x - radius); k <= end; k++) wide[row + k] = Math.max(wide[row + k], value);
  });
  wide.forEach((value, i) => {
    if (value === 0) return;
    const x = i % width;
    const y = (i - x) / width;
    const end = Math.min(height - 1, y + radius);
    for (let k = Math.max(0, y - radius); k <= end; k++)
      both[k * width + x] = Math.max(both[k * width + x], value);
  });
  return { width, ink: both };
}
