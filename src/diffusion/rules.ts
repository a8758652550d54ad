import { addedStd, additiveAsSchedule, additiveScale } from './forward';
import { fillMixture, mixturePosteriorMean, type Mixture } from './mixture';
import { fillGaussian, fold, type Key } from './random';
import type { Schedule } from './schedule';
import { ddimStep, ddpmStep, naiveStep, type StepCoefficients } from './steps';
import { timesteps } from './timesteps';

/**
 * Ways back from noise that people ask about:
 *
 * - `ddpm`, `ddpm-beta`: ancestral sampling with the posterior variance, or with beta (Ho et al. 2020, algorithm 2)
 * - `ddim`, `ddim-20`: deterministic, in all steps or in 20 (Song, Meng & Ermon 2021)
 * - `no-noise`: DDPM without z
 * - `mid-start`: DDPM that starts from N(0, I) at t = 99, where x_t is not yet noise
 * - `additive`: the additive process with its proper reverse, drift beta_t / sigma_t and fresh noise
 * - `naive`: the additive process with the wrong reverse that is often given for it, x_{t-1} = x_t - sqrt(beta_t) epsilonHat
 * - `tape`: the same with exactly the noise that was added: the film played backwards
 */
export const RULES = [
  'ddpm',
  'ddpm-beta',
  'ddim',
  'ddim-20',
  'no-noise',
  'mid-start',
  'additive',
  'naive',
  'tape',
] as const;

export type Rule = (typeof RULES)[number];

/** The t at which `mid-start` starts. */
const MID_START = 99;
const FEW_STEPS = 20;

/** A way back as data: the timesteps at which it calls the denoiser, and the coefficients of its steps. */
export interface WayBack {
  /** The schedule of variance-preserving x_t; for the additive process, of its x_t brought to variance 1. */
  readonly schedule: Schedule;
  /** t of each step, descending; a step leads to the next entry, and the last one to 0. */
  readonly times: Int32Array;
  readonly step: (t: number, tPrev: number) => StepCoefficients;
  /** The factor from the variance-preserving x_t to that of the process itself. */
  readonly scale: (t: number) => number;
}

/** The way back of a rule; `tape`, which calls no denoiser, has the times of `additive`. */
export function wayBack(rule: Rule, s: Schedule): WayBack {
  const plain = { schedule: s, times: timesteps(s.T, s.T), scale: () => 1 };
  switch (rule) {
    case 'ddpm':
      return { ...plain, step: (t, tPrev) => ddpmStep(s, t, tPrev) };
    case 'ddpm-beta':
      return { ...plain, step: (t, tPrev) => ddpmStep(s, t, tPrev, 'beta') };
    case 'ddim':
      return { ...plain, step: (t, tPrev) => ddimStep(s, t, tPrev, 0) };
    case 'ddim-20':
      return { ...plain, times: timesteps(s.T, FEW_STEPS), step: (t, tPrev) => ddimStep(s, t, tPrev, 0) };
    case 'no-noise':
      return { ...plain, step: (t, tPrev) => ({ ...ddpmStep(s, t, tPrev), noise: 0 }) };
    case 'mid-start':
      return {
        ...plain,
        times: timesteps(s.T, MID_START, 'linspace', MID_START),
        step: (t, tPrev) => ddpmStep(s, t, tPrev),
      };
    case 'additive':
    case 'naive':
    case 'tape': {
      const vp = additiveAsSchedule(s);
      const sigma = Float64Array.from({ length: s.T + 1 }, (_, t) => 1 / additiveScale(s, t));
      const additive = { ...plain, schedule: vp, scale: (t: number) => sigma[t] };
      return rule === 'additive'
        ? { ...additive, step: (t, tPrev) => ddpmStep(vp, t, tPrev) }
        : { ...additive, step: (t, tPrev) => naiveStep(vp, t, tPrev) };
    }
  }
}

/**
 * Particles on a line that go back by a rule with the mixture's exact denoiser, so that every error is the rule's. Noise 0 of
 * the key is where they start, noise t belongs to the step from t, and child T + 1 has the noise that the additive process adds
 * on its way forward.
 */
export class Particles {
  /** Their current positions, on the scale of the rule's process. */
  readonly x: Float32Array;
  private readonly way: WayBack;
  private readonly z: Float32Array;
  private stepIndex = 0;

  constructor(
    private readonly rule: Rule,
    private readonly base: Schedule,
    private readonly mixture: Mixture,
    private readonly k: Key,
    count: number,
  ) {
    this.way = wayBack(rule, base);
    this.z = new Float32Array(count);
    this.x = new Float32Array(count);
    // The additive process does not end in N(0, I), so its rules start where it has led.
    if (rule === 'tape' || rule === 'naive' || rule === 'additive') {
      fillMixture(mixture, fold(k, 0), this.x);
      for (let t = 1; t <= base.T; t++) this.addTape(t, 1);
    } else fillGaussian(fold(k, 0), this.x);
  }

  /** The current t; 0 at the end. */
  get t(): number {
    return this.stepIndex < this.way.times.length ? this.way.times[this.stepIndex] : 0;
  }

  /** Their positions, brought to variance 1: x_t of the additive process is divided by sqrt(1 + sigma_t^2). */
  normalised(): Float32Array {
    const scale = this.way.scale(this.t);
    return scale === 1 ? this.x : this.x.map((value) => value / scale);
  }

  /** One step back. Does nothing at t = 0. */
  step(): void {
    const { t, x, z, mixture, way } = this;
    if (t === 0) return;
    this.stepIndex++;
    if (this.rule === 'tape') {
      this.addTape(t, -1);
      return;
    }
    const c = way.step(t, this.t);
    const signal = way.schedule.alphaBar[t];
    const noise = way.schedule.oneMinusAlphaBar[t];
    const before = way.scale(t);
    const after = way.scale(this.t);
    if (c.noise !== 0) fillGaussian(fold(this.k, t), z);
    for (let i = 0; i < x.length; i++) {
      const xt = x[i] / before;
      const x0Hat = mixturePosteriorMean(mixture, xt, signal, noise);
      x[i] = after * (c.x0 * x0Hat + c.xt * xt + (c.noise === 0 ? 0 : c.noise * z[i]));
    }
  }

  /** Adds the recorded noise of step t, or subtracts it. */
  private addTape(t: number, sign: 1 | -1): void {
    const { base, x, z } = this;
    fillGaussian(fold(fold(this.k, base.T + 1), t), z);
    const scale = sign * addedStd(base, t, t - 1);
    for (let i = 0; i < x.length; i++) x[i] += scale * z[i];
  }
}

/** The share of particles right of 0, and their standard deviation; for TWO_MODES the true values are 0.7 and 0.1. */
export function rightMode(x: Float32Array): { share: number; std: number } {
  let count = 0;
  let sum = 0;
  for (const value of x)
    if (value > 0) {
      count++;
      sum += value;
    }
  const mean = sum / count;
  let squares = 0;
  for (const value of x) if (value > 0) squares += (value - mean) ** 2;
  return { share: count / x.length, std: Math.sqrt(squares / count) };
}
