import { addedStd, additiveAsSchedule } from '../../../diffusion/forward';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import type { ScheduleName } from '../../../diffusion/schedule';
import { reverseStep, type StepRule, type Variance } from '../../../diffusion/steps';
import { stepAt, stepTerms, type Writing } from '../../../diffusion/stepTerms';
import { playBack } from '../../../diffusion/tape';
import { timesteps } from '../../../diffusion/timesteps';
import type { SampleRequest } from '../../../engine/protocol/jobs';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { labelFor, type UsedNetwork } from '../../../state/network/usedNetwork';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { SampleRun } from '../../../state/samples/sampleRun';
import type { RuleStep } from './rules';

/** Steps of every rule. */
export const STEPS = 250;
/** Noises that each rule starts from: they show whether it makes one picture or many. */
export const NOISES = 2;
/** Where the rule starts that does not start at t = 1000. It has one step for each t. */
export const MID_START = 250;

/** A reverse rule on digits, as data of a request. */
interface DigitRuleDefinition {
  readonly sampler: StepRule;
  readonly variance?: Variance;
  /** Where it starts: x_T of the seed, the same noise at MID_START, or the end of the digit's additive way down. */
  readonly from: 'noise' | 'middle' | 'digit';
  /** Form of its equation, 'mean' unless given; not part of the request. */
  readonly writing?: Writing;
}

/** The rules, in the order of the page; `tape` asks no network. */
const DEFINITIONS = {
  ddpm: { sampler: 'ddpm', from: 'noise' },
  'ddpm-beta': { sampler: 'ddpm', variance: 'beta', from: 'noise' },
  ddim: { sampler: 'ddim', from: 'noise', writing: 'noise' },
  'no-noise': { sampler: 'no-noise', from: 'noise' },
  'mid-start': { sampler: 'ddpm', from: 'middle' },
  additive: { sampler: 'ddpm', from: 'digit', writing: 'additive' },
  naive: { sampler: 'naive', from: 'digit', writing: 'additive' },
  tape: null,
} as const satisfies Record<string, DigitRuleDefinition | null>;

export type DigitRule = keyof typeof DEFINITIONS;
export const DIGIT_RULES = Object.keys(DEFINITIONS) as DigitRule[];

/** Whether a rule starts from the end of the digit's own way down. */
export const startsFromDigit = (rule: DigitRule): boolean =>
  DEFINITIONS[rule] === null || DEFINITIONS[rule].from === 'digit';

/** The step of a rule at t on a network's schedule, with the numbers that the engine steps by. */
export function digitStep(rule: DigitRule, name: ScheduleName): (at: number) => RuleStep {
  const base = scheduleOf(name);
  const definition: DigitRuleDefinition | null = DEFINITIONS[rule];
  const schedule = startsFromDigit(rule) ? additiveAsSchedule(base) : base;
  const times = timesteps(T, STEPS, 'linspace', definition?.from === 'middle' ? MID_START : T);
  return (at) => {
    const { t, tPrev } = stepAt(times, at);
    if (!definition)
      return { t, tPrev, terms: { x0Hat: 0, xt: 1, epsilonHat: -addedStd(base, t, tPrev), z: 0 } };
    const coefficients = reverseStep(schedule, t, tPrev, { ...definition, eta: 0 });
    return { t, tPrev, terms: stepTerms(definition.writing ?? 'mean', schedule, coefficients, t, tPrev) };
  };
}

/** The noise that all start from: x_T of the seed's first samples, [NOISES, pixels] flat. */
function startingNoise(seed: number, pixels: number): Float32Array {
  const noise = new Float32Array(NOISES * pixels);
  for (let i = 0; i < NOISES; i++)
    fillGaussian(fold(sampleKey(seed, 'reverse', i), 0), noise.subarray(i * pixels, (i + 1) * pixels));
  return noise;
}

/** The digit's additive way down with recorded noise, and the tape played backwards, from each noise. */
export function playTape(seed: number, x0: Float32Array, name: ScheduleName): SampleRun {
  const times = Int32Array.of(...timesteps(T, STEPS), 0);
  const run = new SampleRun('tape', STEPS, NOISES, x0.length);
  const xt = new Float32Array(run.xt.length);
  for (let i = 0; i < NOISES; i++) {
    const back = playBack(scheduleOf(name), sampleKey(seed, 'forward', i), x0, times);
    times.forEach((_, at) => xt.set(back.frame(at), (at * NOISES + i) * x0.length));
  }
  run.append({ kind: 'frames', index: 0, times, xt, x0Hat: xt });
  return run;
}

/**
 * The request of a rule.
 * @param tape by `playTape`: its first states are where the rules of the digit start
 * @returns null for the tape itself
 */
export function digitRequest(
  rule: DigitRule,
  { seed, label }: Pick<ViewState, 'seed' | 'label'>,
  used: UsedNetwork,
  tape: SampleRun,
): SampleRequest | null {
  const definition: DigitRuleDefinition | null = DEFINITIONS[rule];
  if (!definition) return null;
  const { from, sampler, variance } = definition;
  const schedule = { name: used.schedule, T };
  const labelsOf = (each: number): number[] => Array<number>(NOISES).fill(labelFor(used, each));
  const starts = {
    noise: {},
    middle: { start: { t: MID_START, pictures: startingNoise(seed, tape.size) } },
    digit: {
      schedule: { ...schedule, additive: true },
      start: { t: T, pictures: tape.xt.slice(0, NOISES * tape.size) },
      // The digit is in x_T already: another class would contradict it.
      labels: labelsOf(ANY_DIGIT),
    },
  } satisfies Record<DigitRuleDefinition['from'], Partial<SampleRequest>>;
  return {
    network: used.name,
    seed,
    labels: labelsOf(label),
    schedule,
    steps: STEPS,
    eta: 0,
    guidance: 0,
    keep: 'all',
    sampler,
    ...(variance && { variance }),
    ...starts[from],
  };
}
