import type { Picture } from './background';
import { PIXELS, SIDE } from '../pack';

/**
 * A picture that is only resized: its middle square, where each of 28 x 28 pixels is the mean of the area that it covers. A picture of
 * 28 x 28 keeps every pixel, and so its noise. Returns PIXELS values in [-1, 1], -1 black.
 */
export function unchanged({ width, height, values }: Picture): Float32Array {
  const side = Math.min(width, height);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  const pitch = side / SIDE;
  const columns = Array.from({ length: SIDE }, (_, i) => covered(left + i * pitch, left + (i + 1) * pitch));
  const rows = Array.from({ length: SIDE }, (_, i) => covered(top + i * pitch, top + (i + 1) * pitch));
  return Float32Array.from({ length: PIXELS }, (_, i) => {
    let sum = 0;
    for (const [y, high] of rows[Math.floor(i / SIDE)])
      for (const [x, wide] of columns[i % SIDE]) sum += high * wide * values[y * width + x];
    return (2 * sum) / (pitch * pitch) - 1;
  });
}

/** The pixels that the range from..to covers in a line, and the covered share of each. */
function covered(from: number, to: number): (readonly [pixel: number, share: number])[] {
  const first = Math.floor(from);
  const parts = Array.from({ length: Math.ceil(to) - first }, (_, k) => {
    const pixel = first + k;
    return [pixel, Math.min(to, pixel + 1) - Math.max(from, pixel)] as const;
  });
  return parts.filter(([, share]) => share > 0);
}
