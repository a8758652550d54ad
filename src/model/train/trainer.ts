import {
  concat,
  dispose,
  reshape,
  tensor,
  tidy,
  valueAndGrads,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { sliceParameters } from '../flatWeights';
import type { Network } from '../network';
import { foldNorms } from '../norms';
import type { Parameter } from '../weights';
import { Adam } from './adam';
import type { Batch } from './batch';
import { byBatch, byStatistics } from './batchNorm';
import { registerCompositions } from './compositions';
import { squaredErrors } from './forward';
import { registerGradients } from './gradients';
import { PARTS, sectionsOf } from './sections';
import { Statistics } from './statistics';

/** Updates over which the learning rate rises from 0. */
const WARM_UP = 50;

/** Weight of one batch in the running statistics of batch normalisations. */
export const MOMENTUM = 0.02;

/**
 * The learning rate of update n (1, 2, ...): it rises to `rate` over the first 50 updates, then stays constant.
 * @param goal with it, the rate falls as a cosine that is 0 after update `goal` (Loshchilov & Hutter 2017, eq. 5, without restarts)
 */
export function warmedUp(rate: number, n: number, goal?: number): number {
  const fallen = goal === undefined ? 1 : (1 + Math.cos((Math.PI * Math.min(n - 1, goal)) / goal)) / 2;
  return rate * Math.min(1, n / WARM_UP) * fallen;
}

/** A network in training on the current backend: its parameters, their average, and the optimiser's moments. */
export class Trainer {
  private readonly adam: Adam;
  /** Statistics of the batch normalisations with the current parameters. */
  private readonly running: Statistics;
  /** Their statistics with the averaged parameters. */
  private calibrated: Statistics;
  /** Number of batches in `calibrated`; while 0 it is a copy of the running statistics. */
  private calibrationBatches = 0;

  /**
   * @param numbers the state to continue from, as `numbers()` returns it; `beginning` makes that of an untrained network
   * @param update number of updates so far
   * @param longestAverage the largest decay of the average
   */
  constructor(
    private readonly network: Network,
    numbers: Float32Array,
    update = 0,
    longestAverage = 0.995,
  ) {
    registerGradients();
    registerCompositions();
    const { parameters, average, first, second, running, calibrated } = sectionsOf(network, numbers);
    const [p, a, m, v] = [parameters, average, first, second].map(uploaded);
    this.adam = new Adam(p, a, m, v, update, longestAverage);
    this.running = new Statistics(uploaded(running));
    this.calibrated = new Statistics(uploaded(calibrated));
  }

  /**
   * One update by the gradient of the weighted mean of the pictures' squared errors.
   * @param weights the weight of each picture's squared error
   * @returns the squared errors of the network's output before the update, [N]; the caller disposes them
   */
  update(batch: Batch, weights: Float64Array, learningRate: number): Tensor1D {
    const { errors, gradients, observed } = this.gradients(batch, weights);
    this.adam.update(gradients, learningRate);
    this.running.update(observed, MOMENTUM);
    this.calibrated.dispose();
    this.calibrated = this.running.copy();
    this.calibrationBatches = 0;
    dispose([...gradients.values(), ...observed.values()]);
    return errors;
  }

  /**
   * The squared errors of the batch, the gradients of their weighted mean by name, and the batch's statistics. The caller
   * disposes all of them.
   */
  gradients(
    batch: Batch,
    weights: Float64Array,
  ): { errors: Tensor1D; gradients: Map<string, Tensor>; observed: Map<string, Tensor> } {
    const { parameters: trained } = this.adam;
    const names = [...trained.keys()];
    const observed = new Map<string, Tensor>();
    const { value, grads } = tidy(() => {
      const dErrors = tensor(Float32Array.from(weights, (weight) => weight / weights.length));
      const errors = (...tensors: Tensor[]): Tensor => {
        const parameters = new Map(names.map((name, i) => [name, tensors[i]]));
        return squaredErrors(this.network, parameters, batch, byBatch(parameters, observed));
      };
      return valueAndGrads(errors)([...trained.values()], dErrors);
    });
    const gradients = new Map(names.map((name, i) => [name, grads[i]]));
    return { errors: value as Tensor1D, gradients, observed };
  }

  /**
   * Adds a batch to the statistics of the batch normalisations with the averaged parameters, for which the running ones are not
   * quite right (Izmailov et al. 2018, section 3.2). Until the next update, `measure` and `numbers` use the mean over all
   * batches since the last update. Does nothing for a network without batch normalisation.
   */
  calibrate(batch: Batch): void {
    if (this.running.values.size === 0) return;
    const observed = new Map<string, Tensor>();
    const { average: parameters } = this.adam;
    const normalise = byBatch(parameters, observed);
    tidy(() => squaredErrors(this.network, parameters, batch, normalise)).dispose();
    this.calibrationBatches++;
    this.calibrated.update(observed, 1 / this.calibrationBatches);
    dispose([...observed.values()]);
  }

  /** The squared errors of the output with the averaged parameters, [N]; the caller disposes them. */
  measure(batch: Batch): Tensor1D {
    const { average: parameters } = this.adam;
    const normalise = byStatistics(parameters, this.calibrated.values);
    return tidy(() => squaredErrors(this.network, parameters, batch, normalise));
  }

  /** A copy of the averaged parameters with the batch normalisations folded in, as a denoiser needs them. */
  async averagedWeights(): Promise<Map<string, Parameter>> {
    const tensors = new Map([...this.adam.average, ...this.calibrated.values]);
    const shapes = new Map([...tensors].map(([name, { shape }]) => [name, shape]));
    const parameters = sliceParameters(shapes, await read([...tensors.values()]));
    return foldNorms(this.network, parameters, parameters);
  }

  /** A copy of everything that continuing needs, in the order of a stored state. */
  numbers(): Promise<Float32Array<ArrayBuffer>> {
    const parts = {
      parameters: this.adam.parameters,
      average: this.adam.average,
      first: this.adam.first,
      second: this.adam.second,
      running: this.running.values,
      calibrated: this.calibrated.values,
    };
    return read(PARTS.flatMap((part) => [...parts[part].values()]));
  }

  /** Frees all tensors. */
  dispose(): void {
    this.adam.dispose();
    this.running.dispose();
    this.calibrated.dispose();
  }
}

/** The numbers of all tensors, concatenated. */
async function read(tensors: readonly Tensor[]): Promise<Float32Array<ArrayBuffer>> {
  const all = tidy(() => concat(tensors.map((values) => reshape(values, [-1]))));
  try {
    return Float32Array.from(await all.data());
  } finally {
    all.dispose();
  }
}

function uploaded(section: ReadonlyMap<string, Parameter>): Map<string, Tensor> {
  // Copies, because a backend may keep the array it is given.
  return new Map([...section].map(([name, { shape, data }]) => [name, tensor(data.slice(), [...shape])]));
}
