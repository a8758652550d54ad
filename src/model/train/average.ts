import { add, dispose, mul, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

/**
 * Exponential moving average of parameters, which samples better than the parameters themselves (Ho et al. 2020,
 * appendix B). Its memory grows with the updates, so that the untrained beginning is soon forgotten.
 */
export class Average {
  /**
   * @param parameters the average by name, its own from now on
   * @param updates updates that it has seen
   * @param longest the decay that it comes to, 0 .. below 1
   */
  constructor(
    readonly parameters: Map<string, Tensor>,
    private updates: number,
    private readonly longest: number,
  ) {}

  /** Takes in the parameters after one more update; they stay the caller's. */
  update(parameters: ReadonlyMap<string, Tensor>): void {
    this.updates++;
    const decay = Math.min(this.longest, (1 + this.updates) / (10 + this.updates));
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
