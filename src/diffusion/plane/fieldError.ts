import { fillGaussian, fold, type Key } from '../random';
import type { Schedule } from '../schedule';
import { exactEstimate } from './exactEstimate';
import { drawMixture, type PlaneMixture } from './mixture';
import type { NoiseEstimate } from './solvers';
import { sigmaAt } from './wayBack';

/** A mean over draws, and its standard error. */
export interface Measured {
  readonly mean: number;
  readonly error: number;
}

/** How well an estimate of the noise knows a law: means over draws, t and both coordinates. */
export interface FieldError {
  /** E|epsilon - epsilon*|^2 / 2 of the exact estimate: the loss that no network can go below. */
  readonly floor: Measured;
  /** By how much the loss of the estimate is above it, on the same draws. */
  readonly excess: Measured;
  /** E|epsilonHat - epsilon*|^2 / 2: in the mean this is the excess (Vincent 2011). */
  readonly distance: Measured;
}

/** Sums up numbers for their mean and its standard error. */
class Sum {
  private count = 0;
  private sum = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.squares += value * value;
  }

  measured(): Measured {
    const mean = this.sum / this.count;
    return { mean, error: Math.sqrt((this.squares / this.count - mean * mean) / this.count) };
  }
}

/**
 * Measures an estimate of the noise, with the same number of points at each t = 1 .. T (Ho et al. 2020, equation 14; Vincent 2011). It yields
 * between two t.
 * @param estimate epsilonHat at xBar = x_0 + sigma epsilon
 * @param perT points at each t, 1 or more; each t has points of its own
 */
export function* fieldErrorSteps(
  law: PlaneMixture,
  estimate: NoiseEstimate,
  schedule: Schedule,
  perT: number,
  k: Key,
): Generator<undefined, FieldError, void> {
  const exact = exactEstimate(law);
  const points = new Float64Array(2 * perT);
  const [learned, best] = [new Float64Array(2 * perT), new Float64Array(2 * perT)];
  const [floor, excess, distance] = [new Sum(), new Sum(), new Sum()];
  for (let t = 1; t <= schedule.T; t++) {
    const [ofData, ofNoise] = [0, 1].map((stream) => fold(fold(k, stream), t));
    const x0 = drawMixture(law, ofData, new Float32Array(2 * perT));
    const epsilon = fillGaussian(ofNoise, new Float32Array(2 * perT));
    const sigma = sigmaAt(schedule, t);
    for (let i = 0; i < points.length; i++) points[i] = x0[i] + sigma * epsilon[i];
    estimate(points, sigma, learned);
    exact(points, sigma, best);
    // The two coordinates of a point share its noise: only points are independent of each other.
    for (let i = 0; i < points.length; i += 2) {
      const of = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
        ((a[i] - b[i]) ** 2 + (a[i + 1] - b[i + 1]) ** 2) / 2;
      const least = of(epsilon, best);
      floor.add(least);
      excess.add(of(epsilon, learned) - least);
      distance.add(of(learned, best));
    }
    yield;
  }
  return { floor: floor.measured(), excess: excess.measured(), distance: distance.measured() };
}
