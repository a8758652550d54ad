import { joinPictures } from '../diffusion/pictures/pixels';
import { lookup } from './lookup';
import { parameterShapes, type Network } from './network';
import { elements } from './shapes';
import type { Parameter } from './weights';

/** A network's parameters as one array, in the order of `parameterShapes`. */
export function flatWeights(
  network: Network,
  parameters: ReadonlyMap<string, Parameter>,
): Float32Array<ArrayBuffer> {
  return joinPictures([...parameterShapes(network).keys()].map((name) => lookup(parameters, name).data));
}

/** The inverse of `flatWeights`; the data are views of `flat`, which has `countParameters(network)` numbers. */
export function namedWeights(network: Network, flat: Float32Array): Map<string, Parameter> {
  return sliceParameters(parameterShapes(network), flat);
}

/** Cuts an array into parameters of the given names and shapes, in their order; the data are views of `numbers`. */
export function sliceParameters(
  shapes: ReadonlyMap<string, readonly number[]>,
  numbers: Float32Array,
): Map<string, Parameter> {
  let end = 0;
  return new Map(
    [...shapes].map(([name, shape]) => {
      const begin = end;
      end += elements(shape);
      return [name, { shape, data: numbers.subarray(begin, end) }];
    }),
  );
}
