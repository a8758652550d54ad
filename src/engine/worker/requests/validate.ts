import { additiveAsSchedule } from '../../../diffusion/forward';
import { customSchedule, makeSchedule, SCHEDULES, type Schedule } from '../../../diffusion/schedule';
import { STEP_RULES } from '../../../diffusion/steps';
import { angularTimesteps, timesteps, usualSpacing } from '../../../diffusion/timesteps';
import { inversionWalk, reverseWalk, type Operation } from '../../../diffusion/walk';
import type { Denoiser } from '../../../model/denoiser';
import { numbersOf } from '../../../model/network';
import type { BoundRequest } from '../../protocol/bound';
import type { Known, PredictRequest, SampleRequest, ScheduleRequest } from '../../protocol/jobs';
import {
  demand,
  demandOneOf,
  demandPixels,
  demandSeeds,
  demandTimes,
  demandWhole,
  isWhole,
  within,
} from './demand';
import { checkInversion, planKnown } from './validateEdit';

/** Most memory of the streamed frames, which stay on the page. */
const MAX_KEPT_BYTES = 512 * 2 ** 20;
const MAX_SAMPLES = 10_000;
const MAX_T = 4000;
/** Most pictures of a group of the bound. */
const MAX_GROUP = 8;
const MAX_GUIDANCE = 20;
/** Most steps between two frames, so that the backend is read often enough to hear a cancel. */
const MAX_EVERY = 25;

type NetworkShape = Denoiser['network'];

/** A valid sample request as a list of operations. */
export interface SamplePlan {
  readonly schedule: Schedule;
  /** t at which each step starts, in order. */
  readonly times: Int32Array;
  /** The operations of the run, at least one a step. */
  readonly operations: readonly Operation[];
  /** The known pixels, one picture and one mask a sample. */
  readonly known: Known | undefined;
  /** Whether the state that an operation starts from is streamed. */
  readonly keeps: (operation: Operation) => boolean;
}

