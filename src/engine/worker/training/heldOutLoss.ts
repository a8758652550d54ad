import { fold, key, STREAM } from '../../../diffusion/random';
import type { Schedule } from '../../../diffusion/schedule';
import { measuringTimes } from '../../../diffusion/training/trainingTimes';
import type { Network } from '../../../model/network';
import { epsilonShares } from '../../../model/train/batch';
import type { NetworkTrainer } from '../../../model/train/networkTrainer';
import type { Capability } from '../../protocol/jobs';
import type { TrainRequest } from '../../protocol/train';
import type { TrainingDigits } from './digits';
import { nextMacrotask, orAbort } from '../loop/eventLoop';
import { diverged } from '../loop/failures';

/** Pictures measured at once. */
const BATCH = 128;
/** Most held-out digits on a GPU that is emulated on the CPU. */
const MAX_IN_SOFTWARE = 16;

/** A training that is under way in this worker. */
export interface Training {
  readonly trainer: NetworkTrainer;
  readonly network: Network;
  readonly schedule: Schedule;
  readonly capability: Capability;
  readonly request: TrainRequest;
  readonly digits: TrainingDigits;
}

/**
 * Mean |epsilon - epsilonHat|^2 of the averaged weights over all t, measured on the first held-out digits, each with its label, one
 * noise, and one t that stands for its neighbours (`measuringTimes`).
 * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
 */
export async function heldOutLoss(
  { trainer, network, schedule, capability, digits: { heldOut } }: Training,
  maxDigits: number,
  signal: AbortSignal,
): Promise<number> {
  const most = Math.min(maxDigits, capability.software ? MAX_IN_SOFTWARE : Infinity);
  const count = Math.min(most, heldOut.labels.length);
  const { times, weights } = measuringTimes(count, schedule.T);
  const k = fold(key(0), STREAM.data);
  let sum = 0;
  for (let first = 0; first < count; first += BATCH) {
    await nextMacrotask(signal);
    const chosen = Uint32Array.from({ length: Math.min(BATCH, count - first) }, (_, i) => first + i);
    const draw = {
      digits: heldOut,
      chosen,
      labels: Int32Array.from(chosen, (i) => heldOut.labels[i]),
      times: times.subarray(first, first + chosen.length),
      noise: fold(k, first),
    };
    const errors = await orAbort(trainer.measure(draw), signal);
    epsilonErrors(errors, epsilonShares(network, schedule, draw.times)).forEach((error, i) => {
      sum += weights[first + i] * error;
    });
  }
  return sum;
}

/**
 * Squared errors of a network's output as those of epsilon.
 * @param shares what each is multiplied by
 * @throws EngineFailure 'not-finite'
 */
export function epsilonErrors(errors: Float32Array, shares: Float64Array): Float64Array {
  const values = new Float64Array(errors).map((error, i) => error * shares[i]);
  if (!values.every(Number.isFinite)) throw diverged();
  return values;
}
