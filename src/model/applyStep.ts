import { add, mul, type Tensor4D } from '@tensorflow/tfjs-core';
import type { StepCoefficients } from '../diffusion/steps';

/**
 * One reverse step, x_prev = c.x0 * x0Hat + c.second * before + c.xt * x_t + c.noise * z. Call it within a tidy.
 * @param before the x0Hat of the operation before; not read if c.second is 0 or absent
 * @param z fresh noise of the same shape; not read if c.noise is 0
 */
export function applyStep(
  c: StepCoefficients,
  x0Hat: Tensor4D,
  before: Tensor4D | undefined,
  xt: Tensor4D,
  z: Tensor4D | undefined,
): Tensor4D {
  const first: Tensor4D = c.xt === 0 ? mul(x0Hat, c.x0) : add(mul(x0Hat, c.x0), mul(xt, c.xt));
  const mean = before && c.second ? add<Tensor4D>(first, mul(before, c.second)) : first;
  return z && c.noise !== 0 ? add<Tensor4D>(mean, mul(z, c.noise)) : mean;
}
