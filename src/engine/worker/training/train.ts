import { BANDS } from '../../../diffusion/training/lossSeries';
import { isMilestone } from '../../../diffusion/training/milestones';
import { fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule, type Schedule } from '../../../diffusion/schedule';
import { lossWeight } from '../../../diffusion/training/weighting';
import { initialise } from '../../../model/initialise';
import { drawBatch, epsilonShares } from '../../../model/train/batch';
import { createTrainer } from '../../../model/train/createTrainer';
import type { NetworkTrainer, Update } from '../../../model/train/networkTrainer';
import { beginning } from '../../../model/train/sections';
import { warmedUp } from '../../../model/train/trainer';
import type { Capability } from '../../protocol/jobs';
import type { TrainEvent, TrainRequest, TrainResult } from '../../protocol/train';
import type { TrainingDigits } from './digits';
import { nextMacrotask, orAbort } from '../loop/eventLoop';
import { diverged } from '../loop/failures';
import { epsilonErrors, heldOutLoss } from './heldOutLoss';
import { LossLog, type Losses } from './lossLog';
import { calibrate, drawMilestone } from './milestone';
import { ResultQueue } from './resultQueue';
import { planTrain } from '../requests/validateTrain';

/** A copy of the state is sent after so many updates and milliseconds, and in any case after `maxMs`. */
const MIRROR = { updates: 20, ms: 1000, maxMs: 15_000 };

/**
 * Trains a network from random weights (Ho et al. 2020, algorithm 1, with stratified t, Adam and an average of the weights), or goes on
 * with a training. Between updates, or a few of them on a GPU, the event loop runs, so that both signals are noticed.
 *
 * With k = fold(key(seed), STREAM.training), the weights are drawn from fold(k, 0) and update n from fold(k, n), so a training that was
 * stopped and goes on is the same as one that was not. The noise of measurements is the same for every seed.
 * @param finish ends the training after the current update; its state then is the result
 * @throws EngineFailure 'bad-request', 'not-finite' if a loss is not a number; CannotTrain; the signal's reason once that is aborted
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
  const { batch, average: longestAverage } = config;
  const options = { schedule, batch, numbers: start, update, longestAverage };
  const trainer = await created(createTrainer(network, options), signal);
  const training = { trainer, network, schedule, capability, request, digits };
  yield { kind: 'started', capability };
  const log = new LossLog(update, goal);
  let mirrored = { update, at: performance.now() };
  const onGpu = capability.backend === 'webgpu' || capability.backend === 'webgl';
  const results = new ResultQueue<Losses[]>(onGpu, (all) => all.forEach((losses) => log.add(losses)));
  // Measurements stop at once; a milestone that was not completed is repeated where the training goes on.
  const stop = AbortSignal.any([signal, finish]);
  const milestone = async function* (): AsyncGenerator<TrainEvent, void, void> {
    try {
      const began = performance.now();
      calibrate(training, update);
      const drawn = await drawMilestone(training, update, stop);
      log.skipMilestone(performance.now() - began);
      yield { kind: 'milestone', ...drawn };
    } catch (error) {
      if (!finish.aborted || signal.aborted) throw error;
    }
  };
  /** What update n is. */
  const planned = (n: number): Planned => {
    const draw = drawBatch(network, schedule, digits.train, fold(k, n), batch);
    const weights = Float64Array.from(draw.times, (t) => lossWeight(config.weighting, schedule, t));
    const shares = epsilonShares(network, schedule, draw.times);
    const learningRate = warmedUp(config.learningRate, n, network.channels ? goal : undefined);
    const bands = noiseBands(draw.times, schedule);
    return {
      draw,
      weights: weights.map((weight, i) => weight * shares[i]),
      learningRate,
      losses: (errors) => ({ errors: epsilonErrors(errors, shares), weights, bands, learningRate }),
    };
  };
  try {
    if (!from) yield { kind: 'mirror', state: { update, numbers: start.slice() } };
    if (isMilestone(update)) yield* milestone();
    while (update < goal) {
      await nextMacrotask(signal);
      if (finish.aborted) break;
      const updates = Array.from({ length: countAtOnce(trainer, update, goal) }, (_, i) =>
        planned(update + 1 + i),
      );
      update += updates.length;
      const errors = orAbort(trainer.update(updates), signal);
      await results.add(errors.then((all) => all.map((each, i) => updates[i].losses(each))));
      const atMilestone = isMilestone(update) || update === goal;
      if (atMilestone) await results.settle();
      if (atMilestone || log.due()) yield* log.report();
      if (atMilestone) yield* milestone();
      if (mirrorDue(update - mirrored.update, performance.now() - mirrored.at)) {
        await results.settle();
        yield { kind: 'mirror', state: { update, numbers: await finiteNumbers(trainer) } };
        mirrored = { update, at: performance.now() };
      }
    }
    await results.settle();
    yield* log.report();
    const seconds = log.seconds();
    const state = { update, numbers: await finiteNumbers(trainer) };
    const result = { state, seconds, backend: capability.backend };
    if (update < goal) return result;
    calibrate(training, update);
    try {
      return { ...result, heldOutLoss: await heldOutLoss(training, Infinity, stop) };
    } catch (error) {
      // The user did not wait for the measurement, but the training is complete.
      if (!finish.aborted || signal.aborted) throw error;
      return result;
    }
  } finally {
    await results.drop();
    trainer.dispose();
  }
}

/** Waits for a trainer; it is disposed if the signal is aborted before it is there. @throws the signal's reason */
async function created(making: Promise<NetworkTrainer>, signal: AbortSignal): Promise<NetworkTrainer> {
  try {
    return await orAbort(making, signal);
  } catch (error) {
    making.then((trainer) => trainer.dispose()).catch(() => undefined);
    throw error;
  }
}

/** An update, and what is reported of it. */
interface Planned extends Update {
  readonly losses: (errors: Float32Array) => Losses;
}

/** How many updates follow at once: none goes past the goal or the next milestone. */
function countAtOnce({ atOnce }: NetworkTrainer, update: number, goal: number): number {
  let count = 1;
  while (count < atOnce && update + count < goal && !isMilestone(update + count)) count++;
  return count;
}

function mirrorDue(updates: number, ms: number): boolean {
  return (updates >= MIRROR.updates && ms >= MIRROR.ms) || ms >= MIRROR.maxMs;
}

/** The trainer's numbers, if all are finite: a copy must be one to go on from. */
async function finiteNumbers(trainer: NetworkTrainer): Promise<Float32Array<ArrayBuffer>> {
  const numbers = await trainer.numbers();
  if (!numbers.every(Number.isFinite)) throw diverged();
  return numbers;
}

/** The band of each timestep. */
function noiseBands(times: Int32Array, { T }: Schedule): Uint8Array {
  return Uint8Array.from(times, (t) => Math.floor(((t - 1) * BANDS) / T));
}
