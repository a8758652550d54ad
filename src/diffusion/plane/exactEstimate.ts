import { PlaneField } from './field';
import type { PlaneMixture } from './mixture';
import type { NoiseEstimate } from './solvers';

/** epsilonHat of a mixture, without error: -sigma times the score of xBar. */
export function exactEstimate(mixture: PlaneMixture): NoiseEstimate {
  let field: PlaneField | undefined;
  let at = NaN;
  return (points, sigma, out) => {
    if (sigma !== at) field = new PlaneField(mixture, 1, sigma * sigma);
    at = sigma;
    for (let i = 0; i < points.length; i += 2) {
      field?.look(points[i], points[i + 1]);
      out[i] = -sigma * (field?.scoreX ?? 0);
      out[i + 1] = -sigma * (field?.scoreY ?? 0);
    }
  };
}
