import { snr, timestepOfSnr, type Schedule } from './schedule';
import { isSecondOrder, type StepRule } from './steps';

/** How the steps of a short run are spaced over the timesteps. */
export type Spacing = 'linspace' | 'leading' | 'trailing' | 'quadratic';

/**
 * How a sampler's steps are spaced unless that is chosen. A line through two x0Hat must not reach too far: with `linspace` the last
 * steps, down to t = 1, are the longest ones in log SNR, and there Heun's method leaves the digits. Measured on the shipped network with 5
 * steps (KID of the grain, see PERFORMANCE.md): Heun 61 with `linspace` and 0.8 with `trailing`, DPM-Solver++ (2M) 4.4 and 1.5.
 */
export const usualSpacing = (sampler: StepRule): 'linspace' | 'trailing' =>
  isSecondOrder(sampler) ? 'trailing' : 'linspace';

/**
 * The timesteps at which a run of `steps` steps calls the network, strictly descending, each in 1..start. A step's tPrev is the
 * next entry, or 0 after the last.
 *
 * With i = 0 for the first entry (Lin et al. 2024, Common Diffusion Noise Schedules and Sample Steps Are Flawed, table 2):
 * - `linspace` (default): evenly from start to 1, both included; halves round up. A single step is `start`.
 * - `trailing`: start * (1 - i / steps), rounded.
 * - `leading`: multiples of floor(start / steps), plus 1. Its first entry is below start, so x_start is treated as cleaner than
 *   it is; provided because published results use it.
 * - `quadratic`: dense near t = 1 (Song, Meng & Ermon 2021, appendix D.2), stretched to reach start.
 *
 * @param T timesteps of the schedule
 * @param steps a whole number in 1..start
 * @param start the timestep of the picture that the run begins with, 1..T, by default T
 * @throws RangeError if T, steps or start is out of its range
 */
export function timesteps(
  T: number,
  steps: number,
  spacing: Spacing = 'linspace',
  start: number = T,
): Int32Array<ArrayBuffer> {
  checkRun(T, steps, start);
  const ascending = positions(steps, spacing, start);
  // Only the quadratic spacing rounds two steps to one timestep; the later one then moves up. There is room: steps <= start.
  for (let i = 1; i < steps; i++) ascending[i] = Math.max(ascending[i], ascending[i - 1] + 1);
  return ascending.reverse();
}

/**
 * The timesteps of a run in which every step turns x_t by about the same angle: with phi = arctan(sqrt(1 - alphaBar) /
 * sqrt(alphaBar)), x_t = cos(phi) x_0 + sin(phi) epsilon, and a DDIM step is a rotation (Salimans & Ho 2022, appendix D).
 * So the picture changes evenly from noise to digit; while it changes, these are also about equal steps of log SNR. The ends
 * are start and 1, as with `linspace`.
 *
 * @param steps a whole number in 1..start
 * @param start the timestep of the picture that the run begins with, 1..T, by default T
 * @throws RangeError if steps or start is out of its range
 */
export function angularTimesteps(
  schedule: Schedule,
  steps: number,
  start: number = schedule.T,
): Int32Array<ArrayBuffer> {
  checkRun(schedule.T, steps, start);
  const angle = (t: number): number =>
    Math.atan2(Math.sqrt(schedule.oneMinusAlphaBar[t]), Math.sqrt(schedule.alphaBar[t]));
  const times = new Int32Array(steps);
  let t = start;
  for (let i = 0; i < steps; i++) {
    const wanted = angle(start) + ((angle(1) - angle(start)) * i) / Math.max(1, steps - 1);
    // The angle decreases strictly with t, so the search ends at the nearest t.
    while (t > 1 && Math.abs(angle(t - 1) - wanted) <= Math.abs(angle(t) - wanted)) t--;
    const remaining = steps - 1 - i;
    times[i] = Math.max(1 + remaining, Math.min(t, i === 0 ? start : times[i - 1] - 1));
  }
  return times;
}

/**
 * Timesteps at about equal distances in log SNR, ascending from 1 to T, each once.
 *
 * @param count a whole number, 2 or more; the result is shorter if some coincide
 */
export function logSnrTimesteps(schedule: Schedule, count: number): Int32Array<ArrayBuffer> {
  const [first, last] = [Math.log(snr(schedule, 1)), Math.log(snr(schedule, schedule.T))];
  const all = Array.from({ length: count }, (_, i) =>
    timestepOfSnr(schedule, Math.exp(first + ((last - first) * i) / (count - 1))),
  );
  return Int32Array.from(new Set(all));
}

function checkRun(T: number, steps: number, start: number): void {
  if (!Number.isInteger(start) || start < 1 || start > T) {
    throw new RangeError(`the run starts at t = ${start}; give a timestep from 1 to ${T}`);
  }
  if (!Number.isInteger(steps) || steps < 1 || steps > start) {
    throw new RangeError(
      `${steps} steps do not fit into the timesteps 1 to ${start}; give 1 to ${start} steps`,
    );
  }
}

function positions(steps: number, spacing: Spacing, start: number): Int32Array<ArrayBuffer> {
  const gaps = Math.max(1, steps - 1);
  const fill = (timestep: (i: number) => number): Int32Array<ArrayBuffer> =>
    Int32Array.from({ length: steps }, (_, i) => timestep(i));
  switch (spacing) {
    case 'linspace':
      return steps === 1 ? Int32Array.of(start) : fill((i) => 1 + Math.round(((start - 1) * i) / gaps));
    case 'quadratic':
      return steps === 1 ? Int32Array.of(start) : fill((i) => 1 + Math.round((start - 1) * (i / gaps) ** 2));
    case 'trailing':
      return fill((i) => Math.round((start * (i + 1)) / steps));
    case 'leading':
      return fill((i) => 1 + i * Math.floor(start / steps));
  }
}
