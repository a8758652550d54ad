import { additiveAsSchedule } from '../../diffusion/forward';
import { customSchedule, makeSchedule, SCHEDULES, type Schedule } from '../../diffusion/schedule';
import { STEP_RULES } from '../../diffusion/steps';
import { angularTimesteps, timesteps } from '../../diffusion/timesteps';
import { inversionWalk, reverseWalk, type Operation } from '../../diffusion/walk';
import type { Denoiser } from '../../model/denoiser';
import type { BoundRequest } from '../protocol/bound';
import type { Known, PredictRequest, SampleRequest, ScheduleRequest } from '../protocol/jobs';
import { demand, isOneOf, isWhole, within } from './demand';
import { checkInversion, planKnown } from './validateEdit';

/** Streamed frames stay on the page; what they may take there. */
const MAX_KEPT_BYTES = 512 * 2 ** 20;
const MAX_SAMPLES = 10_000;
const MAX_T = 4000;
/** Pictures of one evaluation. */
const MAX_GROUP = 8;
const MAX_GUIDANCE = 20;
/** A backend that is not waited for takes no more steps than that. */
const MAX_EVERY = 25;

/** What a request has to fit. */
type Asked = Denoiser['network'];

/** A request that was found sound, and what follows from it. */
export interface SamplePlan {
  readonly schedule: Schedule;
  /** t at which each step starts, in order; the last step leads to the last operation's end. */
  readonly times: Int32Array;
  /** How the run gets there, at least one a step. */
  readonly operations: readonly Operation[];
  /** One picture and one mask a sample. */
  readonly known: Known | undefined;
  /** Whether the state that an operation leaves is streamed. */
  readonly keeps: (operation: Operation) => boolean;
}

