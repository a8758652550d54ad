import { invertStep } from './inversion';
import { renoiseStep } from './inpaint';
import type { Schedule } from './schedule';
import { reverseStep, type StepCoefficients, type StepRule, type Variance } from './steps';

/** One move of x_t from a timestep to another. */
export interface Operation {
  /** `renoise` goes up by fresh noise, `invert` goes up by the network's prediction. */
  readonly kind: 'reverse' | 'renoise' | 'invert';
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
 * is added to x_0.
 * @param times strictly descending, each 1..T
 * @param resamplings r, 1 or more; 1 is an ordinary run
 */
export function reverseWalk(times: ArrayLike<number>, resamplings = 1): Operation[] {
  return Array.from(times).flatMap((from, leaves): Operation[] => {
    const last = leaves === times.length - 1;
    const to = last ? 0 : times[leaves + 1];
    const visits = last ? 1 : resamplings;
    return Array.from({ length: visits }).flatMap((_, visit): Operation[] => {
      const step = { kind: 'reverse', from, to, visit, ...(visit === 0 && { leaves }) } as const;
      return visit === visits - 1 ? [step] : [step, { kind: 'renoise', from: to, to: from, visit }];
    });
  });
}

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
 * The three numbers of an operation, x_to = c.x0 x0Hat + c.xt x_from + c.noise z. If c.x0 is 0, no network is needed.
 * @throws RangeError if a timestep is out of range
 */
export function coefficients(
  s: Schedule,
  { kind, from, to }: Operation,
  rule: { sampler: StepRule; eta: number; variance?: Variance },
): StepCoefficients {
  switch (kind) {
    case 'reverse':
      return reverseStep(s, from, to, rule);
    case 'renoise':
      return renoiseStep(s, from, to);
    case 'invert':
      return invertStep(s, from, to);
  }
}
