import { PlaneField } from './field';
import type { PlaneMixture } from './mixture';

/** One place of a path along the probability-flow ODE. */
export interface PathPoint {
  readonly sigma: number;
  /** x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) epsilon, where sigma^2 = (1 - alphaBar_t) / alphaBar_t. */
  readonly x: number;
  readonly y: number;
  /** The change of log p_t(x_t) from the path's first place to here, nats: minus the integral of the divergence. */
  readonly change: number;
  /** The divergence of the velocity dx_t / d log sigma here. */
  readonly divergence: number;
}

/**
 * The path of a point along the probability-flow ODE of a mixture, with the change of log p by the instantaneous change of variables
 * (Chen et al. 2018, theorem 1; Song et al. 2021, eq. 39), by the classical Runge-Kutta method along log sigma:
 * dx_t / d log sigma = -(1 - alphaBar_t) (x_t + score).
 * @param levels sigma at the places of the path, in the order in which it goes
 */
export function likelihoodPath(
  mixture: PlaneMixture,
  x: number,
  y: number,
  levels: Float64Array,
): PathPoint[] {
  /** The velocity and its divergence. */
  const flow = (sigma: number, px: number, py: number): readonly [number, number, number] => {
    const noise = sigma ** 2 / (1 + sigma ** 2);
    const { scoreX, scoreY, divergence } = new PlaneField(mixture, 1 / (1 + sigma ** 2), noise).look(px, py);
    return [-noise * (px + scoreX), -noise * (py + scoreY), -noise * (2 + divergence)];
  };
  let change = 0;
  const path: PathPoint[] = [];
  levels.forEach((sigma, i) => {
    const k1 = flow(sigma, x, y);
    path.push({ sigma, x, y, change, divergence: k1[2] });
    if (i === levels.length - 1) return;
    const next = levels[i + 1];
    const middle = Math.sqrt(sigma * next);
    const h = Math.log(next / sigma);
    const k2 = flow(middle, x + (h / 2) * k1[0], y + (h / 2) * k1[1]);
    const k3 = flow(middle, x + (h / 2) * k2[0], y + (h / 2) * k2[1]);
    const k4 = flow(next, x + h * k3[0], y + h * k3[1]);
    const mean = (a: 0 | 1 | 2): number => (h / 6) * (k1[a] + 2 * k2[a] + 2 * k3[a] + k4[a]);
    x += mean(0);
    y += mean(1);
    change -= mean(2);
  });
  return path;
}
