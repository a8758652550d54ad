import { add, dispose, div, mul, sqrt, square, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

export const BETA_1 = 0.9;
export const BETA_2 = 0.99;
export const TINY = 1e-8;

/** The numbers of one update. */
interface Step {
  /** The learning rate times the bias correction of the first moment. */
  readonly rate: number;
  /** The bias correction of the root of the second moment. */
  readonly correction: number;
  /** The decay of the average. */
  readonly decay: number;
}

/** The numbers of update n (1, 2, ...). @param largestDecay the decay that the average approaches, 0 <= largestDecay < 1 */
export function stepOf(n: number, learningRate: number, largestDecay: number): Step {
  return {
    rate: learningRate / (1 - BETA_1 ** n),
    correction: 1 / Math.sqrt(1 - BETA_2 ** n),
    decay: Math.min(largestDecay, (1 + n) / (10 + n)),
  };
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1) with betas 0.9 and 0.99, and the exponential moving average of the parameters, which
 * gives better samples than the parameters (Ho et al. 2020, appendix B). The average's decay grows with the updates, so that
 * it soon forgets the untrained parameters.
 */
export class Adam {
  /**
   * @param parameters by name; Adam disposes these and the other tensors
   * @param average of the parameters; equal to them before the first update
   * @param first first moments; zero before the first update
   * @param second second moments; zero before the first update
   * @param updates number of updates so far
   * @param largestDecay the decay that the average approaches, 0 <= decay < 1
   */
  constructor(
    readonly parameters: Map<string, Tensor>,
    readonly average: Map<string, Tensor>,
    readonly first: Map<string, Tensor>,
    readonly second: Map<string, Tensor>,
    private updates: number,
    private readonly largestDecay: number,
  ) {}

  /** Updates the parameters and their average; the caller disposes the gradients. */
  update(gradients: ReadonlyMap<string, Tensor>, learningRate: number): void {
    this.updates++;
    const step = stepOf(this.updates, learningRate, this.largestDecay);
    const names = [...this.parameters.keys()];
    const parts = [this.parameters, this.average, this.first, this.second];
    const tensors = names.map((name) => [...parts, gradients].map((part) => lookup(part, name)));
    names.forEach((name, i) => {
      const updated = updatedTensors(tensors[i], step);
      parts.forEach((part, k) => {
        tensors[i][k].dispose();
        part.set(name, updated[k]);
      });
    });
  }

  /** Frees all tensors. */
  dispose(): void {
    for (const part of [this.parameters, this.average, this.first, this.second]) dispose([...part.values()]);
  }
}

/** The update of one parameter by the backend's operations. */
function updatedTensors([parameter, average, first, second, gradient]: Tensor[], step: Step): Tensor[] {
  return tidy(() => {
    const m = add(mul(first, BETA_1), mul(gradient, 1 - BETA_1));
    const v = add(mul(second, BETA_2), mul(square(gradient), 1 - BETA_2));
    const next = sub(parameter, div(mul(m, step.rate), add(mul(sqrt(v), step.correction), TINY)));
    return [next, add(mul(average, step.decay), mul(next, 1 - step.decay)), m, v];
  });
}
