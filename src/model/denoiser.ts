import {
  add,
  concat,
  dispose,
  mul,
  split,
  tensor,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { guidanceWeights } from '../diffusion/guidance';
import { conversion, type Conversion, type Prediction } from '../diffusion/parameterization';
import { makeSchedule, snr, timestepOfSnr, type Schedule } from '../diffusion/schedule';
import { createCondition } from './condition';
import { evaluate, type Parameters } from './layers';
import type { Network } from './network';
import { unitView } from './unitRange';
import type { Weights } from './weights';

/** What a denoiser makes of one batch of x_t. Use it within the tidy it was made in. */
export interface Estimate {
  /** The estimate of that kind, [N, size, size, 1]; 'x0' is not clipped. */
  as(kind: Prediction): Tensor4D;
}

export interface Denoiser {
  /** Height and width of its pictures, and the classes that it tells apart. */
  readonly network: Pick<Network, 'size' | 'classes'>;
  /**
   * One evaluation. Call it within a tidy.
   * @param xt [N, size, size, 1], of pixels -1..1, whatever range the network learnt from
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
  const { classes } = network;
  const training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const parameters: Parameters = new Map(
    [...weights]
      .filter(([name]) => !isEmbedding(name))
      .map(([name, { shape, data }]): [string, Tensor] => [name, tensor(data, [...shape])]),
  );
  const condition = createCondition(network, weights, parameters);

  const output = (xt: Tensor4D, networkT: number, labels: number[]): Tensor4D =>
    tidy(() => {
      const { channel, e } = condition(networkT, labels);
      return evaluate(network, parameters, concat<Tensor4D>([xt, channel], 3), e);
    });

  const guidedOutput = (xt: Tensor4D, networkT: number, labels: number[], w: number): Tensor4D => {
    if (w === 0 || labels.every((label) => label === classes)) return output(xt, networkT, labels);
    const nulls = labels.map(() => classes);
    const both = output(concat<Tensor4D>([xt, xt], 0), networkT, [...labels, ...nulls]);
    const [conditional, unconditional] = split(both, 2, 0);
    // Every kind of output is epsilon, scaled, plus a multiple of x_t, so guiding the output guides epsilon.
    const by = guidanceWeights(w);
    return add(mul(conditional, by.conditional), mul(unconditional, by.unconditional));
  };

  return {
    network,
    estimate(xt, schedule, t, labels, guidanceScale) {
      const asked = Array.from(labels);
      if (network.range !== 'unit') {
        const networkT = timestepOfSnr(training, snr(schedule, t));
        const raw = guidedOutput(xt, networkT, asked, guidanceScale);
        return { as: (kind) => mixed(conversion(schedule, t, network.output, kind), xt, raw) };
      }
      const view = unitView(schedule.alphaBar[t], schedule.oneMinusAlphaBar[t], network.output);
      const seen: Tensor4D = add(mul(xt, view.scale), view.shift);
      const raw = guidedOutput(seen, timestepOfSnr(training, view.snr), asked, guidanceScale);
      const epsilon = mixed(view.epsilon, seen, raw);
      return { as: (kind) => mixed(conversion(schedule, t, 'epsilon', kind), xt, epsilon) };
    },
    dispose: () => dispose([...parameters.values()]),
  };
}

function mixed(c: Conversion, xt: Tensor4D, output: Tensor4D): Tensor4D {
  return c.xt === 0 ? mul(output, c.output) : add(mul(xt, c.xt), mul(output, c.output));
}

/** The embedding is computed in JavaScript, so its parameters are not needed on the backend. */
function isEmbedding(name: string): boolean {
  return name === 'label' || name.startsWith('time.');
}
