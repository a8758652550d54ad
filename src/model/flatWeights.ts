import { parameterShapes, type Network } from './network';
import type { Parameter } from './weights';

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** How many numbers a network samples with. */
export function weightCount(network: Network): number {
  return [...parameterShapes(network).values()].reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** A network's parameters as numbers alone, in the order of `parameterShapes`. */
export function flatWeights(
  network: Network,
  parameters: ReadonlyMap<string, Parameter>,
): Float32Array<ArrayBuffer> {
  const flat = new Float32Array(weightCount(network));
  let begin = 0;
  for (const name of parameterShapes(network).keys()) {
    const { data } = parameters.get(name) as Parameter;
    flat.set(data, begin);
    begin += data.length;
  }
  return flat;
}

/** And back; the data are views of `flat`, which has `weightCount(network)` numbers. */
export function namedWeights(network: Network, flat: Float32Array): Map<string, Parameter> {
  let end = 0;
  return new Map(
    [...parameterShapes(network)].map(([name, shape]) => {
      const begin = end;
      end += sizeOf(shape);
      return [name, { shape, data: flat.subarray(begin, end) }];
    }),
  );
}
