import { concat, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { EngineFailure } from '../protocol/errors';
import { orAbort } from './eventLoop';

/**
 * Reads tensors back, one after the other in one array that is the caller's own; the tensors stay as they are.
 * @throws EngineFailure 'not-finite' if a number is not; the signal's reason as soon as that is aborted
 */
export async function readTensors(
  tensors: Tensor4D[],
  signal: AbortSignal,
): Promise<Float32Array<ArrayBuffer>> {
  const all = tidy(() => concat(tensors, 0));
  try {
    // Some backends hand out the memory that the tensor itself lives in.
    return requireFinite(Float32Array.from(await orAbort(all.data(), signal)));
  } finally {
    all.dispose();
  }
}

/**
 * Passes numbers that are finite. Here and not on the backend, where the sigmoid or the clipped value of NaN may be a number.
 * @throws EngineFailure 'not-finite'
 */
export function requireFinite<Values extends Float32Array>(values: Values): Values {
  if (!values.every(Number.isFinite)) throw notFinite();
  return values;
}

/** Clips pictures to [-1, 1] in place. */
export function clip(pictures: Float32Array): Float32Array {
  for (let i = 0; i < pictures.length; i++) pictures[i] = Math.max(-1, Math.min(1, pictures[i]));
  return pictures;
}

function notFinite(): EngineFailure {
  return new EngineFailure(
    'not-finite',
    'The network gave numbers that are not finite.',
    'Try another backend: add ?backend=wasm to the address.',
  );
}