/**
 * Checks a sample request, field by field.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planSample(network: NetworkShape, request: SampleRequest): SamplePlan {
  const {
    labels,
    seeds,
    steps,
    spacing = usualSpacing(request.sampler),
    start,
    eta,
    guidance,
    keep,
    every = 1,
    invertTo,
  } = request;
  const pixels = numbersOf(network);
  demandLabels(network, labels);
  demandSeeds([request.seed, ...(seeds ?? [])]);
  demand(!seeds || seeds.length === labels.length, 'seeds has one entry a label');
  demand(within(eta, 0, 1), 'eta is a number from 0 to 1');
  demand(within(guidance, -1, MAX_GUIDANCE), `guidance is a number from -1 to ${MAX_GUIDANCE}`);
  demandOneOf('sampler', request.sampler, STEP_RULES);
  demand(
    request.sampler !== 'naive' || request.schedule.additive === true,
    'the naive reverse belongs to the additive process',
  );
  demand(['posterior', 'beta'].includes(request.variance ?? 'posterior'), 'variance is posterior or beta');
  demandOneOf('spacing', spacing, ['linspace', 'trailing', 'angle']);
  demand(['all', 'last'].includes(keep), 'keep is all or last');
  demandWhole('every', every, 1, MAX_EVERY);
  const known = planKnown(pixels, request, MAX_EVERY);
  const schedule = planSchedule(request.schedule);
  const done = start?.done ?? 0;
  if (invertTo !== undefined) checkInversion(schedule, request);
  const from = invertTo ?? (start && done === 0 ? start.t : schedule.T);
  demandWhole('start.t', from, 1, schedule.T);
  demandWhole('steps', steps, 1, from);
  if (start) {
    const length = labels.length * pixels;
    demand(start.pictures.length === length, `start.pictures has ${length} numbers, one picture a label`);
    demand(start.pictures.every(Number.isFinite), 'start.pictures has finite numbers');
  }
  const maxSamples = Math.floor(MAX_KEPT_BYTES / ((Math.ceil(steps / every) + 1) * pixels * 8));
  demand(
    keep === 'last' || labels.length <= maxSamples,
    `with ${steps} steps and ${every === 1 ? 'every frame' : `one in ${every} frames`} kept, labels has at most ${maxSamples} entries`,
  );
  const times =
    spacing === 'angle'
      ? angularTimesteps(schedule, steps, from)
      : timesteps(schedule.T, steps, spacing, from);
  if (done > 0) {
    demandWhole('start.done', done, 1, steps - 1);
    demand(start?.t === times[done], `start.t is ${times[done]}, where the run stands after ${done} steps`);
  }
  demand(
    request.sampler !== 'dpmpp-2m' ||
      done === 0 ||
      (start?.before?.length === start?.pictures.length && start?.before?.every(Number.isFinite) === true),
    'start.before has the x0Hat of the state before, which dpmpp-2m steps by',
  );
  const operations =
    invertTo === undefined
      ? reverseWalk(times, request.resamplings, request.sampler, done)
      : inversionWalk(times, start?.t);
  const starts = operations.filter(({ leaves }) => leaves !== undefined).map(({ from }) => from);
  const keeps = ({ leaves }: Operation): boolean =>
    keep === 'all' && leaves !== undefined && leaves % every === 0;
  return { schedule, times: Int32Array.from(starts), operations, known, keeps };
}

/**
 * Checks a prediction request.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planPredict(network: NetworkShape, request: Omit<PredictRequest, 'network'>): Schedule {
  const pixels = numbersOf(network);
  demandLabels(network, [request.label]);
  demand(request.xt.length === pixels, `xt has ${pixels} numbers`);
  demand(request.xt.every(Number.isFinite), 'xt has finite numbers');
  const schedule = planSchedule(request.schedule);
  demandWhole('t', request.t, 1, schedule.T);
  return schedule;
}

/**
 * Checks a request for terms of the bound.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planBound(network: NetworkShape, request: BoundRequest): Schedule {
  const { seed, pictures, labels, perGroup, times } = request;
  const schedule = planSchedule(request.schedule);
  demandSeeds([seed]);
  demandLabels(network, labels);
  const length = labels.length * numbersOf(network);
  demand(pictures.length === length, `pictures has ${length} numbers, one picture a label`);
  demandPixels('pictures', pictures);
  demand(
    isWhole(perGroup, 1, MAX_GROUP) && labels.length % perGroup === 0,
    `perGroup is a divisor of ${labels.length}, at most ${MAX_GROUP}`,
  );
  demandWhole('firstGroup', request.firstGroup, 0, MAX_SAMPLES);
  demand(times.length <= MAX_SAMPLES, `times has at most ${MAX_SAMPLES} groups`);
  times.forEach((ofGroup) => demandTimes(ofGroup, schedule.T));
  return schedule;
}

/** Makes the schedule of a request. @throws EngineFailure 'bad-request' that says what is allowed */
export function planSchedule({ name, T, additive = false, beta }: ScheduleRequest): Schedule {
  demandOneOf('schedule.name', name, SCHEDULES);
  demandWhole('schedule.T', T, 2, MAX_T);
  demand(
    !beta || (beta.length === T && beta.every((each) => each > 0 && each < 1)),
    `schedule.beta has ${T} numbers between 0 and 1, ends excluded`,
  );
  const schedule = beta ? customSchedule(beta) : makeSchedule(name, T);
  return additive ? additiveAsSchedule(schedule) : schedule;
}

/** Demands labels, each one of the network's. @throws EngineFailure 'bad-request' */
export function demandLabels({ classes }: NetworkShape, labels: readonly number[]): void {
  demand(labels.length >= 1 && labels.length <= MAX_SAMPLES, `labels has 1 to ${MAX_SAMPLES} entries`);
  demand(
    labels.every((label) => isWhole(label, 0, classes)),
    classes === 0
      ? 'a label of a network without classes is 0'
      : `a label is a class from 0 to ${classes - 1}, or ${classes} for none`,
  );
}
