/**
 * Draws pixels in [-1, 1] as opaque grey: -1 is black, 1 is white, values outside are clamped.
 *
 * @param x n values
 * @param rgba receives 4n bytes, R G B A for each value
 * @param scale multiplies every value first; below 1 it makes epsilon or z, which reach +-4, visible
 * @returns rgba
 * @throws RangeError if rgba does not have 4 bytes for each value
 */
export function toRgba<Bytes extends Uint8ClampedArray>(x: Float32Array, rgba: Bytes, scale = 1): Bytes {
  if (rgba.length !== 4 * x.length) {
    throw new RangeError(`${x.length} pixels need ${4 * x.length} bytes, not ${rgba.length}`);
  }
  const gain = scale * 127.5;
  for (let i = 0, j = 0; i < x.length; i++, j += 4) {
    // A clamped array rounds and clamps.
    rgba[j] = rgba[j + 1] = rgba[j + 2] = x[i] * gain + 127.5;
    rgba[j + 3] = 255;
  }
  return rgba;
}

/** Grey bytes 0..255 as pixels in [-1, 1]: x / 127.5 - 1. toRgba restores every byte. */
export function fromBytes(bytes: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const x = new Float32Array(bytes.length);
  for (let i = 0; i < x.length; i++) x[i] = bytes[i] / 127.5 - 1;
  return x;
}

/**
 * Counts values in `bins` equal intervals of [lo, hi). Values outside are counted in the outermost bins, NaN in none.
 *
 * @param out receives the counts; `bins` long; cleared first
 * @returns out
 * @throws RangeError if the range is empty or out is not `bins` long
 */
export function histogram(
  x: Float32Array,
  lo: number,
  hi: number,
  bins: number,
  out: Uint32Array = new Uint32Array(bins),
): Uint32Array {
  if (!(hi > lo)) throw new RangeError(`the range ${lo} to ${hi} is empty`);
  if (bins < 1 || out.length !== bins)
    throw new RangeError(`${bins} bins need as many counters, not ${out.length}`);
  out.fill(0);
  const perUnit = bins / (hi - lo);
  for (const value of x) {
    if (Number.isNaN(value)) continue;
    out[Math.min(bins - 1, Math.max(0, Math.floor((value - lo) * perUnit)))]++;
  }
  return out;
}

/** Height and width of a square picture. @throws RangeError if the number of pixels is not a square */
export function sideOf(x: ArrayLike<number>): number {
  const size = Math.sqrt(x.length);
  if (!Number.isInteger(size) || size === 0)
    throw new RangeError(`${x.length} pixels make no square picture`);
  return size;
}

/** Pictures, or other arrays of numbers, one after the other in one array. */
export function joinPictures(pictures: readonly (Float32Array | Float64Array)[]): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(pictures.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const picture of pictures) {
    joined.set(picture, at);
    at += picture.length;
  }
  return joined;
}
