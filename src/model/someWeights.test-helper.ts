import { fillGaussian, fold, key } from '../diffusion/random';
import { parameterShapes, type Network } from './network';
import { elements } from './shapes';
import type { Parameter } from './weights';

/** Random parameters of a network, none of them zero: normal, with a variance that keeps values about as large as they were. */
export function someWeights(network: Network, seed = 7): Map<string, Parameter> {
  return new Map(
    [...parameterShapes(network)].map(([name, shape], n) => {
      const data = fillGaussian(fold(key(seed), n), new Float32Array(elements(shape)));
      const inputs = shape.length === 4 ? shape[0] * shape[1] * shape[2] : shape.length === 2 ? shape[0] : 10;
      return [name, { shape, data: data.map((value) => value / Math.sqrt(inputs)) }];
    }),
  );
}
