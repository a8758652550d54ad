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
  /** Widens along lines of `length` pixels, `step` apart in the array. */
  const along = (from: Float32Array, length: number, step: number): Float32Array => {
    const out = new Float32Array(from.length);
    from.forEach((value, i) => {
      if (value === 0) return;
      const position = Math.floor(i / step) % length;
      const end = Math.min(length - 1, position + radius);
      for (let k = Math.max(0, position - radius); k <= end; k++) {
        const j = i + (k - position) * step;
        out[j] = Math.max(out[j], value);
      }
    });
    return out;
  };
  return { width, ink: along(along(ink, width, 1), ink.length / width, width) };
}
