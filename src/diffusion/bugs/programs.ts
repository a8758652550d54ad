import { invertStep } from '../inversion';
import { customSchedule, makeSchedule, type Schedule, type ScheduleName } from '../schedule';
import { ddimStep, ddpmStep, type StepCoefficients } from '../steps';
import { timesteps } from '../timesteps';
import type { Bug, Side } from './names';
import { averageWeights, weightsAfter, weightsError } from './weights';

/** Calls of the denoiser, but for programs whose bug is about them. */
export const STEPS = 50;
/** So few steps let an error of epsilonHat come far. */
const FEW_STEPS = 10;
/** The shorter schedule. */
const SHORT_T = 100;
/** A small systematic error: epsilonHat is 5 % too small. */
const TOO_SMALL = 0.95;

/** A program that draws samples, as data: what somebody would check who reads its code. */
export interface Program {
  readonly schedule: Schedule;
  /** t of each call of the denoiser, descending; the last step leads to 0. */
  readonly times: Int32Array;
  /** The t that the denoiser is told in step i; times[i] where left out. */
  readonly told?: (i: number) => number;
  /** What the denoiser's epsilonHat is multiplied by at t; 1 where left out. */
  readonly factor?: (t: number) => number;
  /** What is added to epsilonHat at x and t. Of numbers on a line only. */
  readonly error?: (x: number, t: number) => number;
  /** Whether x0Hat is brought into the range of the data. */
  readonly clips: boolean;
  readonly step: (t: number, tPrev: number) => StepCoefficients;
  /** Which child of a sample's key the step from t draws its z by; t where left out. */
  readonly child?: (t: number) => number;
}

const ddpm = (schedule: Schedule, steps = STEPS): Program => ({
  schedule,
  times: timesteps(schedule.T, steps),
  clips: true,
  step: (t, tPrev) => ddpmStep(schedule, t, tPrev),
});

const ddim = (schedule: Schedule, steps = STEPS): Program => ({
  ...ddpm(schedule, steps),
  step: (t, tPrev) => ddimStep(schedule, t, tPrev, 0),
});

/** The right program of `one-step`, in any number of steps. @param steps 1 .. 1000 */
export const inSteps = (steps: number): Program => ddim(makeSchedule('linear'), steps);

/** The betas of a schedule's curve at fewer t, although each step now has to do more. */
function sameBetas({ beta, T }: Schedule, fewer: number): Schedule {
  const at = (i: number): number => beta[1 + Math.round((i * (T - 1)) / (fewer - 1))];
  return customSchedule(Float64Array.from({ length: fewer }, (_, i) => at(i)));
}

/** Eq. 11 of Ho et al. (2020) without 1 / sqrt(alpha). */
function withoutRoot(s: Schedule, t: number, tPrev: number): StepCoefficients {
  const { x0, xt, noise } = ddpmStep(s, t, tPrev);
  const root = Math.sqrt(s.alphaBar[t] / s.alphaBar[tPrev]);
  return { x0: root * x0, xt: root * xt, noise };
}

/**
 * A program with a bug, and the same program without.
 *
 * - `index`: alphaBar is a list that begins with t = 1, and the last step reads the entry before its first, which in Python is its last
 * - `last-step`: the denoiser has learned the noise of the last small step. Given x_t and x_0 the mean of that noise is sqrt(beta_t /
 *   (1 - alphaBar_t)) epsilon, so its epsilonHat is the usual one times this factor, exactly
 *
 * @param name the schedule that a network was trained on
 * @param seed of the training that `raw-weights` imitates
 */
export function programs(bug: Bug, name: ScheduleName = 'linear', seed = 0): Readonly<Record<Side, Program>> {
  const s = makeSchedule(name);
  const ancestral = ddpm(s);
  const { times } = ancestral;
  switch (bug) {
    case 'no-noise':
      return {
        right: ancestral,
        wrong: { ...ancestral, step: (t, tPrev) => ({ ...ddpmStep(s, t, tPrev), noise: 0 }) },
      };
    case 'wrong-t':
      // The number of the step, STEPS ... 1.
      return { right: ancestral, wrong: { ...ancestral, told: (i) => times.length - i } };
    case 'no-clip': {
      const right = { ...ddim(s, FEW_STEPS), factor: () => TOO_SMALL };
      return { right, wrong: { ...right, clips: false } };
    }
    case 'skipped-betas':
      return { right: ancestral, wrong: { ...ancestral, step: (t) => ddpmStep(s, t, t - 1) } };
    case 'same-betas':
      return { right: ddpm(makeSchedule(name, SHORT_T)), wrong: ddpm(sameBetas(s, SHORT_T)) };
    case 'index': {
      const right = ddim(s);
      return {
        right,
        wrong: {
          ...right,
          step: (t, tPrev) => (tPrev === 0 ? invertStep(s, t, s.T) : ddimStep(s, t, tPrev, 0)),
        },
      };
    }
    case 'same-noise':
      return { right: ancestral, wrong: { ...ancestral, child: () => 1 } };
    case 'last-step':
      return {
        right: ancestral,
        wrong: { ...ancestral, factor: (t) => Math.sqrt(s.beta[t] / s.oneMinusAlphaBar[t]) },
      };
    case 'no-root': {
      const right = { ...ancestral, clips: false };
      return { right, wrong: { ...right, step: (t, tPrev) => withoutRoot(s, t, tPrev) } };
    }
    case 'one-step':
      return { right: ddim(s), wrong: ddim(s, 1) };
    case 'raw-weights':
      return {
        right: { ...ancestral, error: weightsError(averageWeights(seed), s.T) },
        wrong: { ...ancestral, error: weightsError(weightsAfter(seed, 0), s.T) },
      };
  }
}
