import { add, mul, reshape, rsqrt, sub, sum, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Parameters } from '../layers';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { EPSILON, normsOf } from '../norms';

/** Scale and shift of a batch normalisation with given statistics (Ioffe & Szegedy 2015, algorithm 2). Call it within a tidy. */
export function affine(
  id: string,
  parameters: Parameters,
  statistics: Parameters,
): { scale: Tensor1D; shift: Tensor1D } {
  const tensor = (map: Parameters, name: string): Tensor1D => lookup(map, `${id}.bn.${name}`) as Tensor1D;
  const scale: Tensor1D = mul(
    tensor(parameters, 'scale'),
    rsqrt(add(tensor(statistics, 'variance'), EPSILON)),
  );
  return { scale, shift: sub(tensor(parameters, 'shift'), mul(tensor(statistics, 'mean'), scale)) };
}

/**
 * The parameters that foldNorms changes, on the backend and in float32: sampling needs them and a training does not have them.
 * @param trained by name, those of trainedShapes
 * @param statistics by name, those of initialStatistics
 * @returns by name, to be disposed by the caller; sampling takes all other parameters from `trained`
 */
export function foldedNorms(
  network: Network,
  trained: Parameters,
  statistics: Parameters,
): Map<string, Tensor> {
  const folded = new Map<string, Tensor>();
  for (const { layer, channels } of normsOf(network)) {
    const { id, norm, prologue, filters } = layer;
    const parameters = tidy((): Record<string, Tensor> => {
      const { scale, shift } = affine(id, trained, statistics);
      if (prologue === 'affine-silu') return { scale, shift };
      const kernel = lookup(trained, `${id}.kernel`);
      if (norm === 'after') return { kernel: mul(kernel, scale), bias: shift };
      const rows = reshape(kernel, [channels, filters]);
      const times = (factor: Tensor1D): Tensor => mul(rows, reshape(factor, [channels, 1]));
      const bias = lookup(trained, `${id}.bias`);
      return { kernel: reshape(times(scale), kernel.shape), bias: add(bias, sum(times(shift), 0)) };
    });
    for (const [name, tensor] of Object.entries(parameters)) folded.set(`${id}.${name}`, tensor);
  }
  return folded;
}
