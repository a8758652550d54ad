import { sideOf } from './pixels';
import { permutation, uniform, type Key } from '../random';

/**
 * Pictures that are not digits, or no longer. All functions take and return square pictures of size x size pixels in [-1, 1], row by
 * row, -1 black. Those that only move pixels keep every value exactly.
 */

const BLACK = -1;

/** Rotated by 90 degrees clockwise: the top row becomes the right column. */
export function quarterTurn(x: Float32Array): Float32Array<ArrayBuffer> {
  const size = sideOf(x);
  return draw(size, (row, column) => x[(size - 1 - column) * size + row]);
}

/**
 * Rotated clockwise about the centre, by bilinear interpolation among the four pixels around each origin. Outside the picture is
 * black.
 */
export function turned(x: Float32Array, degrees: number): Float32Array<ArrayBuffer> {
  const size = sideOf(x);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const middle = (size - 1) / 2;
  const pixel = (row: number, column: number): number =>
    row >= 0 && row < size && column >= 0 && column < size ? x[row * size + column] : BLACK;
  return draw(size, (row, column) => {
    const [down, right] = [row - middle, column - middle];
    const y = middle + cos * down - sin * right;
    const z = middle + sin * down + cos * right;
    const [top, left] = [Math.floor(y), Math.floor(z)];
    const [low, far] = [y - top, z - left];
    const upper = (1 - far) * pixel(top, left) + far * pixel(top, left + 1);
    const lower = (1 - far) * pixel(top + 1, left) + far * pixel(top + 1, left + 1);
    return (1 - low) * upper + low * lower;
  });
}

/** Mirrored, left to right. */
export function flipped(x: Float32Array): Float32Array<ArrayBuffer> {
  const size = sideOf(x);
  return draw(size, (row, column) => x[row * size + (size - 1 - column)]);
}

/** Ink and paper exchanged. */
export function inverted(x: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(x, (value) => -value);
}

/** With a black lower half; an odd middle row is kept. */
export function cut(x: Float32Array): Float32Array<ArrayBuffer> {
  return joined(x, blank(sideOf(x)));
}

/**
 * The upper half of one picture, including an odd middle row, above the lower half of another.
 * @throws RangeError if their sizes differ
 */
export function joined(upper: Float32Array, lower: Float32Array): Float32Array<ArrayBuffer> {
  const size = sideOf(upper);
  if (lower.length !== upper.length)
    throw new RangeError(`a picture of ${upper.length} pixels cannot be joined with one of ${lower.length}`);
  const edge = Math.ceil(size / 2) * size;
  return Float32Array.from(upper, (value, i) => (i < edge ? value : lower[i]));
}

/** The same pixels in a random order, a function of the key: the histogram stays, all shape is lost. */
export function shuffled(x: Float32Array, k: Key): Float32Array<ArrayBuffer> {
  return Float32Array.from(permutation(k, x.length), (i) => x[i]);
}

/** Independent pixels, uniform in [-1, 1), a function of the key. */
export function pureNoise(size: number, k: Key): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size * size }, (_, i) => 2 * uniform(k, i) - 1);
}

/** All black. */
export function blank(size: number): Float32Array<ArrayBuffer> {
  return new Float32Array(size * size).fill(BLACK);
}

function draw(size: number, pixel: (row: number, column: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size * size }, (_, i) => pixel(Math.floor(i / size), i % size));
}
