/** The named noise schedules. */
export const SCHEDULES = ['linear', 'cosine', 'sigmoid', 'quadratic'] as const;

/** One of the named noise schedules; a schedule made from a given beta curve is called `custom`. */
export type ScheduleName = (typeof SCHEDULES)[number];

/**
 * A variance schedule in the paper's indexing: every array has T + 1 entries, index t = 0 is the clean picture.
 * `oneMinusAlphaBar` is stored as well, because subtracting loses precision where t or beta is small.
 */
export interface Schedule {
  readonly name: ScheduleName | 'custom';
  readonly T: number;
  /** beta[0] = 0, beta[1..T] in (0, 1). */
  readonly beta: Float64Array;
  /** alphaBar[t] = product of (1 - beta) over 1..t; alphaBar[0] = 1, strictly decreasing. */
  readonly alphaBar: Float64Array;
  /** 1 - alphaBar[t], by v_t = alpha_t v_{t-1} + beta_t: exactly 0 at t = 0. */
  readonly oneMinusAlphaBar: Float64Array;
}

/** The number of timesteps T of Ho et al. (2020), for which the curves of beta are defined. */
export const REFERENCE_T = 1000;
const BETA_FIRST = 1e-4;
const BETA_LAST = 0.02;
/** The largest beta of a schedule that would otherwise lose all signal in one step (Nichol & Dhariwal 2021, section 3.2). */
export const BETA_MAX = 0.999;

/**
 * A named schedule of T steps (an integer >= 2).
 *
 * - `linear`: beta from 1e-4 to 0.02 (Ho et al. 2020, section 4).
 * - `quadratic`: sqrt(beta) linear between the same ends (in the code of Song, Meng & Ermon 2021, as `quad`; the quadratic of their
 *   paper chooses timesteps).
 * - `cosine`: alphaBar(u) proportional to cos^2((u + s)/(1 + s) pi/2), s = 0.008 (Nichol & Dhariwal 2021, eq. 17).
 * - `sigmoid`: alphaBar(u) falls as a sigmoid from -3 to 3 (Jabri, Fleet & Chen 2022).
 *
 * `linear` and `quadratic` are defined for T = 1000. For another T each step does the work of 1000/T such steps,
 * alpha_t = (1 - beta(u))^(1000/T) at the same u = (t - 1)/(T - 1). So beta stays below 1 for every T, and alphaBar_T hardly
 * changes (linear: within 0.02 dB from T = 10 to 4000; quadratic: within 1.5 dB). `cosine` and `sigmoid` are functions of
 * u = t/T, limited to beta <= 0.999.
 *
 * @throws RangeError if T is not an integer >= 2.
 */
export function makeSchedule(name: ScheduleName, T: number = REFERENCE_T): Schedule {
  checkStepCount(T);
  switch (name) {
    case 'linear':
      return fromBeta(name, betasOfCurve(T, linearBeta));
    case 'quadratic':
      return fromBeta(name, betasOfCurve(T, quadraticBeta));
    case 'cosine':
      return fromBeta(name, betasOfAlphaBar(T, cosineAlphaBar));
    case 'sigmoid':
      return fromBeta(name, betasOfAlphaBar(T, sigmoidAlphaBar));
  }
}

/**
 * A schedule from its curve beta_1..beta_T (given without the leading zero).
 *
 * @throws RangeError if the curve is empty or any beta lies outside (0, 1).
 */
export function customSchedule(beta: ArrayLike<number>): Schedule {
  if (beta.length === 0) throw new RangeError('the beta curve is empty; give at least one beta');
  for (let i = 0; i < beta.length; i++) {
    if (!(beta[i] > 0 && beta[i] < 1)) {
      throw new RangeError(
        `beta at t = ${i + 1} is ${beta[i]}; keep every beta between 0 and 1, ends excluded`,
      );
    }
  }
  return fromBeta('custom', beta);
}

/** Signal-to-noise ratio alphaBar_t / (1 - alphaBar_t) of x_t, for t in 0..T; infinite at t = 0 (Kingma et al. 2021). */
export function snr(s: Schedule, t: number): number {
  return s.alphaBar[t] / s.oneMinusAlphaBar[t];
}

