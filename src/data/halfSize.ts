import { fromBytes } from '../diffusion/pictures/pixels';
import { PIXELS, SIDE } from './pack';

/**
 * Digits at half their size: each pixel is the rounded mean of 2 x 2.
 * @param pixels [N, 28, 28] flat bytes
 * @returns [N, 14, 14] flat bytes
 */
export function averaged(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = SIDE / 2;
  const out = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < out.length; i++) {
    const digit = Math.floor(i / half ** 2);
    const row = Math.floor(i / half) % half;
    const p = digit * PIXELS + 2 * row * SIDE + 2 * (i % half);
    out[i] = Math.round((pixels[p] + pixels[p + 1] + pixels[p + SIDE] + pixels[p + SIDE + 1]) / 4);
  }
  return out;
}

/** The same for one picture of values in [-1, 1] made from bytes: exactly what a 14 x 14 network is trained on. */
export function averagedPicture(x0: Float32Array): Float32Array {
  return fromBytes(averaged(Uint8Array.from(x0, (value) => Math.round((value + 1) * 127.5))));
}
