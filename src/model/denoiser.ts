import {
  add,
  concat,
  dispose,
  gather,
  mul,
  reshape,
  split,
  sub,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { conversion, type Prediction } from '../diffusion/parameterization';
import { makeSchedule, snr, timestepOfSnr, type Schedule } from '../diffusion/schedule';
import { createEmbedding } from './embedding';
import { evaluate, type Parameters } from './layers';
import { lookup } from './lookup';
import type { Network } from './network';
import type { Weights } from './weights';

/** What a denoiser makes of one batch of x_t. Use it within the tidy it was made in. */
export interface Estimate {
  /** The estimate of that kind, [N, size, size, 1]; 'x0' is not clipped. */
  as(kind: Prediction): Tensor4D;
}

export interface Denoiser {
  readonly network: Network;
  /**
   * One evaluation. Call it within a tidy.
   * @param xt [N, size, size, 1]
   * @param t 1 .. schedule.T
   * @param labels one a picture, 0 .. classes; `classes` means no class
   * @param guidanceScale w of (1 + w) conditional - w unconditional; 0 evaluates the conditional branch alone
   */
  estimate(
    xt: Tensor4D,
    schedule: Schedule,
    t: number,
    labels: ArrayLike<number>,
    guidanceScale: number,
  ): Estimate;
  dispose(): void;
}

/**
 * Puts a network on the current backend.
 * @returns a denoiser that holds the network's parameters there until it is disposed
 */
export function createDenoiser(network: Network, { parameters: weights }: Weights): Denoiser {
  const { size, classes } = network;
  const { width } = network.embedding;
  const training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const parameters: Parameters = new Map(
    [...weights]
      .filter(([name]) => !isEmbedding(name))
      .map(([name, { shape, data }]): [string, Tensor] => [name, tensor(data, [...shape])]),
  );
  const template = lookup(parameters, 'template');
  const embed = createEmbedding(network, weights);

  const output = (xt: Tensor4D, networkT: number, labels: number[]): Tensor4D =>
    tidy(() => {
      const templates = gather(template, tensor1d(labels, 'int32'));
      const input = concat<Tensor4D>([xt, reshape(templates, [labels.length, size, size, 1])], 3);
      const e = tensor2d(embed(networkT, labels), [labels.length, width]);
      return evaluate(network, parameters, input, e);
    });

  const guidedOutput = (xt: Tensor4D, networkT: number, labels: number[], w: number): Tensor4D => {
    if (w === 0 || labels.every((label) => label === classes)) return output(xt, networkT, labels);
    const nulls = labels.map(() => classes);
    const both = output(concat<Tensor4D>([xt, xt], 0), networkT, [...labels, ...nulls]);
    const [conditional, unconditional] = split(both, 2, 0);
    // Every kind of output is epsilon, scaled, plus a multiple of x_t, so guiding the output guides epsilon.
    return sub(mul(conditional, 1 + w), mul(unconditional, w));
  };

  return {
    network,
    estimate(xt, schedule, t, labels, guidanceScale) {
      const networkT = timestepOfSnr(training, snr(schedule, t));
      const raw = guidedOutput(xt, networkT, Array.from(labels), guidanceScale);
      return {
        as(kind) {
          const c = conversion(schedule, t, network.output, kind);
          return c.xt === 0 ? mul(raw, c.output) : add(mul(xt, c.xt), mul(raw, c.output));
        },
      };
    },
    dispose: () => dispose([...parameters.values()]),
  };
}

/** The embedding is computed in JavaScript, so its parameters are not needed on the backend. */
function isEmbedding(name: string): boolean {
  return name === 'label' || name.startsWith('time.');
}
