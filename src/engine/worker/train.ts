import { dispose, type Tensor1D } from '@tensorflow/tfjs-core';
import { FILM_SAMPLES, filmLabels, isMilestone } from '../../diffusion/milestones';
import { fold, key, STREAM } from '../../diffusion/random';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import { evenTimesteps } from '../../diffusion/trainingTimes';
import { lossWeight } from '../../diffusion/weighting';
import { createDenoiser } from '../../model/denoiser';
import { flatWeights } from '../../model/flatWeights';
import { initialise } from '../../model/initialise';
import type { Network } from '../../model/network';
import { initialStatistics } from '../../model/norms';
import { noised, trainingBatch, type Batch, type Digits } from '../../model/train/batch';
import { prepareTraining } from '../../model/train/prepare';
import { beginning } from '../../model/train/sections';
import { Trainer, warmedUp } from '../../model/train/trainer';
import type { Capability } from '../protocol/jobs';
import {
  BANDS,
  type Milestone,
  type TrainEvent,
  type TrainRequest,
  type TrainResult,
} from '../protocol/train';
import { diverged } from './failures';
import { nextMacrotask, orAbort } from './eventLoop';
import { LossLog, mean, type Losses } from './lossLog';
import { ResultQueue } from './resultQueue';
import { sample } from './sample';
import { planTrain } from './validateTrain';

/** Pictures that are measured at once. */
const MEASURED = 128;
/** Held-out digits at a milestone: about as much work as one update, within bounds. */
const GLANCE = { batches: 4, least: 32, most: 512 };
/** Held-out digits on a GPU that is really the CPU, at a milestone and at the goal. */
const MOST_IN_SOFTWARE = 16;
/** Batches from which batch normalisations are counted anew for the averaged weights. */
const CALIBRATION = 4;
/** Steps of the film's samples. */
const FILM_STEPS = 10;
/** A copy comes back after so many updates, though not more often than this; and after so long, however few they are. */
const MIRROR = { updates: 20, ms: 1000, mostMs: 15_000 };

/** Digits of the network's size. */
export interface TrainingDigits {
  readonly train: Digits;
  readonly heldOut: Digits;
}

/**
 * Trains a network from random weights (Ho et al. 2020, algorithm 1, with stratified t, Adam and an average of the
 * weights), or goes on with a training. Between updates the event loop runs, so that both signals are heard.
 *
 * With k = fold(key(seed), STREAM.training), the weights are drawn from fold(k, 0) and update n from fold(k, n), so a
 * training that was stopped and goes on is the one that was not. The noise of measurements is the same for every seed.
 * @param finish ends the training after the update under way; what it has come to is the result
 * @throws EngineFailure 'bad-request', 'not-finite' when a loss is not a number; the signal's reason once that is aborted
 */
export async function* train(
  capability: Capability,
  request: TrainRequest,
  digits: TrainingDigits,
  signal: AbortSignal,
  finish: AbortSignal = new AbortController().signal,
): AsyncGenerator<TrainEvent, TrainResult, void> {
  const network = planTrain(request);
  const { config, goal, from } = request;
  const schedule = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const k = fold(key(config.seed), STREAM.training);
  const start = from?.numbers ?? beginning(network, initialise(network, fold(k, 0)));
  let update = from?.update ?? 0;
  await prepareTraining();
  const trainer = new Trainer(network, start, update, config.average);
  yield { kind: 'started', capability };
  const log = new LossLog(update, goal);
  const mirrored = { update, at: performance.now() };
  const onGpu = capability.backend === 'webgpu' || capability.backend === 'webgl';
  const queue = new ResultQueue<Losses>(onGpu, (losses) => log.add(losses));
  // A look that is not finished is taken again where the training goes on.
  const eager = AbortSignal.any([signal, finish]);
  const milestone = async function* (): AsyncGenerator<TrainEvent, void, void> {
    try {
      const began = performance.now();
      calibrate(trainer, network, schedule, request, update, digits);
      const seen = await look(trainer, { network, schedule, capability }, request, update, digits, eager);
      log.wasAway(performance.now() - began);
      yield { kind: 'milestone', ...seen };
    } catch (error) {
      if (!finish.aborted || signal.aborted) throw error;
    }
  };
  try {
    if (!from) yield { kind: 'mirror', state: { update, numbers: start.slice() } };
    if (isMilestone(update)) yield* milestone();
    while (update < goal) {
      await nextMacrotask();
      signal.throwIfAborted();
      if (finish.aborted) break;
      update++;
      const batch = trainingBatch(network, schedule, digits.train, fold(k, update), config.batch);
      const weights = Float64Array.from(batch.times, (t) => lossWeight(config.weighting, schedule, t));
      const learningRate = warmedUp(config.learningRate, update);
      const counts = weights.map((weight, i) => weight * batch.epsilonShare[i]);
      const bands = bandsOf(batch.times, schedule);
      const errors = epsilonErrors(trainer.update(batch, counts, learningRate), batch, signal);
      await queue.add(errors.then((values) => ({ errors: values, weights, bands, learningRate })));
      const looked = isMilestone(update) || update === goal;
      if (looked) await queue.settle();
      if (looked || log.due()) yield* log.take();
      if (looked) yield* milestone();
      const ms = performance.now() - mirrored.at;
      if ((update - mirrored.update >= MIRROR.updates && ms >= MIRROR.ms) || ms >= MIRROR.mostMs) {
        await queue.settle();
        yield { kind: 'mirror', state: { update, numbers: await finite(trainer) } };
        Object.assign(mirrored, { update, at: performance.now() });
      }
    }
    await queue.settle();
    yield* log.take();
    const seconds = log.seconds();
    const state = { update, numbers: await finite(trainer) };
    const result = { state, seconds, backend: capability.backend };
    if (update < goal) return result;
    calibrate(trainer, network, schedule, request, update, digits);
    const measured = first(digits.heldOut, capability.software ? MOST_IN_SOFTWARE : Infinity);
    try {
      return { ...result, heldOutLoss: await measure(trainer, network, schedule, measured, eager) };
    } catch (error) {
      // Somebody would rather not wait: the training is done all the same.
      if (!finish.aborted || signal.aborted) throw error;
      return result;
    }
  } finally {
    await queue.drop();
    trainer.dispose();
  }
}

