import {
  concat1d,
  dispose,
  reshape,
  tensor,
  tensor1d,
  tidy,
  valueAndGrads,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';
import type { Network } from '../network';
import type { Parameter } from '../weights';
import { Adam } from './adam';
import { Average } from './average';
import type { Batch } from './batch';
import { registerCompositions } from './compositions';
import { squaredErrors } from './forward';
import { registerGradients } from './gradients';
import { sectionsOf } from './sections';

/** Updates over which the learning rate rises from nothing. */
const WARM_UP = 50;

/** The learning rate of update n (1, 2, ...): rises to `rate` over the first 50 updates, then stays. */
export function warmedUp(rate: number, n: number): number {
  return rate * Math.min(1, n / WARM_UP);
}

/** A network that learns, on the current backend: its parameters, their average, and the optimiser's moments. */
export class Trainer {
  private readonly parameters: Map<string, Tensor>;
  private readonly average: Average;
  private readonly adam: Adam;

  /**
   * @param network all of its layers must be convolutions that are not transposed
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
    const { parameters, average, first, second } = sectionsOf(network, numbers);
    this.parameters = uploaded(parameters);
    this.average = new Average(uploaded(average), update, longestAverage);
    this.adam = new Adam(uploaded(first), uploaded(second), update);
  }

  /**
   * One update by the gradient of the weighted mean of the pictures' squared errors.
   * @param weights what each picture's squared error counts, one a picture of the batch
   * @returns the squared errors before the update, [N], in terms of the network's output; the caller's to dispose
   */
  update(batch: Batch, weights: Float64Array, learningRate: number): Tensor1D {
    const { errors, gradients } = this.gradients(batch, weights);
    this.adam.update(this.parameters, gradients, learningRate);
    dispose([...gradients.values()]);
    this.average.update(this.parameters);
    return errors;
  }

  /** Squared errors of the batch and the gradients of their weighted mean by name, the caller's to dispose. */
  gradients(batch: Batch, weights: Float64Array): { errors: Tensor1D; gradients: Map<string, Tensor> } {
    const names = [...this.parameters.keys()];
    const { value, grads } = tidy(() => {
      const dErrors = tensor1d(Float32Array.from(weights, (weight) => weight / weights.length));
      const errors = (...tensors: Tensor[]): Tensor =>
        squaredErrors(this.network, new Map(names.map((name, i) => [name, tensors[i]])), batch);
      return valueAndGrads(errors)([...this.parameters.values()], dErrors);
    });
    return { errors: value as Tensor1D, gradients: new Map(names.map((name, i) => [name, grads[i]])) };
  }

  /** Squared errors of the averaged parameters, [N], in terms of the network's output; the caller's to dispose. */
  measure(batch: Batch): Tensor1D {
    return tidy(() => squaredErrors(this.network, this.average.parameters, batch));
  }

  /** Everything that going on needs, in the sections' order: the caller's own copy. */
  async numbers(): Promise<Float32Array<ArrayBuffer>> {
    const names = [...this.parameters.keys()];
    const sections = [this.parameters, this.average.parameters, this.adam.first, this.adam.second];
    const all = tidy(() =>
      concat1d(sections.flatMap((section) => names.map((name) => reshape(lookup(section, name), [-1])))),
    );
    try {
      return Float32Array.from(await all.data());
    } finally {
      all.dispose();
    }
  }

  /** Frees everything that it holds. */
  dispose(): void {
    dispose([...this.parameters.values()]);
    this.average.dispose();
    this.adam.dispose();
  }
}

function uploaded(section: ReadonlyMap<string, Parameter>): Map<string, Tensor> {
  // A copy, because a backend may keep the array that it is given.
  return new Map([...section].map(([name, { shape, data }]) => [name, tensor(data.slice(), [...shape])]));
}
