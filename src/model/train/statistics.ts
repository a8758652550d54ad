import { add, clone, dispose, mul, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

/** Running means and variances of batch normalisations on the backend, by the names of initialStatistics. */
export class Statistics {
  /** @param values owned by this object, which disposes them */
  constructor(readonly values: Map<string, Tensor>) {}

  /**
   * Moves towards the statistics of another batch, which the caller disposes.
   * @param share 0..1, the weight of the batch: a constant for a running average, 1/n at batch n for the mean of all
   */
  update(observed: ReadonlyMap<string, Tensor>, share: number): void {
    for (const [name, before] of this.values) {
      const after = tidy(() => add(mul(before, 1 - share), mul(lookup(observed, name), share)));
      before.dispose();
      this.values.set(name, after);
    }
  }

  /** An independent copy. */
  copy(): Statistics {
    return new Statistics(new Map([...this.values].map(([name, value]) => [name, clone(value)])));
  }

  /** Frees all tensors. */
  dispose(): void {
    dispose([...this.values.values()]);
  }
}
