import {
  add,
  customGrad,
  div,
  keep,
  mul,
  reshape,
  rsqrt,
  square,
  sub,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { Normalise, Parameters } from '../layers';
import { lookup } from '../lookup';
import { EPSILON } from '../norms';
import { channelSums } from './channelSums';

/**
 * Batch normalisation by the batch's own statistics (Ioffe & Szegedy 2015, algorithm 1), differentiable also through them.
 * @param parameters gamma and beta are its `${id}.bn.scale` and `${id}.bn.shift`
 * @param observed receives the batch's means and unbiased variances under `${id}.bn.mean` and `${id}.bn.variance`; they
 * outlive every tidy and are the caller's to dispose
 */
export function byBatch(parameters: Parameters, observed: Map<string, Tensor>): Normalise {
  return (id, x) => {
    const normalised = customGrad((...[input, gamma, beta, save]: (Tensor | GradSaveFunc)[]) => {
      const [batch, height, width, channels] = (input as Tensor4D).shape;
      const count = batch * height * width;
      const mean = div(channelSums(input as Tensor), count);
      const centred = sub(input as Tensor, mean);
      const variance = div(channelSums(square(centred)), count);
      observed.set(`${id}.bn.mean`, keep(mean));
      observed.set(`${id}.bn.variance`, keep(mul(variance, count / Math.max(1, count - 1))));
      const perDeviation = rsqrt(add(variance, EPSILON));
      const xHat = mul(centred, perDeviation);
      (save as GradSaveFunc)([xHat, mul(perDeviation, gamma as Tensor)]);
      return {
        value: add(mul(xHat, gamma as Tensor), beta as Tensor),
        gradFunc: (dy: Tensor, [saved, scale]: Tensor[]) => {
          const dBeta = channelSums(dy);
          const dGamma = channelSums(mul(dy, saved));
          // The second and third term come through the mean and the variance.
          const dx = sub(sub(dy, div(dBeta, count)), mul(saved, div(dGamma, count)));
          return [mul(dx, scale), reshape(dGamma, [channels]), reshape(dBeta, [channels])];
        },
      };
    });
    const parameter = (name: string): Tensor => lookup(parameters, `${id}.bn.${name}`);
    return normalised(x, parameter('scale'), parameter('shift')) as Tensor4D;
  };
}

/** Batch normalisation by given statistics (algorithm 2 there), as at the time of sampling. */
export function byStatistics(parameters: Parameters, statistics: Parameters): Normalise {
  return (id, x) => {
    const of = (map: Parameters, name: string): Tensor1D => lookup(map, `${id}.bn.${name}`) as Tensor1D;
    const scale = mul(of(parameters, 'scale'), rsqrt(add(of(statistics, 'variance'), EPSILON)));
    const shift = sub(of(parameters, 'shift'), mul(of(statistics, 'mean'), scale));
    return add(mul(x, scale), shift);
  };
}
