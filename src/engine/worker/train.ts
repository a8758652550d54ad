import type { Tensor1D } from '@tensorflow/tfjs-core';
import { fold, key, STREAM, type Key } from '../../diffusion/random';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import { evenTimesteps } from '../../diffusion/trainingTimes';
import { lossWeight } from '../../diffusion/weighting';
import type { Capability } from '../../model/backend';
import { initialise } from '../../model/initialise';
import { countParameters, type Network } from '../../model/network';
import { writeSafetensors } from '../../model/safetensorsWriter';
import { noised, trainingBatch, type Batch } from '../../model/train/batch';
import { Trainer, warmedUp } from '../../model/train/trainer';
import { EngineFailure } from '../protocol/errors';
import type { TrainDigits, TrainEvent, TrainRequest, TrainResult } from '../protocol/train';
import { hop, orAbort } from './hop';
import { LossLog } from './lossLog';
import { planTrain } from './validateTrain';

/** Pictures that are measured at once. */
const MEASURED = 128;

/**
 * Trains a network from random weights (Ho et al. 2020, algorithm 1, with stratified t, Adam and an average of the
 * weights), then measures the average on held-out digits. Between updates the event loop runs, so that the signal is heard.
 *
 * With k = fold(key(seed), STREAM.training), the weights are drawn from fold(k, 0) and update n from fold(k, n). The
 * noise of the measurement is the same for every seed.
 * @throws EngineFailure 'bad-request', 'not-finite' when a loss is not a number; the signal's reason once that is aborted
 */
export async function* train(
  { backend }: Pick<Capability, 'backend'>,
  request: TrainRequest,
  signal: AbortSignal,
): AsyncGenerator<TrainEvent, TrainResult, void> {
  const network = planTrain(request);
  const schedule = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const k = fold(key(request.seed), STREAM.training);
  const log = new LossLog(request.updates);
  const trainer = new Trainer(network, initialise(network, fold(k, 0)));
  try {
    for (let update = 1; update <= request.updates; update++) {
      await hop();
      signal.throwIfAborted();
      const batch = trainingBatch(network, schedule, request.digits, fold(k, update), request.batch);
      const weights = Float64Array.from(batch.times, (t) => lossWeight(request.weighting, schedule, t));
      const learningRate = warmedUp(request.learningRate, update);
      const counts = weights.map((weight, i) => weight * batch.epsilonShare[i]);
      const errors = await epsilonErrors(trainer.update(batch, counts, learningRate), batch, signal);
      log.add(mean(errors), mean(errors.map((error, i) => error * weights[i])), learningRate);
      if (log.due(update)) yield* log.take();
    }
    const seconds = log.seconds();
    const heldOutLoss = await measure(trainer, network, schedule, request.heldOut, signal);
    const weights = writeSafetensors(await trainer.averaged(), {
      ...described(network, request),
      held_out_epsilon_loss: heldOutLoss.toPrecision(6),
      held_out_digits: String(request.heldOut.labels.length),
    });
    return { weights, heldOutLoss, seconds, backend };
  } finally {
    trainer.dispose();
  }
}

/** Mean |epsilon - epsilonHat|^2 of the averaged weights, each digit with its label, one noise, one of the even t. */
async function measure(
  trainer: Trainer,
  network: Network,
  schedule: Schedule,
  digits: TrainDigits,
  signal: AbortSignal,
): Promise<number> {
  const count = digits.labels.length;
  const times = evenTimesteps(count, schedule.T);
  const k: Key = fold(key(0), STREAM.data);
  let sum = 0;
  for (let first = 0; first < count; first += MEASURED) {
    await hop();
    signal.throwIfAborted();
    const chosen = Uint32Array.from({ length: Math.min(MEASURED, count - first) }, (_, i) => first + i);
    const labels = Int32Array.from(chosen, (i) => digits.labels[i]);
    const part = times.subarray(first, first + chosen.length);
    const batch = noised(network, schedule, digits, chosen, labels, part, fold(k, first));
    const errors = await epsilonErrors(trainer.measure(batch), batch, signal);
    sum += mean(errors) * chosen.length;
  }
  return sum / count;
}

/** Reads a batch's squared errors, disposes them, and gives them in terms of epsilon. */
async function epsilonErrors(
  errors: Tensor1D,
  { epsilonShare }: Batch,
  signal: AbortSignal,
): Promise<Float64Array> {
  try {
    const values = Float64Array.from(
      await orAbort(errors.data(), signal),
      (error, i) => error * epsilonShare[i],
    );
    if (!values.every(Number.isFinite)) {
      throw new EngineFailure(
        'not-finite',
        'The training diverged: its loss is not a number any more.',
        'Start again with a lower learning rate.',
      );
    }
    return values;
  } finally {
    errors.dispose();
  }
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b) / values.length;
}

/** How the weights came about, in texts. */
function described(network: Network, request: TrainRequest): Record<string, string> {
  return {
    network: network.name,
    output: network.output,
    schedule: network.trainedOn.schedule,
    T: String(network.trainedOn.T),
    parameters: String(countParameters(network)),
    weights: 'exponential moving average',
    weighting: request.weighting,
    updates: String(request.updates),
    batch: String(request.batch),
    learning_rate: String(request.learningRate),
    seed: String(request.seed),
    digits: String(request.digits.labels.length),
  };
}