/** The signal-to-noise ratio of x_t in decibels, 10 log10 SNR; infinite at t = 0. */
export function snrDb(s: Schedule, t: number): number {
  return 10 * Math.log10(snr(s, t));
}

/** Signal-to-noise ratio at each t in decibels; NaN at t = 0, where there is no noise. */
export const snrCurve = (s: Schedule): Float64Array =>
  s.alphaBar.map((_, t) => (t === 0 ? NaN : snrDb(s, t)));

/**
 * The timestep in 1..T whose signal-to-noise ratio is nearest to `ratio` (> 0) on a logarithmic scale: the one to give a network
 * trained on schedule `s` with a picture from another process.
 *
 * @throws RangeError if the ratio is not positive.
 */
export function timestepOfSnr(s: Schedule, ratio: number): number {
  if (!(ratio > 0)) throw new RangeError(`the signal-to-noise ratio is ${ratio}; give a positive number`);
  let after = 1;
  while (after < s.T && snr(s, after) > ratio) after++;
  if (after === 1) return 1;
  // log SNR falls strictly, so the nearest t is one of the two that enclose the ratio.
  return snr(s, after - 1) * snr(s, after) < ratio * ratio ? after - 1 : after;
}

/** @throws RangeError if T is not an integer >= 2 */
export function checkStepCount(T: number): void {
  if (!Number.isInteger(T) || T < 2)
    throw new RangeError(`T is ${T}; give a whole number of steps, 2 or more`);
}

/**
 * Checks that t is a timestep of the schedule.
 *
 * @param first the smallest t allowed: 0, which is the clean picture, or 1
 * @throws RangeError if t is not an integer from `first` to T
 */
export function checkTimestep(s: Schedule, t: number, first: 0 | 1): void {
  if (!Number.isInteger(t) || t < first || t > s.T) {
    throw new RangeError(`t is ${t}; this schedule has the timesteps ${first} to ${s.T}`);
  }
}

function fromBeta(name: Schedule['name'], curve: ArrayLike<number>): Schedule {
  const T = curve.length;
  const beta = new Float64Array(T + 1);
  const alphaBar = new Float64Array(T + 1);
  const oneMinusAlphaBar = new Float64Array(T + 1);
  beta.set(curve, 1);
  alphaBar[0] = 1;
  for (let t = 1; t <= T; t++) {
    const alpha = 1 - beta[t];
    alphaBar[t] = alpha * alphaBar[t - 1];
    oneMinusAlphaBar[t] = alpha * oneMinusAlphaBar[t - 1] + beta[t];
  }
  return { name, T, beta, alphaBar, oneMinusAlphaBar };
}

function betasOfCurve(T: number, curve: (u: number) => number): Float64Array {
  const power = REFERENCE_T / T;
  return Float64Array.from({ length: T }, (_, i) => {
    const beta = curve(i / (T - 1));
    return power === 1 ? beta : -Math.expm1(power * Math.log1p(-beta));
  });
}

function betasOfAlphaBar(T: number, alphaBar: (u: number) => number): Float64Array {
  return Float64Array.from({ length: T }, (_, i) =>
    Math.min(1 - alphaBar((i + 1) / T) / alphaBar(i / T), BETA_MAX),
  );
}

function linearBeta(u: number): number {
  return BETA_FIRST + u * (BETA_LAST - BETA_FIRST);
}

function quadraticBeta(u: number): number {
  const root = Math.sqrt(BETA_FIRST) + u * (Math.sqrt(BETA_LAST) - Math.sqrt(BETA_FIRST));
  return root * root;
}

function cosineAlphaBar(u: number): number {
  const offset = 0.008;
  return Math.cos((((u + offset) / (1 + offset)) * Math.PI) / 2) ** 2;
}

function sigmoidAlphaBar(u: number): number {
  const end = 3;
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  return sigmoid(end) - sigmoid((2 * u - 1) * end);
}
