import type { KeyboardEvent } from 'react';

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** How far an arrow key moves a place of the plane, with Shift a fine step; null for other keys. */
export function arrowStep({ key, shiftKey }: KeyboardEvent): readonly [dx: number, dy: number] | null {
  if (!(key in DIRECTIONS)) return null;
  const [x, y] = DIRECTIONS[key];
  const step = shiftKey ? 0.02 : 0.1;
  return [step * x, step * y];
}
