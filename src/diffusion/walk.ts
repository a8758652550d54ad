import { invertStep } from './inversion';
import { renoiseStep } from './inpaint';
import type { Schedule } from './schedule';
import { reverseStep, type StepCoefficients, type StepRule, type Variance } from './steps';

/** One move of x_t from a timestep to another. */
export interface Operation {
  /** `renoise` goes up by fresh noise alone; `invert` goes up by what the network says. */
  readonly kind: 'reverse' | 'renoise' | 'invert';
  readonly from: number;
  readonly to: number;
  /** How often this stretch was walked before, 0 first. */
  readonly visit: number;
  /** Which of the run's states it leaves, 0 first; undefined where the walk has come back to that t, and goes on. */
  readonly leaves?: number;
}

/**
 * The way back through `times` and then 0, each stretch walked `resamplings` times: after every reverse step but the last of
 * them x is noised up again (RePaint, Lugmayr et al. 2022, algorithm 1, jumps of one step). The stretch that ends at 0 is walked
 * once, because x_0 is not noised again there.
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
 * The way up from x_start through those timesteps of a run that lie above it, the last first: a reverse run at the same times walks
 * it back.
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
 * The three numbers of an operation, x_to = c.x0 x0Hat + c.xt x_from + c.noise z. Where c.x0 is 0 no network is asked.
 * @throws RangeError if a timestep does not fit
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
