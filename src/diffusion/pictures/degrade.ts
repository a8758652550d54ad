import { fillGaussian, fold, uniform, type Key } from '../random';

/** How a picture can be degraded before a model restores it. */
export type Degradation =
  /** Adds white noise of standard deviation `sigma`, 0 or more; nothing is clipped. */
  | { readonly kind: 'gaussian'; readonly sigma: number }
  /** Each pixel becomes white or black, equally likely, with probability `share`, 0..1. */
  | { readonly kind: 'salt-and-pepper'; readonly share: number }
  /** Convolves with a Gaussian of standard deviation `sigma` pixels, 0 or more. */
  | { readonly kind: 'blur'; readonly sigma: number }
  /** Multiplies by `factor`, 0..1, which moves pixels towards mid-grey, 0. */
  | { readonly kind: 'low-contrast'; readonly factor: number };

/**
 * A degraded copy of a picture; the same key gives the same bits.
 * @param x pixels in [-1, 1], [height, width] flat
 * @param width pixels in a row
 * @param k used by the two random kinds
 * @throws RangeError if a parameter is out of its range
 */
export function degrade(
  x: Float32Array,
  width: number,
  degradation: Degradation,
  k: Key,
): Float32Array<ArrayBuffer> {
  switch (degradation.kind) {
    case 'gaussian':
      return gaussian(x, degradation.sigma, k);
    case 'salt-and-pepper':
      return saltAndPepper(x, degradation.share, k);
    case 'blur':
      return blur(x, width, degradation.sigma);
    case 'low-contrast':
      check('factor', degradation.factor, 1);
      return Float32Array.from(x, (value) => degradation.factor * value);
  }
}

function gaussian(x: Float32Array, sigma: number, k: Key): Float32Array<ArrayBuffer> {
  check('sigma', sigma);
  const noise = fillGaussian(k, new Float32Array(x.length));
  return Float32Array.from(x, (value, i) => value + sigma * noise[i]);
}

function saltAndPepper(x: Float32Array, share: number, k: Key): Float32Array<ArrayBuffer> {
  check('share', share, 1);
  const [hit, colour] = [fold(k, 0), fold(k, 1)];
  return Float32Array.from(x, (value, i) =>
    uniform(hit, i) < share ? (uniform(colour, i) < 0.5 ? 1 : -1) : value,
  );
}

/**
 * Convolves with a Gaussian of standard deviation sigma pixels, sampled to 4 sigma and normalised to sum 1, along rows and then
 * along columns. Outside the picture, the nearest edge pixel is used.
 * @param x [height, width] flat
 * @throws RangeError if sigma is negative
 */
export function blur(x: Float32Array, width: number, sigma: number): Float32Array<ArrayBuffer> {
  check('sigma', sigma);
  if (sigma === 0) return Float32Array.from(x);
  const height = x.length / width;
  const weights = gaussianWeights(sigma, Math.round(4 * sigma));
  const pass = (from: ArrayLike<number>, out: Float32Array | Float64Array, along: 'row' | 'column'): void => {
    const [length, step] = along === 'row' ? [width, 1] : [height, width];
    const reach = (weights.length - 1) / 2;
    for (let i = 0; i < out.length; i++) {
      const position = along === 'row' ? i % width : Math.floor(i / width);
      let sum = 0;
      for (let j = -reach; j <= reach; j++) {
        const clamped = Math.max(0, Math.min(length - 1, position + j));
        sum += weights[j + reach] * from[i + (clamped - position) * step];
      }
      out[i] = sum;
    }
  };
  const rows = new Float64Array(x.length);
  const out = new Float32Array(x.length);
  pass(x, rows, 'row');
  pass(rows, out, 'column');
  return out;
}

/** A Gaussian at -reach..reach, normalised to sum 1. */
export function gaussianWeights(sigma: number, reach: number): Float64Array {
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function check(name: string, value: number, largest = Infinity): void {
  if (!(value >= 0 && value <= largest))
    throw new RangeError(`${name} is ${value}; give 0 ${largest === 1 ? 'to 1' : 'or more'}`);
}
