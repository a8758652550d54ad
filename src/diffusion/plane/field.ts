import type { PlaneMixture } from './mixture';

/** The share of a component below exp of this is lost in the sum's rounding, even of 4,096 of them. */
const LEAST_EXPONENT = -50;

/**
 * All that is known exactly of x = sqrt(signal) x_0 + sqrt(noise) epsilon, x_0 from a mixture in the plane and epsilon ~ N(0, I): it
 * is a mixture again, with means sqrt(signal) mu and variances signal s^2 + noise. DDPM has signal = alphaBar_t, noise =
 * 1 - alphaBar_t; the variables of Karras et al. (2022) 1 and sigma^2; flow matching (1 - s)^2 and s^2.
 *
 * `look` evaluates it at a point; the results stand in the fields until the next one.
 */
export class PlaneField {
  /** log p(x), nats. */
  logDensity = 0;
  /** The score, the gradient of log p. */
  scoreX = 0;
  scoreY = 0;
  /** The sum of the score's derivatives along its own axes. */
  divergence = 0;
  /** E[x_0 | x]. */
  meanX = 0;
  meanY = 0;

  private readonly count: number;
  /** For each component: the mean of x, its variance, log(weight / (2 pi variance)), and how far E[x_0] follows x. */
  private readonly centres: Float64Array;
  private readonly variances: Float64Array;
  private readonly constants: Float64Array;
  private readonly gains: Float64Array;
  private readonly exponents: Float64Array;

  /**
   * @param signal weight of x_0, squared; above 0
   * @param noise weight of epsilon, squared; above 0 unless every component has a width
   */
  constructor(
    private readonly mixture: PlaneMixture,
    signal: number,
    noise: number,
  ) {
    const { weights, means, stds } = mixture;
    const root = Math.sqrt(signal);
    this.count = weights.length;
    this.centres = means.map((mean) => root * mean);
    this.variances = stds.map((std) => signal * std * std + noise);
    this.constants = this.variances.map((variance, i) => Math.log(weights[i] / (2 * Math.PI * variance)));
    this.gains = stds.map((std, i) => (root * std * std) / this.variances[i]);
    this.exponents = new Float64Array(this.count);
  }

  look(x: number, y: number): this {
    const { count, centres, variances, constants, gains, exponents } = this;
    const { means } = this.mixture;
    // The largest exponent is subtracted, so that one of them is 0 and the sum cannot vanish.
    let largest = -Infinity;
    for (let i = 0; i < count; i++) {
      const [dx, dy] = [x - centres[2 * i], y - centres[2 * i + 1]];
      exponents[i] = constants[i] - (dx * dx + dy * dy) / (2 * variances[i]);
      if (exponents[i] > largest) largest = exponents[i];
    }
    let total = 0;
    let [scoreX, scoreY, curvature, meanX, meanY] = [0, 0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const lag = exponents[i] - largest;
      if (lag < LEAST_EXPONENT) continue;
      const share = Math.exp(lag);
      const [dx, dy] = [x - centres[2 * i], y - centres[2 * i + 1]];
      const variance = variances[i];
      total += share;
      scoreX -= (share * dx) / variance;
      scoreY -= (share * dy) / variance;
      curvature += (share * ((dx * dx + dy * dy) / variance - 2)) / variance;
      meanX += share * (means[2 * i] + gains[i] * dx);
      meanY += share * (means[2 * i + 1] + gains[i] * dy);
    }
    this.logDensity = largest + Math.log(total);
    this.scoreX = scoreX / total;
    this.scoreY = scoreY / total;
    this.divergence = curvature / total - this.scoreX ** 2 - this.scoreY ** 2;
    this.meanX = meanX / total;
    this.meanY = meanY / total;
    return this;
  }
}