/** Counts statistics for the averaged weights of a network that needs them; what is drawn follows from seed and update. */
function calibrate(
  trainer: Trainer,
  network: Network,
  schedule: Schedule,
  { config: { seed, batch } }: TrainRequest,
  update: number,
  { train: digits }: TrainingDigits,
): void {
  if (initialStatistics(network).size === 0) return;
  const k = fold(fold(key(seed), STREAM.calibration), update);
  for (let i = 0; i < CALIBRATION; i++)
    trainer.calibrate(trainingBatch(network, schedule, digits, fold(k, i), batch));
}

/** Ten digits that the averaged weights make of the same noise, and their loss on some held-out digits. */
async function look(
  trainer: Trainer,
  { network, schedule, capability }: { network: Network; schedule: Schedule; capability: Capability },
  { config }: TrainRequest,
  update: number,
  { heldOut }: TrainingDigits,
  signal: AbortSignal,
): Promise<{ milestone: Milestone; averaged: Float32Array }> {
  const glance = Math.min(GLANCE.most, Math.max(GLANCE.least, GLANCE.batches * config.batch));
  const some = first(heldOut, capability.software ? MOST_IN_SOFTWARE : glance);
  const heldOutLoss = await measure(trainer, network, schedule, some, signal);
  const parameters = await trainer.averagedWeights();
  // On a GPU the plan binds the training's own tensors; elsewhere these weights are what the Timeline will use, to the bit.
  const live = capability.backend === 'webgpu' ? trainer.averagedTensors() : undefined;
  const denoiser = createDenoiser(network, { parameters }, live);
  const { schedule: name, T } = network.trainedOn;
  const frames = sample(
    { denoiser, capability },
    {
      network: config.network,
      seed: config.seed,
      labels: filmLabels(config.label, network.classes),
      schedule: { name, T },
      sampler: 'ddim',
      steps: FILM_STEPS,
      spacing: 'angle',
      eta: 0,
      guidance: 0,
      keep: 'all',
    },
    signal,
  );
  try {
    const times = new Int32Array(FILM_STEPS + 1);
    const xt = new Float32Array(times.length * FILM_SAMPLES * network.size ** 2);
    for await (const event of frames) {
      if (event.kind !== 'frames') continue;
      times.set(event.times, event.index);
      xt.set(event.xt, (event.index * xt.length) / times.length);
    }
    return {
      milestone: { update, heldOutLoss, times, xt },
      averaged: flatWeights(network, parameters),
    };
  } finally {
    denoiser.dispose();
    dispose(live?.made ?? []);
  }
}

/** The first of some digits. */
function first({ pixels, labels }: Digits, count: number): Digits {
  const size = pixels.length / labels.length;
  return { pixels: pixels.subarray(0, count * size), labels: labels.subarray(0, count) };
}

/** Mean |epsilon - epsilonHat|^2 of the averaged weights, each digit with its label, one noise, one of the even t. */
async function measure(
  trainer: Trainer,
  network: Network,
  schedule: Schedule,
  digits: Digits,
  signal: AbortSignal,
): Promise<number> {
  const count = digits.labels.length;
  const times = evenTimesteps(count, schedule.T);
  const k = fold(key(0), STREAM.data);
  let sum = 0;
  for (let begin = 0; begin < count; begin += MEASURED) {
    await nextMacrotask();
    signal.throwIfAborted();
    const chosen = Uint32Array.from({ length: Math.min(MEASURED, count - begin) }, (_, i) => begin + i);
    const labels = Int32Array.from(chosen, (i) => digits.labels[i]);
    const part = times.subarray(begin, begin + chosen.length);
    const batch = noised(network, schedule, digits, chosen, labels, part, fold(k, begin));
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
    if (!values.every(Number.isFinite)) throw diverged();
    return values;
  } finally {
    errors.dispose();
  }
}

/** The trainer's numbers, if they are numbers: a copy that is kept must be one to go on from. */
async function finite(trainer: Trainer): Promise<Float32Array<ArrayBuffer>> {
  const numbers = await trainer.numbers();
  if (!numbers.every(Number.isFinite)) throw diverged();
  return numbers;
}

/** The band of each timestep. */
function bandsOf(times: Int32Array, { T }: Schedule): Uint8Array {
  return Uint8Array.from(times, (t) => Math.floor(((t - 1) * BANDS) / T));
}
