import { fillGaussian, type Key } from '../../../diffusion/random';

/**
 * Picture i of pictures that lie one after the other in one array: a view, not a copy.
 * @param pictures [N, pixels] flat
 */
export function pictureAt<Values extends Float32Array | Uint8Array>(
  pictures: Values,
  i: number,
  pixels: number,
): Values {
  return pictures.subarray(i * pixels, (i + 1) * pixels) as Values;
}

/** Standard Gaussian noise, one picture a key, [keys, pixels] flat. */
export function gaussians(keys: readonly Key[], pixels: number): Float32Array {
  const noise = new Float32Array(keys.length * pixels);
  keys.forEach((key, i) => fillGaussian(key, pictureAt(noise, i, pixels)));
  return noise;
}
