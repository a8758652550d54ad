import { blank } from '../diffusion/pictures/corruptions';
import { SIDE } from './pack';

/** A point on the 28 x 28 field, in pixels from its upper left corner; pixel (column, row) covers a unit square. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line drawn by hand. */
export interface Stroke {
  readonly points: readonly Point[];
  /** Half the width of the pen, in pixels. */
  readonly radius: number;
  /** Removes ink instead of adding it. */
  readonly erase?: boolean;
}

/** A pen of about the width of MNIST's strokes. */
export const PEN_RADIUS = 1.1;

/** A sheet with these strokes, later ones over earlier ones: PIXELS values in [-1, 1], 1 ink. */
export function drawStrokes(strokes: readonly Stroke[]): Float32Array {
  const ink = blank(SIDE);
  for (const stroke of strokes) addStroke(ink, stroke);
  return ink;
}

/** Draws a whole stroke on a sheet, the same as its segments one by one; a single point makes a dot. */
export function addStroke(ink: Float32Array, { points, radius, erase = false }: Stroke): void {
  points.forEach((point, i) => addSegment(ink, points[Math.max(0, i - 1)], point, radius, erase));
}

/**
 * Draws a segment on a sheet, with edges one pixel soft: the coverage of a pixel is radius + 1/2 minus the distance of its middle from
 * the segment, clamped to [0, 1]. Where segments overlap, the larger coverage counts, so a stroke has no visible joints and drawing it
 * twice changes nothing. Not drawn on a canvas, because some browsers alter its pixels.
 */
export function addSegment(ink: Float32Array, from: Point, to: Point, radius: number, erase = false): void {
  const reach = radius + 0.5;
  const first = (a: number, b: number): number => Math.max(0, Math.floor(Math.min(a, b) - reach));
  const end = (a: number, b: number): number => Math.min(SIDE, Math.ceil(Math.max(a, b) + reach));
  for (let row = first(from.y, to.y); row < end(from.y, to.y); row++) {
    for (let column = first(from.x, to.x); column < end(from.x, to.x); column++) {
      const coverage = Math.min(1, reach - distance(column + 0.5, row + 0.5, from, to));
      if (coverage <= 0) continue;
      const i = row * SIDE + column;
      ink[i] = erase ? Math.min(ink[i], 1 - 2 * coverage) : Math.max(ink[i], 2 * coverage - 1);
    }
  }
}

/** Distance from a point to a segment. */
function distance(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length2;
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - nearest * dx, y - from.y - nearest * dy);
}

/** Whether a sheet has no ink at all. */
export function isBlank(ink: Float32Array): boolean {
  return ink.every((value) => value === -1);
}

/**
 * A copy moved by whole pixels so that the centre of mass is in the middle, as in MNIST (to half a pixel), but only so far that no ink
 * leaves the sheet. A blank sheet is not moved.
 */
export function centreByMass(ink: Float32Array): Float32Array {
  let [mass, massX, massY] = [0, 0, 0];
  let [left, top, right, bottom] = [SIDE, SIDE, 0, 0];
  ink.forEach((value, i) => {
    const weight = (value + 1) / 2;
    if (weight <= 0) return;
    const x = i % SIDE;
    const y = (i - x) / SIDE;
    mass += weight;
    massX += weight * x;
    massY += weight * y;
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
  });
  if (mass === 0) return ink.slice();
  const shift = (moment: number, low: number, high: number): number =>
    Math.min(SIDE - 1 - high, Math.max(-low, Math.round(SIDE / 2 - moment / mass)));
  const [dx, dy] = [shift(massX, left, right), shift(massY, top, bottom)];
  const moved = blank(SIDE);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) moved[(y + dy) * SIDE + x + dx] = ink[y * SIDE + x];
  }
  return moved;
}
