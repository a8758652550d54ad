import { checkTimestep, type Schedule } from './schedule';

/**
 * A reverse step is a few numbers: x_prev = x0 * x0Hat + second * x0Hat' + xt * x_t + noise * z, with fresh z ~ N(0, I).
 * epsilonHat does not appear, so it follows from x0Hat even where that is clipped.
 */
export interface StepCoefficients {
  readonly x0: number;
  /** Weight of a second x0Hat, in the samplers of order 2; 0 by default. */
  readonly second?: number;
  readonly xt: number;
  readonly noise: number;
}

/** Variance of a DDPM step: the posterior's, or beta itself (Ho et al. 2020, section 3.2, the two extremes). */
export type Variance = 'posterior' | 'beta';

/** The rules by which a reverse step is made. */
export const SAMPLERS = ['ddpm', 'ddim', 'heun', 'dpmpp-2m'] as const;
export type Sampler = (typeof SAMPLERS)[number];

/** The samplers, and the rules of the Lab: DDPM without z, and the naive reverse of the additive process. */
export const STEP_RULES = [...SAMPLERS, 'no-noise', 'naive'] as const;
export type StepRule = (typeof STEP_RULES)[number];

/** Whether a rule is a solver of order 2 of the probability-flow ODE: it steps by two x0Hat. */
export const isSecondOrder = (sampler: StepRule): boolean => sampler === 'heun' || sampler === 'dpmpp-2m';

/** Whether a rule adds fresh noise on the way. Without it, x_t alone decides all that follows. */
export const addsNoise = ({ sampler, eta }: { sampler: StepRule; eta: number }): boolean =>
  sampler === 'ddpm' || (sampler === 'ddim' && eta > 0);

/** A Gaussian q(x_prev | x_t, x_0) with mean x0 * x_0 + xt * x_t and the given variance in every pixel. */
export interface Posterior {
  readonly x0: number;
  readonly xt: number;
  readonly variance: number;
}

/**
 * The forward posterior q(x_{tPrev} | x_t, x_0) (Ho et al. 2020, eq. 6 and 7), for a jump of any length.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1, by default t - 1; at 0 the posterior is x_0 itself: {x0: 1, xt: 0, variance: 0}
 * @throws RangeError if t or tPrev is out of range
 */
export function posterior(s: Schedule, t: number, tPrev: number = t - 1): Posterior {
  const { alpha, beta } = jump(s, t, tPrev);
  const noise = s.oneMinusAlphaBar[t];
  const noisePrev = s.oneMinusAlphaBar[tPrev];
  return {
    x0: (Math.sqrt(s.alphaBar[tPrev]) * beta) / noise,
    xt: (Math.sqrt(alpha) * noisePrev) / noise,
    variance: (beta * noisePrev) / noise,
  };
}

/**
 * The DDPM step from t to tPrev (Ho et al. 2020, algorithm 2): the posterior's mean with x0Hat instead of x_0.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1, by default t - 1
 * @param variance `posterior` by default; with `beta` the last step (tPrev = 0) still adds no noise
 * @throws RangeError if t or tPrev is out of range
 */
export function ddpmStep(
  s: Schedule,
  t: number,
  tPrev: number = t - 1,
  variance: Variance = 'posterior',
): StepCoefficients {
  const q = posterior(s, t, tPrev);
  const widened = variance === 'beta' && tPrev > 0;
  return { x0: q.x0, xt: q.xt, noise: Math.sqrt(widened ? jump(s, t, tPrev).beta : q.variance) };
}

/**
 * The DDIM step from t to tPrev (Song, Meng & Ermon 2021, eq. 12 and 16): eta = 0 is deterministic, eta = 1 is DDPM.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @param eta 0..1
 * @throws RangeError if t, tPrev or eta is out of range
 */
export function ddimStep(s: Schedule, t: number, tPrev: number, eta: number): StepCoefficients {
  if (!(eta >= 0 && eta <= 1)) throw new RangeError(`eta is ${eta}; give a number from 0 to 1`);
  const { alpha, beta } = jump(s, t, tPrev);
  const noise = s.oneMinusAlphaBar[t];
  const noisePrev = s.oneMinusAlphaBar[tPrev];
  // sqrt(1 - alphaBar_prev - sigma^2), written so that nothing cancels.
  const direction = Math.sqrt((noisePrev * ((1 - eta * eta) * beta + alpha * noisePrev)) / noise);
  const xt = direction / Math.sqrt(noise);
  return {
    x0: Math.sqrt(s.alphaBar[tPrev]) - Math.sqrt(s.alphaBar[t]) * xt,
    xt,
    noise: eta * Math.sqrt((beta * noisePrev) / noise),
  };
}

/** sigma of xBar = x_t / sqrt(alphaBar_t) = x_0 + sigma epsilon, the variables of Karras et al. (2022). */
const sigma = (s: Schedule, t: number): number => Math.sqrt(s.oneMinusAlphaBar[t] / s.alphaBar[t]);

/**
 * The corrector of a step of Heun's method from t to tPrev (Karras et al. 2022, algorithm 1, lines 7 and 8), for d xBar / d sigma =
 * epsilonHat: once Euler's step ({@link ddimStep} with eta = 0) has led to x, and the network has been asked about x at tPrev,
 * x_prev = x + c (second x0Hat - first x0Hat). The first slope is that of the line from x to the first x0Hat, so x_t is not needed again.
 *
 * @param t 2..T
 * @param tPrev 1..t - 1: a step to 0 is Euler's
 * @returns `x0` is the weight of the x0Hat at tPrev, `second` that of the one at t, `xt` that of x
 * @throws RangeError if t or tPrev is out of range
 */
