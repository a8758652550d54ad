import type { Picture } from './background';
import { SIDE } from './pack';

/**
 * A picture as it is: the middle square of it, each of 28 x 28 pixels the mean of what it covers. Its noise stays, as a picture of 28 x 28
 * keeps every pixel. Returns 784 values in [-1, 1], -1 black.
 */
export function unchanged({ width, height, values }: Picture): Float32Array {
  const side = Math.min(width, height);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  const pitch = side / SIDE;
  const columns = Array.from({ length: SIDE }, (_, i) => covered(left + i * pitch, left + (i + 1) * pitch));
  const rows = Array.from({ length: SIDE }, (_, i) => covered(top + i * pitch, top + (i + 1) * pitch));
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    let sum = 0;
    for (const [y, high] of rows[Math.floor(i / SIDE)])
      for (const [x, wide] of columns[i % SIDE]) sum += high * wide * values[y * width + x];
    return (2 * sum) / (pitch * pitch) - 1;
  });
}

/** The pixels of a line that a part of it covers, and how much of each. */
function covered(from: number, to: number): (readonly [place: number, share: number])[] {
  const first = Math.floor(from);
  const parts = Array.from({ length: Math.ceil(to) - first }, (_, k) => {
    const at = first + k;
    return [at, Math.min(to, at + 1) - Math.max(from, at)] as const;
  });
  return parts.filter(([, share]) => share > 0);
}
