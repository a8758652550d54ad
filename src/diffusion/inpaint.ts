import { addNoise } from './forward';
import { fillGaussian, fold, key, STREAM, type Key } from './random';
import type { Schedule } from './schedule';
import { jump, type StepCoefficients } from './steps';

/**
 * Inpainting without a network of its own (RePaint, Lugmayr et al. 2022): at every step the known pixels are put back as the known
 * picture with the noise of that t, and the network fills in the others. What is unknown follows what is known only as far as the
 * network saw both together, so each step can be taken several times ("resampling").
 *
 * Measured with the shipped network on the lower half of 40 MNIST test digits, 160 completions of 20 DDPM steps, by an independent
 * classifier: without a class 64, 73 and 84 % are read as the original with 1, 3 and 5 resamplings, with its class 98, 100 and 100 %;
 * of the upper half alone 47 %. Completions of one digit differ the less: 0.79, 0.64 and 0.44 bits of their classes' entropy.
 */

/** What the noise of an operation is for. */
export type NoiseRole = 'known' | 'renoise' | 'step';

const ROLES: readonly NoiseRole[] = ['known', 'renoise', 'step'];

/**
 * The key of a sample's noise in an operation that starts at `from`, on its `visit`-th visit (0 first): no two of them share numbers,
 * and none shares them with an ordinary run.
 * @param seed 0..2^53 - 1
 * @param sample index of the sample in its request, 0 first
 */
export function inpaintKey(seed: number, sample: number, from: number, visit: number, role: NoiseRole): Key {
  return [from, visit, ROLES.indexOf(role)].reduce(fold, inpaintBase(seed, sample));
}

/** The key that all of a sample's keys of an inpainting are folded from: with `from`, visit, and the role's place. */
export function inpaintBase(seed: number, sample: number): Key {
  return fold(fold(key(seed), STREAM.inpaint), sample);
}

/**
 * The known picture at t, q(x_t | x_0) (Lugmayr et al. 2022, eq. 8a): at t = 0 it is the picture, bit for bit.
 * @param t 0..T
 * @param known pixels in [-1, 1]
 * @param out receives x_t, as long as the picture
 * @returns out
 * @throws RangeError if t or a length does not fit
 */
export function knownAt(
  s: Schedule,
  t: number,
  known: Float32Array,
  k: Key,
  out: Float32Array,
): Float32Array {
  if (t === 0) {
    out.set(known);
    return out;
  }
  return addNoise(s, t, known, fillGaussian(k, out), out);
}

/**
 * Where the mask is 1 the known picture, elsewhere what was generated (Lugmayr et al. 2022, eq. 8c).
 * @param mask 1 where a pixel is known, else 0
 * @param out receives the result; may be one of the two
 * @returns out
 */
export function combine(
  mask: Uint8Array,
  known: Float32Array,
  generated: Float32Array,
  out: Float32Array,
): Float32Array {
  for (let i = 0; i < out.length; i++) out[i] = mask[i] === 1 ? known[i] : generated[i];
  return out;
}

/**
 * The jump up from t to `to` by fresh noise, q(x_to | x_t) (Lugmayr et al. 2022, algorithm 1, line 9; Ho et al. 2020, eq. 2): no
 * network is asked.
 * @param t 0..T - 1
 * @param to t + 1..T
 * @throws RangeError if t or `to` does not fit
 */
export function renoiseStep(s: Schedule, t: number, to: number): StepCoefficients {
  const { alpha, beta } = jump(s, to, t);
  return { x0: 0, xt: Math.sqrt(alpha), noise: Math.sqrt(beta) };
}
