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

/** epsilonHat with guidance: (1 + w) that of a class minus w that of all (Ho & Salimans 2022, equation 6). @param w 0 or more */
export function guidedEstimate(ofClass: NoiseEstimate, ofAll: NoiseEstimate, w: number): NoiseEstimate {
  if (w === 0) return ofClass;
  let room = new Float64Array(0);
  return (points, sigma, out) => {
    if (room.length !== points.length) room = new Float64Array(points.length);
    ofClass(points, sigma, out);
    ofAll(points, sigma, room);
    for (let i = 0; i < out.length; i++) out[i] += w * (out[i] - room[i]);
  };
}
