import { fillGaussian, fold, type Key } from '../random';
import type { Schedule } from '../schedule';
import { exactEstimate } from './exactEstimate';
import { drawMixture, type PlaneMixture } from './mixture';
import type { NoiseEstimate } from './solvers';
import { sigmaAt } from './wayBack';

/** How well an estimate of the noise knows a law: means over draws, t and both coordinates. */
export interface FieldError {
  /** E|epsilon - epsilonHat|^2, the loss that training minimises. */
  readonly loss: number;
  /** The same of the exact estimate: no network can go below it. */
  readonly floor: number;
  /** E|epsilonHat - epsilon*|^2, its squared distance to the exact estimate. In the mean it is loss - floor (Vincent 2011). */
  readonly error: number;
}

/**
 * Measures an estimate of the noise, with the same number of points at each t. It yields between two t.
 * @param perT points at each t; each t has points of its own
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
  let [loss, floor, error] = [0, 0, 0];
  for (let t = 1; t <= schedule.T; t++) {
    const [ofData, ofNoise] = [0, 1].map((stream) => fold(fold(k, stream), t));
    const x0 = drawMixture(law, ofData, new Float32Array(2 * perT));
    const epsilon = fillGaussian(ofNoise, new Float32Array(2 * perT));
    const sigma = sigmaAt(schedule, t);
    for (let i = 0; i < points.length; i++) points[i] = x0[i] + sigma * epsilon[i];
    estimate(points, sigma, learned);
    exact(points, sigma, best);
    for (let i = 0; i < points.length; i++) {
      loss += (epsilon[i] - learned[i]) ** 2;
      floor += (epsilon[i] - best[i]) ** 2;
      error += (learned[i] - best[i]) ** 2;
    }
    yield;
  }
  const count = 2 * perT * schedule.T;
  return { loss: loss / count, floor: floor / count, error: error / count };
}
