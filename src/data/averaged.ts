import { fromBytes } from '../diffusion/pixels';
import { PIXELS, SIDE } from './pack';

/**
 * Digits in half their size: each pixel is the mean of 2 x 2, rounded.
 * @param pixels any number of digits of 28 x 28 bytes
 * @returns as many of 14 x 14 bytes
 */
export function averaged(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = SIDE / 2;
  const out = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < out.length; i++) {
    const digit = Math.floor(i / half ** 2);
    const row = Math.floor(i / half) % half;
    const at = digit * PIXELS + 2 * row * SIDE + 2 * (i % half);
    out[i] = Math.round((pixels[at] + pixels[at + 1] + pixels[at + SIDE] + pixels[at + SIDE + 1]) / 4);
  }
  return out;
}

/** The same of one picture of values in [-1, 1] that stand for bytes: exactly what a network of 14 x 14 was trained on. */
export function averagedPicture(x0: Float32Array): Float32Array {
  return fromBytes(averaged(Uint8Array.from(x0, (value) => Math.round((value + 1) * 127.5))));
}
