import { PlaneField } from './field';
import type { PlaneMixture } from './mixture';

/**
 * Flow matching (Lipman et al. 2023; Liu et al. 2023): x_s = (1 - s) x_0 + s epsilon goes straight from a point to its own noise with
 * the velocity epsilon - x_0. A network learns the mean of this over all that pass a place, the marginal velocity.
 */
export class MarginalFlow {
  private readonly field: PlaneField;
  /** The marginal velocity E[epsilon - x_0 | x_s] at the place of the last `look`. */
  x = 0;
  y = 0;

  /** @param s above 0 (data) and up to 1 (noise) */
  constructor(
    mixture: PlaneMixture,
    private readonly s: number,
  ) {
    // At s = 1 a share of data that no number shows, as a field needs some.
    this.field = new PlaneField(mixture, Math.max((1 - s) ** 2, Number.MIN_VALUE), s * s);
  }

  look(x: number, y: number): this {
    const { field, s } = this;
    const { meanX, meanY } = field.look(x, y);
    // epsilon - x_0 = (x_s - x_0) / s.
    this.x = (x - meanX) / s;
    this.y = (y - meanY) / s;
    return this;
  }
}

/**
 * Points along the marginal velocity from s = 1 (noise) to s = 0 (data) by Heun's method, at s = 1, 1 - 1/steps, ... 0; the last step
 * is Euler's and arrives at E[x_0 | x_s]. The array that is yielded is overwritten by the next step.
 * @param noise [n, 2] flat: the points at s = 1
 * @param steps 1 or more
 */
export function* flowSteps(
  mixture: PlaneMixture,
  noise: Float32Array,
  steps: number,
): Generator<Float64Array, void, void> {
  const points = Float64Array.from(noise);
  const [first, second] = [new Float64Array(noise.length), new Float64Array(noise.length)];
  const velocities = (s: number, at: Float64Array, to: Float64Array): void => {
    const flow = new MarginalFlow(mixture, s);
    for (let i = 0; i < at.length; i += 2) {
      flow.look(at[i], at[i + 1]);
      [to[i], to[i + 1]] = [flow.x, flow.y];
    }
  };
  yield points;
  for (let step = 0; step < steps; step++) {
    const [s, next] = [1 - step / steps, 1 - (step + 1) / steps];
    velocities(s, points, first);
    const probe = points.map((value, i) => value + (next - s) * first[i]);
    if (step < steps - 1) velocities(next, probe, second);
    else second.set(first);
    for (let i = 0; i < points.length; i++) points[i] += ((next - s) * (first[i] + second[i])) / 2;
    yield points;
  }
}

/** The same at once: [steps + 1, n, 2] flat. */
export function flowPaths(
  mixture: PlaneMixture,
  noise: Float32Array,
  steps: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array((steps + 1) * noise.length);
  let at = 0;
  for (const points of flowSteps(mixture, noise, steps)) {
    out.set(points, at);
    at += noise.length;
  }
  return out;
}

/**
 * How much the straight paths of pairs cross: the mean over s of E|epsilon - x_0 - u(x_s)|^2, where u is the mean velocity of the pairs
 * near x_s (after Liu et al. 2023, who measure the crossing of a coupling so). 0 where no two pairs meet. The mean is a kernel's over all
 * other pairs.
 * @param x0 data, [n, 2] flat
 * @param epsilon the noise of each, [n, 2] flat
 * @param levels s at which it is measured, each between 0 and 1
 * @param width standard deviation of the kernel
 */
export function straightness(
  x0: ArrayLike<number>,
  epsilon: ArrayLike<number>,
  levels: readonly number[],
  width: number,
): number {
  const n = x0.length / 2;
  const at = new Float64Array(2 * n);
  let sum = 0;
  for (const s of levels) {
    for (let i = 0; i < 2 * n; i++) at[i] = (1 - s) * x0[i] + s * epsilon[i];
    for (let i = 0; i < n; i++) {
      let [total, x, y] = [0, 0, 0];
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        const squared = (at[2 * j] - at[2 * i]) ** 2 + (at[2 * j + 1] - at[2 * i + 1]) ** 2;
        const weight = Math.exp(-squared / (2 * width * width));
        total += weight;
        x += weight * (epsilon[2 * j] - x0[2 * j]);
        y += weight * (epsilon[2 * j + 1] - x0[2 * j + 1]);
      }
      // A pair that is far from all others meets none.
      if (total === 0) continue;
      sum +=
        (epsilon[2 * i] - x0[2 * i] - x / total) ** 2 + (epsilon[2 * i + 1] - x0[2 * i + 1] - y / total) ** 2;
    }
  }
  return sum / (n * levels.length);
}

/**
 * {@link straightness} of a law's points, each with noise of its own, by the exact mean velocity u of {@link MarginalFlow}.
 * @param x0 points of the law, [n, 2] flat
 * @param epsilon the noise of each, [n, 2] flat
 * @param levels s at which it is measured, each above 0 and up to 1
 */
export function ownStraightness(
  law: PlaneMixture,
  x0: ArrayLike<number>,
  epsilon: ArrayLike<number>,
  levels: readonly number[],
): number {
  let sum = 0;
  for (const s of levels) {
    const flow = new MarginalFlow(law, s);
    for (let i = 0; i < x0.length; i += 2) {
      const at = (a: 0 | 1): number => (1 - s) * x0[i + a] + s * epsilon[i + a];
      const { x, y } = flow.look(at(0), at(1));
      sum += (epsilon[i] - x0[i] - x) ** 2 + (epsilon[i + 1] - x0[i + 1] - y) ** 2;
    }
  }
  return sum / ((x0.length / 2) * levels.length);
}
