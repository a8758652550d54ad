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
import type { Network } from '../network';
import { foldNorms } from '../norms';
import type { Parameter } from '../weights';
import { Adam } from './adam';
import type { Batch } from './batch';
import { byBatch, byStatistics } from './batchNorm';
import { registerCompositions } from './compositions';
import { foldedNorms } from './fold';
import { squaredErrors } from './forward';
import { registerGradients } from './gradients';
import { PARTS, sectionsOf } from './sections';
import { Statistics } from './statistics';

/** Updates over which the learning rate rises from nothing. */
const WARM_UP = 50;

/** What one update's batch counts in the running statistics of batch normalisations. */
const MOMENTUM = 0.02;

/** The learning rate of update n (1, 2, ...): rises to `rate` over the first 50 updates, then stays. */
export function warmedUp(rate: number, n: number): number {
  return rate * Math.min(1, n / WARM_UP);
}

/** A network that learns, on the current backend: its parameters, their average, and the optimiser's moments. */
export class Trainer {
  private readonly adam: Adam;
  /** The batch normalisations' statistics under the parameters. */
  private readonly running: Statistics;
  /** Those under the average. */
  private calibrated: Statistics;
  /** Of how many batches they are; of none they are the running ones of then. */
  private batches = 0;

  /**
   * @param numbers where to go on, as `numbers()` gives them; `beginning` makes those of an untrained network
   * @param update updates done before
   * @param longestAverage the longest decay of the average
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
   * @param weights what each picture's squared error counts, one a picture of the batch
   * @returns the squared errors before the update, [N], in terms of the network's output; the caller's to dispose
   */
  update(batch: Batch, weights: Float64Array, learningRate: number): Tensor1D {
    const { errors, gradients, observed } = this.gradients(batch, weights);
    this.adam.update(gradients, learningRate);
    this.running.update(observed, MOMENTUM);
    this.calibrated.dispose();
    this.calibrated = this.running.copy();
    this.batches = 0;
    dispose([...gradients.values(), ...observed.values()]);
    return errors;
  }

  /**
   * Squared errors of the batch, the gradients of their weighted mean by name, and the batch's statistics; all the
   * caller's to dispose.
   */
  gradients(
    batch: Batch,
    weights: Float64Array,
  ): { errors: Tensor1D; gradients: Map<string, Tensor>; observed: Map<string, Tensor> } {
    const { parameters: current } = this.adam;
    const names = [...current.keys()];
    const observed = new Map<string, Tensor>();
    const { value, grads } = tidy(() => {
      const dErrors = tensor(Float32Array.from(weights, (weight) => weight / weights.length));
      const errors = (...tensors: Tensor[]): Tensor => {
        const parameters = new Map(names.map((name, i) => [name, tensors[i]]));
        return squaredErrors(this.network, parameters, batch, byBatch(parameters, observed));
      };
      return valueAndGrads(errors)([...current.values()], dErrors);
    });
    const gradients = new Map(names.map((name, i) => [name, grads[i]]));
    return { errors: value as Tensor1D, gradients, observed };
  }

  /**
   * Counts a batch towards the batch normalisations' statistics under the averaged parameters, to which the running ones
   * do not quite belong (Izmailov et al. 2018, section 3.2). Until the next update `measure` and `numbers` have the mean
   * over the batches since the last one. Does nothing for a network without batch normalisation.
   */
  calibrate(batch: Batch): void {
    if (this.running.values.size === 0) return;
    const observed = new Map<string, Tensor>();
    const { average: parameters } = this.adam;
    const normalise = byBatch(parameters, observed);
    tidy(() => squaredErrors(this.network, parameters, batch, normalise)).dispose();
    this.batches++;
    this.calibrated.update(observed, 1 / this.batches);
    dispose([...observed.values()]);
  }

  /** Squared errors of the averaged parameters, [N], in terms of the network's output; the caller's to dispose. */
  measure(batch: Batch): Tensor1D {
    const { average: parameters } = this.adam;
    const normalise = byStatistics(parameters, this.calibrated.values);
    return tidy(() => squaredErrors(this.network, parameters, batch, normalise));
  }

  /** The averaged parameters with the batch normalisations folded in, what a denoiser reads: the caller's own copy. */
  async averagedWeights(): Promise<Map<string, Parameter>> {
    const { average } = this.adam;
    const { values: calibrated } = this.calibrated;
    const numbers = await read([...average.values(), ...calibrated.values()]);
    let end = 0;
    const [trained, statistics] = [average, calibrated].map(
      (part) =>
        new Map(
          [...part].map(([name, { shape, size }]) => [
            name,
            { shape, data: numbers.subarray(end, (end += size)) },
          ]),
        ),
    );
    return foldNorms(this.network, trained, statistics);
  }

  /**
   * The same on the backend, until the next update: the optimiser's own tensors, but where a normalisation is folded in.
   * @returns all by name, and those that the caller has to dispose
   */
  averagedTensors(): { parameters: Map<string, Tensor>; made: Tensor[] } {
    const { average } = this.adam;
    const folded = foldedNorms(this.network, average, this.calibrated.values);
    return { parameters: new Map([...average, ...folded]), made: [...folded.values()] };
  }

  /** Everything that going on needs, in the order of a stored state: the caller's own copy. */
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

  /** Frees everything that it holds. */
  dispose(): void {
    this.adam.dispose();
    this.running.dispose();
    this.calibrated.dispose();
  }
}

/** Numbers of tensors, one after the other. */
async function read(tensors: readonly Tensor[]): Promise<Float32Array<ArrayBuffer>> {
  const all = tidy(() => concat(tensors.map((values) => reshape(values, [-1]))));
  try {
    return Float32Array.from(await all.data());
  } finally {
    all.dispose();
  }
}

function uploaded(section: ReadonlyMap<string, Parameter>): Map<string, Tensor> {
  // A copy, because a backend may keep the array that it is given.
  return new Map([...section].map(([name, { shape, data }]) => [name, tensor(data.slice(), [...shape])]));
}
