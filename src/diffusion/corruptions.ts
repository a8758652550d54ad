import { permutation, uniform, type Key } from './random';

/**
 * Pictures that are no digits, or no longer. All are functions of square pictures of size x size pixels in [-1, 1], row by
 * row, -1 black; each gives a new picture. Those of several pixels at once keep every value, so pictures of bytes stay such.
 */

const BLACK = -1;

/** Turned by a right angle, clockwise: the top row becomes the right column. */
export function quarterTurn(x: Float32Array): Float32Array<ArrayBuffer> {
  const size = sideOf(x);
  return drawn(size, (row, column) => x[(size - 1 - column) * size + row]);
}

/**
 * Turned about the centre by an angle, clockwise, each pixel by bilinear interpolation among the four around its origin; what
 * comes from beyond the edges is black.
 */
export function turned(x: Float32Array, degrees: number): Float32Array<ArrayBuffer> {
  const size = sideOf(x);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const middle = (size - 1) / 2;
  const at = (row: number, column: number): number =>
    row >= 0 && row < size && column >= 0 && column < size ? x[row * size + column] : BLACK;
  return drawn(size, (row, column) => {
    const [down, right] = [row - middle, column - middle];
    const y = middle + cos * down - sin * right;
    const z = middle + sin * down + cos * right;
    const [top, left] = [Math.floor(y), Math.floor(z)];
    const [low, far] = [y - top, z - left];
    const upper = (1 - far) * at(top, left) + far * at(top, left + 1);
    const lower = (1 - far) * at(top + 1, left) + far * at(top + 1, left + 1);
    return (1 - low) * upper + low * lower;
  });
}

/** Mirrored, left to right. */
export function flipped(x: Float32Array): Float32Array<ArrayBuffer> {
  const size = sideOf(x);
  return drawn(size, (row, column) => x[row * size + (size - 1 - column)]);
}

/** Ink for paper and paper for ink. */
export function inverted(x: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(x, (value) => -value);
}

/** Without its lower half, which is black; an odd middle row stays. */
export function cut(x: Float32Array): Float32Array<ArrayBuffer> {
  return joined(x, blank(sideOf(x)));
}

/**
 * The upper half of one picture, an odd middle row with it, above the lower half of another.
 * @throws RangeError if they differ in size
 */
export function joined(upper: Float32Array, lower: Float32Array): Float32Array<ArrayBuffer> {
  const size = sideOf(upper);
  if (lower.length !== upper.length)
    throw new RangeError(`a picture of ${upper.length} pixels cannot be joined with one of ${lower.length}`);
  const edge = Math.ceil(size / 2) * size;
  return Float32Array.from(upper, (value, i) => (i < edge ? value : lower[i]));
}

/** The same pixels in a random order, a function of the key: the histogram of values stays, all form is lost. */
export function shuffled(x: Float32Array, k: Key): Float32Array<ArrayBuffer> {
  return Float32Array.from(permutation(k, x.length), (i) => x[i]);
}

/** Every pixel by itself, evenly distributed in [-1, 1), a function of the key. */
export function pureNoise(size: number, k: Key): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size * size }, (_, i) => 2 * uniform(k, i) - 1);
}

/** Nothing but black. */
export function blank(size: number): Float32Array<ArrayBuffer> {
  return new Float32Array(size * size).fill(BLACK);
}

function sideOf(x: Float32Array): number {
  const size = Math.sqrt(x.length);
  if (!Number.isInteger(size) || size === 0)
    throw new RangeError(`${x.length} pixels make no square picture`);
  return size;
}

function drawn(size: number, pixel: (row: number, column: number) => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size * size }, (_, i) => pixel(Math.floor(i / size), i % size));
}
