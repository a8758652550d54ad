import { add, addN, dispose, div, mul, sqrt, square, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

const BETA_1 = 0.9;
const BETA_2 = 0.99;
const TINY = 1e-8;

/** Adam (Kingma & Ba 2015, algorithm 1) with betas 0.9 and 0.99; holds two moments a parameter until disposed. */
export class Adam {
  /**
   * @param first first moments by parameter, its own from now on; all zero at the start
   * @param second second moments, likewise
   * @param updates updates that the moments have seen
   */
  constructor(
    readonly first: Map<string, Tensor>,
    readonly second: Map<string, Tensor>,
    private updates: number,
  ) {}

  /** Replaces every parameter by the updated one; the one before is disposed, the gradients stay the caller's. */
  update(
    parameters: Map<string, Tensor>,
    gradients: ReadonlyMap<string, Tensor>,
    learningRate: number,
  ): void {
    this.updates++;
    const rate = learningRate / (1 - BETA_1 ** this.updates);
    const correction = 1 / Math.sqrt(1 - BETA_2 ** this.updates);
    for (const [name, parameter] of parameters) {
      const gradient = lookup(gradients, name);
      const m = lookup(this.first, name);
      const v = lookup(this.second, name);
      const [moved, mNext, vNext] = tidy((): [Tensor, Tensor, Tensor] => {
        const mean = addN([mul(m, BETA_1), mul(gradient, 1 - BETA_1)]);
        const power = addN([mul(v, BETA_2), mul(square(gradient), 1 - BETA_2)]);
        const step = div(mul(mean, rate), add(mul(sqrt(power), correction), TINY));
        return [sub(parameter, step), mean, power];
      });
      dispose([parameter, m, v]);
      parameters.set(name, moved);
      this.first.set(name, mNext);
      this.second.set(name, vNext);
    }
  }

  /** Frees the moments. */
  dispose(): void {
    dispose([...this.first.values(), ...this.second.values()]);
  }
}
