import { concat, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { EngineFailure } from '../../protocol/errors';
import { PROBLEMS } from '../../protocol/texts';
import { orAbort } from './eventLoop';

/**
 * Reads tensors back into one array, one after the other; the array belongs to the caller, and the tensors are kept.
 * @throws EngineFailure 'not-finite' if a number is not; the signal's reason as soon as that is aborted
 */
export async function readTensors(
  tensors: Tensor4D[],
  signal: AbortSignal,
): Promise<Float32Array<ArrayBuffer>> {
  const all = tidy(() => concat(tensors, 0));
  try {
    // Copied, because some backends return the memory in which the tensor itself lives.
    return requireFinite(Float32Array.from(await orAbort(all.data(), signal)));
  } finally {
    all.dispose();
  }
}

/**
 * Returns the numbers if all of them are finite. This is not done on the backend, where the sigmoid or the clipped value of NaN may be
 * a number.
 * @throws EngineFailure 'not-finite'
 */
export function requireFinite<Values extends Float32Array>(values: Values): Values {
  let sum = 0;
  // NaN where x is none or infinite; this is much faster than `every`.
  for (const x of values) sum += x - x;
  if (sum === 0) return values;
  throw new EngineFailure('not-finite', ...PROBLEMS.notFinite);
}

/** Clips pictures to [-1, 1] in place. */
export function clip(pictures: Float32Array): Float32Array {
  for (let i = 0; i < pictures.length; i++) pictures[i] = Math.max(-1, Math.min(1, pictures[i]));
  return pictures;
}