/**
 * Checks a sampling request, field by field.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planSample(network: Asked, request: SampleRequest): SamplePlan {
  const {
    labels,
    seeds,
    steps,
    spacing = 'linspace',
    start,
    eta,
    guidance,
    keep,
    every = 1,
    invertTo,
  } = request;
  const pixels = network.size ** 2;
  demand(labels.length >= 1 && labels.length <= MAX_SAMPLES, `labels has 1 to ${MAX_SAMPLES} entries`);
  demand(
    labels.every((label) => isLabel(network, label)),
    labelRule(network),
  );
  demand([request.seed, ...(seeds ?? [])].every(isSeed), 'seed is a whole number from 0 to 2^53 - 1');
  demand(!seeds || seeds.length === labels.length, 'seeds has one entry a label');
  demand(within(eta, 0, 1), 'eta is a number from 0 to 1');
  demand(within(guidance, -1, MAX_GUIDANCE), `guidance is a number from -1 to ${MAX_GUIDANCE}`);
  demand(isOneOf(request.sampler, STEP_RULES), `sampler is one of: ${STEP_RULES.join(', ')}`);
  demand(
    request.sampler !== 'founding' || request.schedule.additive === true,
    'the founding text’s reverse belongs to the additive process',
  );
  demand(isOneOf(request.variance ?? 'posterior', ['posterior', 'beta']), 'variance is posterior or beta');
  demand(isOneOf(spacing, ['linspace', 'angle']), 'spacing is linspace or angle');
  demand(isOneOf(keep, ['all', 'last']), 'keep is all or last');
  demand(isWhole(every, 1, MAX_EVERY), `every is a whole number from 1 to ${MAX_EVERY}`);
  const known = planKnown(pixels, request, MAX_EVERY);
  const schedule = scheduleOf(request.schedule);
  const done = start?.done ?? 0;
  if (invertTo !== undefined) checkInversion(schedule, request);
  const from = invertTo ?? (start && done === 0 ? start.t : schedule.T);
  demand(isWhole(from, 1, schedule.T), `start.t is a whole number from 1 to ${schedule.T}`);
  demand(isWhole(steps, 1, from), `steps is a whole number from 1 to ${from}`);
  if (start) {
    const length = labels.length * pixels;
    demand(start.pictures.length === length, `start.pictures has ${length} numbers, one picture a label`);
    demand(start.pictures.every(Number.isFinite), 'start.pictures has finite numbers');
  }
  const most = Math.floor(MAX_KEPT_BYTES / ((Math.ceil(steps / every) + 1) * pixels * 8));
  demand(
    keep === 'last' || labels.length <= most,
    `with ${steps} steps and ${every === 1 ? 'every frame' : `one in ${every} frames`} kept, labels has at most ${most} entries`,
  );
  const times =
    spacing === 'angle'
      ? angularTimesteps(schedule, steps, from)
      : timesteps(schedule.T, steps, spacing, from);
  if (done > 0) {
    demand(isWhole(done, 1, steps - 1), `start.done is a whole number from 1 to ${steps - 1}`);
    demand(start?.t === times[done], `start.t is ${times[done]}, where the run stands after ${done} steps`);
  }
  const operations =
    invertTo === undefined
      ? reverseWalk(times.subarray(done), request.resamplings)
      : inversionWalk(times, start?.t);
  const states = operations.filter(({ leaves }) => leaves !== undefined).map(({ from }) => from);
  const keeps = ({ leaves }: Operation): boolean =>
    keep === 'all' && leaves !== undefined && leaves % every === 0;
  return { schedule, times: Int32Array.from(states), operations, known, keeps };
}

/**
 * Checks a prediction request.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planPredict(network: Asked, request: Omit<PredictRequest, 'network'>): Schedule {
  const pixels = network.size ** 2;
  demand(isLabel(network, request.label), labelRule(network));
  demand(request.xt.length === pixels, `xt has ${pixels} numbers`);
  demand(request.xt.every(Number.isFinite), 'xt has finite numbers');
  const schedule = scheduleOf(request.schedule);
  demand(isWhole(request.t, 1, schedule.T), `t is a whole number from 1 to ${schedule.T}`);
  return schedule;
}

/** Whether a number is a seed. */
export const isSeed = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/**
 * Checks a request for terms of the bound.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planBound(network: Asked, request: BoundRequest): Schedule {
  const { seed, pictures, labels, perGroup, times } = request;
  const schedule = scheduleOf(request.schedule);
  demand(isSeed(seed), 'seed is a whole number from 0 to 2^53 - 1');
  demand(labels.length >= 1 && labels.length <= MAX_SAMPLES, `labels has 1 to ${MAX_SAMPLES} entries`);
  demand(
    labels.every((label) => isLabel(network, label)),
    labelRule(network),
  );
  const length = labels.length * network.size ** 2;
  demand(pictures.length === length, `pictures has ${length} numbers, one picture a label`);
  demand(
    pictures.every((value) => within(value, -1, 1)),
    'pictures has numbers from -1 to 1',
  );
  demand(
    isWhole(perGroup, 1, MAX_GROUP) && labels.length % perGroup === 0,
    `perGroup is a divisor of ${labels.length}, at most ${MAX_GROUP}`,
  );
  demand(
    isWhole(request.firstGroup, 0, MAX_SAMPLES),
    `firstGroup is a whole number from 0 to ${MAX_SAMPLES}`,
  );
  demand(times.length <= MAX_SAMPLES, `times has at most ${MAX_SAMPLES} groups`);
  demand(
    times.every((each) => each.every((t) => isWhole(t, 1, schedule.T))),
    `each t is a whole number from 1 to ${schedule.T}`,
  );
  return schedule;
}

/** Makes a request's schedule. @throws EngineFailure 'bad-request' if there is none such */
export function scheduleOf({ name, T, additive = false, beta }: ScheduleRequest): Schedule {
  demand(isOneOf(name, SCHEDULES), `schedule.name is one of: ${SCHEDULES.join(', ')}`);
  demand(isWhole(T, 2, MAX_T), `schedule.T is a whole number from 2 to ${MAX_T}`);
  demand(
    !beta || (beta.length === T && beta.every((each) => each > 0 && each < 1)),
    `schedule.beta has ${T} numbers between 0 and 1, ends excluded`,
  );
  const own = beta ? customSchedule(beta) : makeSchedule(name, T);
  return additive ? additiveAsSchedule(own) : own;
}

/** Whether the network has such a class, or it stands for none. */
export function isLabel({ classes }: Asked, label: number): boolean {
  return isWhole(label, 0, classes);
}

/** What isLabel demands, as a sentence's part. */
export function labelRule({ classes }: Asked): string {
  if (classes === 0) return 'a label of a network without classes is 0';
  return `a label is a class from 0 to ${classes - 1}, or ${classes} for none`;
}
