import { add, clone, dispose, mul, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

/** Running means and variances of batch normalisations on the backend, by the names of initialStatistics. */
export class Statistics {
  /** @param values its own from now on */
  constructor(readonly values: Map<string, Tensor>) {}

  /**
   * Moves towards those of one more batch, which stay the caller's.
   * @param share 0..1, what the batch counts: a constant for a running average, 1/n at batch n for the mean of all
   */
  update(observed: ReadonlyMap<string, Tensor>, share: number): void {
    for (const [name, before] of this.values) {
      const after = tidy(() => add(mul(before, 1 - share), mul(lookup(observed, name), share)));
      before.dispose();
      this.values.set(name, after);
    }
  }

  /** The same, to be moved and disposed apart. */
  copy(): Statistics {
    return new Statistics(new Map([...this.values].map(([name, value]) => [name, clone(value)])));
  }

  /** Frees everything that it holds. */
  dispose(): void {
    dispose([...this.values.values()]);
  }
}
