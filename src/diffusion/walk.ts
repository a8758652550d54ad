import { invertStep } from './inversion';
import { renoiseStep } from './inpaint';
import type { Schedule } from './schedule';
import {
  ddimStep,
  heunCorrection,
  reverseStep,
  type StepCoefficients,
  type StepRule,
  type Variance,
} from './steps';

/** One move of x_t from a timestep to another. */
export interface Operation {
  /**
   * `euler` and `correct` are the halves of a step by Heun's method, `renoise` goes up by fresh noise, `invert` goes up by the network's
   * prediction.
   */
  readonly kind: 'reverse' | 'euler' | 'correct' | 'renoise' | 'invert';
  /** The timestep at which the operation before asked the network, where this one steps by that x0Hat, too. */
  readonly before?: number;
  readonly from: number;
  readonly to: number;
  /** How often the walk has taken this step before. */
  readonly visit: number;
  /** Index of the run's state that it starts from; undefined if it starts from a state revisited by resampling. */
  readonly leaves?: number;
}

/**
 * The way back through `times` and then 0, with each step taken `resamplings` times: after every time but the last, noise is added
 * to go up again (RePaint, Lugmayr et al. 2022, algorithm 1, jumps of one step). The step to 0 is taken once, because there no noise
 * is added to x_0. Heun's method asks the network twice a step, but for the last.
 * @param times strictly descending, each 1..T
 * @param resamplings r, 1 or more; 1 is an ordinary run
 * @param sampler must be of order 1 with resamplings
 * @param done so many steps have been taken; `leaves` counts from there
 */
export function reverseWalk(
  times: ArrayLike<number>,
  resamplings = 1,
  sampler: StepRule = 'ddpm',
  done = 0,
): Operation[] {
  const all = Array.from(times);
  return all.slice(done).flatMap((from, leaves): Operation[] => {
    const step = done + leaves;
    const last = step === all.length - 1;
    const to = last ? 0 : all[step + 1];
    if (sampler === 'heun' && !last)
      return [
        { kind: 'euler', from, to, visit: 0, leaves },
        { kind: 'correct', before: from, from: to, to, visit: 0 },
      ];
    if (sampler === 'dpmpp-2m')
      return [{ kind: 'reverse', ...(step > 0 && { before: all[step - 1] }), from, to, visit: 0, leaves }];
    const visits = last ? 1 : resamplings;
    return Array.from({ length: visits }).flatMap((_, visit): Operation[] => {
      const down = { kind: 'reverse', from, to, visit, ...(visit === 0 && { leaves }) } as const;
      return visit === visits - 1 ? [down] : [down, { kind: 'renoise', from: to, to: from, visit }];
    });
  });
}

/** Operations of each step of {@link reverseWalk} but the last, which is one. */
export const operationsPerStep = (sampler: StepRule, resamplings = 1): number =>
  sampler === 'heun' ? 2 : 2 * resamplings - 1;

/** How often a run asks the network for each picture, without resamplings. */
export const evaluationsOf = (sampler: StepRule, steps: number): number =>
  operationsPerStep(sampler) * (steps - 1) + 1;

/**
 * The way up from x_start through the timesteps of a run that are above start, in ascending order. A reverse run at the same times
 * goes back.
 * @param times strictly descending, each 1..T, the first above start
 * @param start 0..T - 1
 */
export function inversionWalk(times: ArrayLike<number>, start = 0): Operation[] {
  const states = [
    start,
    ...Array.from(times)
      .filter((t) => t > start)
      .reverse(),
  ];
  return states
    .slice(1)
    .map((to, leaves) => ({ kind: 'invert', from: states[leaves], to, visit: 0, leaves }));
}

/**
 * The numbers of an operation, x_to = c.x0 x0Hat + c.second x0HatBefore + c.xt x_from + c.noise z, where x0HatBefore is that of the
 * operation before. If c.x0 is 0, no network is needed.
 * @throws RangeError if a timestep is out of range
 */
export function coefficients(
  s: Schedule,
  { kind, before, from, to }: Operation,
  rule: { sampler: StepRule; eta: number; variance?: Variance },
): StepCoefficients {
  switch (kind) {
    case 'reverse':
      return reverseStep(s, from, to, rule, before);
    case 'euler':
      return ddimStep(s, from, to, 0);
    case 'correct':
      return heunCorrection(s, before ?? from, to);
    case 'renoise':
      return renoiseStep(s, from, to);
    case 'invert':
      return invertStep(s, from, to);
  }
}
