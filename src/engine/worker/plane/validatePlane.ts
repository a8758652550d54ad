import type { PlaneMixture } from '../../../diffusion/plane/mixture';
import { WAYS } from '../../../diffusion/plane/names';
import type { WayRule } from '../../../diffusion/plane/wayBack';
import { PLANE_LIMITS } from '../../protocol/plane';
import { demand, demandOneOf, demandWhole, within } from '../requests/demand';

/** Timesteps of the plane. */
export const T = 1000;
/** How far from 0 a place may be. */
const FAR = 1e4;

/** Whether each component has a width, so that there is a density at t = 0. */
const isSmooth = ({ stds }: PlaneMixture): boolean => stds.every((std) => std > 0);

/** Demands a mixture of up to 4,096 components, whose weights add up to 1. @throws EngineFailure 'bad-request' */
export function demandLaw({ weights, means, stds }: PlaneMixture): void {
  demandWhole('the number of components', weights.length, 1, PLANE_LIMITS.components);
  demand(
    means.length === 2 * weights.length && stds.length === weights.length,
    'each component has a mean and a width',
  );
  demand(
    weights.every((weight) => within(weight, 0, 1)) &&
      Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-6,
    'weights are 0 or more and add up to 1',
  );
  demand(
    means.every((value) => within(value, -FAR, FAR)) && stds.every((std) => within(std, 0, FAR)),
    `means and widths are numbers up to ${FAR}`,
  );
}

/** Demands a t at which x_t has a density. @throws EngineFailure 'bad-request' */
export const demandT = (name: string, t: number, law: PlaneMixture): void =>
  demandWhole(name, t, isSmooth(law) ? 0 : 1, T);

/** Demands a grid. @throws EngineFailure 'bad-request' */
export function demandGrid(n: number, halfWidth: number): void {
  demandWhole('the number of cells', n, 2, PLANE_LIMITS.cells);
  demand(halfWidth > 0 && halfWidth <= FAR, 'the grid has a width above 0');
}

/** Demands places of up to 20,000 particles. @throws EngineFailure 'bad-request' */
export function demandPoints(points: Float32Array): void {
  demand(points.length % 2 === 0, 'each point has two numbers');
  demandWhole('the number of points', points.length / 2, 1, PLANE_LIMITS.particles);
  demand(points.every(Number.isFinite), 'points have finite numbers');
}

/** Demands a way back through given times. @throws EngineFailure 'bad-request' */
export function demandWay({ way, g }: WayRule, times: Int32Array): void {
  demandOneOf('way', way, WAYS);
  demand(within(g, 0, 2), 'g is a number from 0 to 2');
  demandWhole('the number of steps', times.length - 1, 1, T);
  demand(
    times[0] <= T && times.at(-1) === 0 && times.every((t, i) => i === 0 || t < times[i - 1]),
    `times descend from at most ${T} to 0`,
  );
}
