import {
  add,
  customGrad,
  div,
  engine,
  getBackend,
  getKernel,
  keep,
  mul,
  reshape,
  rsqrt,
  square,
  sub,
  type GradSaveFunc,
  type NamedTensorMap,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { silu, type Normalise, type Parameters } from '../layers';
import { lookup } from '../lookup';
import { EPSILON } from '../norms';
import { channelSums } from './channelSums';
import { affine } from './fold';

/**
 * Names of two kernels with which a backend can do the normalisation, and what follows it, in a few passes. Inputs x, gamma,
 * beta and optionally added; attribute silu; outputs y, moments, means and unbiased variances. The inputs of the gradient are
 * these, the moments and dy; its outputs are the gradients of x, gamma, beta and added.
 */
export const BATCH_NORM = 'BatchNormActivation';
export const BATCH_NORM_GRADIENT = 'BatchNormActivationGradient';

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
    if (getKernel(BATCH_NORM, getBackend()) as unknown)
      return byKernels({ x, gamma, beta, ...(added && { added }) }, activate, observe);
    return finished(byOperations(x, gamma, beta, observe), added, activate);
  };
}

/** Batch normalisation by given statistics (algorithm 2 there), as in sampling. */
export function byStatistics(parameters: Parameters, statistics: Parameters): Normalise {
  return (id, x, added, activate) => {
    const { scale, shift } = affine(id, parameters, statistics);
    return finished(add(mul(x, scale), shift), added, activate);
  };
}

function finished(y: Tensor4D, added: Tensor4D | undefined, activate: boolean): Tensor4D {
  const z = added ? add<Tensor4D>(y, added) : y;
  return activate ? silu(z) : z;
}

/** By the backend's kernels. */
function byKernels(
  inputs: NamedTensorMap,
  activate: boolean,
  observe: (mean: Tensor, variance: Tensor) => void,
): Tensor4D {
  const names = Object.keys(inputs);
  const named = (tensors: Tensor[]): NamedTensorMap =>
    Object.fromEntries(names.map((name, i) => [name, tensors[i]]));
  const operation = customGrad((...all: (Tensor | GradSaveFunc)[]) => {
    const tensors = all.slice(0, names.length) as Tensor[];
    const save = all[names.length] as GradSaveFunc;
    const attributes = { silu: activate };
    const [y, moments, mean, variance] = engine().runKernel<Tensor[]>(BATCH_NORM, named(tensors), attributes);
    observe(mean, variance);
    save([...tensors, moments]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) =>
        engine().runKernel<Tensor[]>(
          BATCH_NORM_GRADIENT,
          { ...named(saved), moments: saved[names.length], dy },
          attributes,
        ),
    };
  });
  return operation(...Object.values(inputs)) as Tensor4D;
}

/** By the backend's operations. */
function byOperations(
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