export function heunCorrection(s: Schedule, t: number, tPrev: number): Required<StepCoefficients> {
  checkTimestep(s, tPrev, 1);
  checkStep(s, t, tPrev);
  const c = (Math.sqrt(s.alphaBar[tPrev]) * (sigma(s, t) / sigma(s, tPrev) - 1)) / 2;
  return { x0: c, second: -c, xt: 1, noise: 0 };
}

/**
 * A whole step of Heun's method from t to tPrev: Euler's and its correction. The last one (tPrev = 0) is Euler's alone.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @returns `second` is the weight of the x0Hat of Euler's result at tPrev
 * @throws RangeError if t or tPrev is out of range
 */
export function heunStep(s: Schedule, t: number, tPrev: number): StepCoefficients {
  const euler = ddimStep(s, t, tPrev, 0);
  if (tPrev === 0) return euler;
  const { x0 } = heunCorrection(s, t, tPrev);
  return { ...euler, x0: euler.x0 - x0, second: x0 };
}

/**
 * The step of DPM-Solver++ (2M) from t to tPrev (Lu et al. 2022, DPM-Solver++, algorithm 2): DDIM's with eta = 0, towards the line through this x0Hat
 * and the one before, as a function of lambda = log(alpha / sigma). It is DDIM's where there is none before, and to tPrev = 0, where
 * lambda is infinite.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @param tBefore t + 1..T, where the step before started; undefined in the first step
 * @returns `second` is the weight of the x0Hat of the step before
 * @throws RangeError if a timestep is out of range
 */
export function dpmppStep(s: Schedule, t: number, tPrev: number, tBefore?: number): StepCoefficients {
  const ddim = ddimStep(s, t, tPrev, 0);
  if (tBefore === undefined || tPrev === 0) return ddim;
  checkStep(s, tBefore, t);
  // 1 / (2 r) of the paper: lambda is -log sigma.
  const beyond = Math.log(sigma(s, t) / sigma(s, tPrev)) / (2 * Math.log(sigma(s, tBefore) / sigma(s, t)));
  return { ...ddim, x0: ddim.x0 * (1 + beyond), second: -ddim.x0 * beyond };
}

/**
 * The naive reverse step x_prev = x_t - sqrt(beta) epsilonHat of the additive process, as three numbers for x_t brought to
 * variance 1: a common mistake. It adds no noise, and subtracts sqrt(beta) where beta / sigma_t would be right.
 *
 * @param s the additive process brought to variance 1 (additiveAsSchedule), where sigma_t^2 = (1 - alphaBar_t) / alphaBar_t
 * @param t 1..T
 * @param tPrev 0..t - 1; beta is the variance that the additive process adds from tPrev to t
 * @throws RangeError if t or tPrev is out of range
 */
export function naiveStep(s: Schedule, t: number, tPrev: number = t - 1): StepCoefficients {
  const { alpha, beta } = jump(s, t, tPrev);
  // sqrt(beta) / sigma_t of the additive process.
  const ratio = Math.sqrt(beta / s.oneMinusAlphaBar[t]);
  return { x0: ratio * Math.sqrt(s.alphaBar[tPrev]), xt: (1 - ratio) / Math.sqrt(alpha), noise: 0 };
}

/**
 * The reverse step from t to tPrev by a rule: {@link ddpmStep}, which ignores eta, {@link ddimStep}, which ignores the variance,
 * or another, which ignores both.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @param tBefore where the step before started, if there was one; only {@link dpmppStep} heeds it
 * @throws RangeError if t, tPrev or the eta of a DDIM step is out of range
 */
export function reverseStep(
  s: Schedule,
  t: number,
  tPrev: number,
  rule: { sampler: StepRule; eta: number; variance?: Variance },
  tBefore?: number,
): StepCoefficients {
  switch (rule.sampler) {
    case 'ddpm':
      return ddpmStep(s, t, tPrev, rule.variance);
    case 'ddim':
      return ddimStep(s, t, tPrev, rule.eta);
    case 'heun':
      return heunStep(s, t, tPrev);
    case 'dpmpp-2m':
      return dpmppStep(s, t, tPrev, tBefore);
    case 'no-noise':
      return { ...ddpmStep(s, t, tPrev), noise: 0 };
    case 'naive':
      return naiveStep(s, t, tPrev);
  }
}

/**
 * The forward transition q(x_t | x_{tPrev}) over several steps: x_t = sqrt(alpha) x_tPrev + sqrt(beta) epsilon.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @throws RangeError if t or tPrev is out of range
 */
export function jump(s: Schedule, t: number, tPrev: number): { alpha: number; beta: number } {
  checkStep(s, t, tPrev);
  // The recurrence of 1 - alphaBar, started at tPrev, because 1 - alphaBar_t / alphaBar_tPrev would cancel.
  let beta = 0;
  for (let i = tPrev + 1; i <= t; i++) beta = (1 - s.beta[i]) * beta + s.beta[i];
  return { alpha: s.alphaBar[t] / s.alphaBar[tPrev], beta };
}

function checkStep(s: Schedule, t: number, tPrev: number): void {
  checkTimestep(s, t, 1);
  if (!Number.isInteger(tPrev) || tPrev < 0 || tPrev >= t) {
    throw new RangeError(`tPrev is ${tPrev}; a step from t = ${t} leads to a timestep from 0 to ${t - 1}`);
  }
}
