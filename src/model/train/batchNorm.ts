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
import { silu, type Normalise, type Parameters } from '../layers';
import { lookup } from '../lookup';
import { EPSILON } from '../norms';
import { channelSums } from './channelSums';

/**
 * Batch normalisation by the statistics of the batch (Ioffe & Szegedy 2015, algorithm 1), differentiable through them as well.
 * @param parameters hold gamma and beta as `${id}.bn.scale` and `${id}.bn.shift`
 * @param observed receives the batch's means and unbiased variances as `${id}.bn.mean` and `${id}.bn.variance`; they
 * outlive every tidy, and the caller disposes them
 */
export function byBatch(parameters: Parameters, observed: Map<string, Tensor>): Normalise {
  return (id, x, added, activate) => {
    const [gamma, beta] = ['scale', 'shift'].map((name) => lookup(parameters, `${id}.bn.${name}`));
    const observe = (mean: Tensor, variance: Tensor): void => {
      observed.set(`${id}.bn.mean`, keep(mean)).set(`${id}.bn.variance`, keep(variance));
    };
    return finished(normalised(x, gamma, beta, observe), added, activate);
  };
}

/** Batch normalisation by given statistics (algorithm 2 there), as in sampling. */
export function byStatistics(parameters: Parameters, statistics: Parameters): Normalise {
  return (id, x, added, activate) => {
    const { scale, shift } = affine(id, parameters, statistics);
    return finished(add(mul(x, scale), shift), added, activate);
  };
}

/** Scale and shift of a batch normalisation with given statistics. */
function affine(
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

function finished(y: Tensor4D, added: Tensor4D | undefined, activate: boolean): Tensor4D {
  const z = added ? add<Tensor4D>(y, added) : y;
  return activate ? silu(z) : z;
}

/** Normalised, scaled and shifted. @param observe receives the mean and the unbiased variance, [channels] */
function normalised(
  x: Tensor4D,
  gamma: Tensor,
  beta: Tensor,
  observe: (mean: Tensor, variance: Tensor) => void,
): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const count = batch * height * width;
  const operation = customGrad((...[input, scale, shift, save]: (Tensor | GradSaveFunc)[]) => {
    const mean = div(channelSums(input as Tensor), count);
    const centred = sub(input as Tensor, mean);
    const variance = div(channelSums(square(centred)), count);
    observe(mean, mul(variance, count / Math.max(1, count - 1)));
    const perDeviation = rsqrt(add(variance, EPSILON));
    const xHat = mul(centred, perDeviation);
    (save as GradSaveFunc)([xHat, mul(perDeviation, scale as Tensor)]);
    return {
      value: add(mul(xHat, scale as Tensor), shift as Tensor),
      gradFunc: (dy: Tensor, [saved, factor]: Tensor[]) => {
        const dBeta = channelSums(dy);
        const dGamma = channelSums(mul(dy, saved));
        // The second and third term are the gradients through the mean and the variance.
        const dx = sub(sub(dy, div(dBeta, count)), mul(saved, div(dGamma, count)));
        return [mul(dx, factor), reshape(dGamma, [channels]), reshape(dBeta, [channels])];
      },
    };
  });
  return operation(x, gamma, beta) as Tensor4D;
}
