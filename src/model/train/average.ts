import { add, clone, dispose, mul, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

const LONGEST = 0.995;

/**
 * Exponential moving average of parameters, which samples better than the parameters themselves (Ho et al. 2020,
 * appendix B). Its memory grows with the updates, so that the untrained beginning is soon forgotten.
 */
export class Average {
  /** By name; they belong to the average. */
  readonly parameters = new Map<string, Tensor>();
  private updates = 0;

  /** @param parameters what it starts from; they stay the caller's */
  constructor(parameters: ReadonlyMap<string, Tensor>) {
    for (const [name, parameter] of parameters) this.parameters.set(name, clone(parameter));
  }

  /** Takes in the parameters after one more update; they stay the caller's. */
  update(parameters: ReadonlyMap<string, Tensor>): void {
    this.updates++;
    const decay = Math.min(LONGEST, (1 + this.updates) / (10 + this.updates));
    for (const [name, before] of this.parameters) {
      const after = tidy(() => add(mul(before, decay), mul(lookup(parameters, name), 1 - decay)));
      before.dispose();
      this.parameters.set(name, after);
    }
  }

  /** Frees the average. */
  dispose(): void {
    dispose([...this.parameters.values()]);
  }
}
