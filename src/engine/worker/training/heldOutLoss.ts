import type { Tensor1D } from '@tensorflow/tfjs-core';
import { fold, key, STREAM } from '../../../diffusion/random';
import type { Schedule } from '../../../diffusion/schedule';
import { evenTimesteps } from '../../../diffusion/trainingTimes';
import type { Network } from '../../../model/network';
import { noised, type Batch, type Digits } from '../../../model/train/batch';
import type { Trainer } from '../../../model/train/trainer';
import type { Capability } from '../../protocol/jobs';
import type { TrainRequest } from '../../protocol/train';
import type { TrainingDigits } from './digits';
import { nextMacrotask, orAbort } from '../loop/eventLoop';
import { diverged } from '../loop/failures';
import { mean } from './lossLog';

/** Pictures measured at once. */
const BATCH = 128;
/** Most held-out digits on a GPU that is emulated on the CPU. */
const MAX_IN_SOFTWARE = 16;

/** A training that is under way in this worker. */
export interface Training {
  readonly trainer: Trainer;
  readonly network: Network;
  readonly schedule: Schedule;
  readonly capability: Capability;
  readonly request: TrainRequest;
  readonly digits: TrainingDigits;
}

/**
 * Mean |epsilon - epsilonHat|^2 of the averaged weights over the first held-out digits, each with its label, one noise, and one of the
 * evenly spread t.
 * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
 */
export async function heldOutLoss(
  { trainer, network, schedule, capability, digits: { heldOut } }: Training,
  maxDigits: number,
  signal: AbortSignal,
): Promise<number> {
  const digits = firstDigits(heldOut, Math.min(maxDigits, capability.software ? MAX_IN_SOFTWARE : Infinity));
  const count = digits.labels.length;
  const times = evenTimesteps(count, schedule.T);
  const k = fold(key(0), STREAM.data);
  let sum = 0;
  for (let first = 0; first < count; first += BATCH) {
    await nextMacrotask(signal);
    const indices = Uint32Array.from({ length: Math.min(BATCH, count - first) }, (_, i) => first + i);
    const labels = Int32Array.from(indices, (i) => digits.labels[i]);
    const batchTimes = times.subarray(first, first + indices.length);
    const batch = noised(network, schedule, digits, indices, labels, batchTimes, fold(k, first));
    const errors = await epsilonErrors(trainer.measure(batch), batch, signal);
    sum += mean(errors) * indices.length;
  }
  return sum / count;
}

/** The first of some digits. */
function firstDigits({ pixels, labels }: Digits, count: number): Digits {
  const size = pixels.length / labels.length;
  return { pixels: pixels.subarray(0, count * size), labels: labels.subarray(0, count) };
}

/**
 * Reads the squared errors of a batch, disposes the tensor, and converts them to errors of epsilon, one a picture.
 * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
 */
export async function epsilonErrors(
  errors: Tensor1D,
  { epsilonShare }: Batch,
  signal: AbortSignal,
): Promise<Float64Array> {
  try {
    const values = Float64Array.from(
      await orAbort(errors.data(), signal),
      (error, i) => error * epsilonShare[i],
    );
    if (!values.every(Number.isFinite)) throw diverged();
    return values;
  } finally {
    errors.dispose();
  }
}
