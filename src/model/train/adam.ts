import {
  add,
  dispose,
  div,
  engine,
  getBackend,
  getKernel,
  mul,
  sqrt,
  square,
  sub,
  tidy,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

export const BETA_1 = 0.9;
export const BETA_2 = 0.99;
export const TINY = 1e-8;

/**
 * Name of a kernel that makes a step on the tensors' own buffers, where a backend has one. Its inputs are an array,
 * parameter, average, first moment, second moment and gradient of one parameter after those of the other; its attributes a
 * Step; it has no output.
 */
export const ADAM_IN_PLACE = 'AdamInPlace';

/** What an update's number decides. */
export interface Step {
  /** Learning rate with the first moment's correction, by which it is multiplied. */
  readonly rate: number;
  /** That of the root of the second moment. */
  readonly correction: number;
  /** Of the average. */
  readonly decay: number;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1) with betas 0.9 and 0.99, and the exponential moving average of the parameters, which
 * samples better than they do (Ho et al. 2020, appendix B). The average's memory grows with the updates, so that the
 * untrained beginning is soon forgotten.
 */
export class Adam {
  /**
   * @param parameters by name; they and the other tensors are its own from now on
   * @param average at the start, equal to the parameters
   * @param first first moments; all zero at the start
   * @param second second moments, likewise
   * @param updates updates that these have seen
   * @param longest the decay that the average comes to, 0 .. below 1
   */
  constructor(
    readonly parameters: Map<string, Tensor>,
    readonly average: Map<string, Tensor>,
    readonly first: Map<string, Tensor>,
    readonly second: Map<string, Tensor>,
    private updates: number,
    private readonly longest: number,
  ) {}

  /** Moves the parameters, and with them the average; the gradients stay the caller's. */
  update(gradients: ReadonlyMap<string, Tensor>, learningRate: number): void {
    this.updates++;
    const step = {
      rate: learningRate / (1 - BETA_1 ** this.updates),
      correction: 1 / Math.sqrt(1 - BETA_2 ** this.updates),
      decay: Math.min(this.longest, (1 + this.updates) / (10 + this.updates)),
    };
    const names = [...this.parameters.keys()];
    const parts = [this.parameters, this.average, this.first, this.second];
    const tensors = names.map((name) => [...parts, gradients].map((part) => lookup(part, name)));
    if (getKernel(ADAM_IN_PLACE, getBackend()) as unknown) {
      // As tfjs's own kernels of many inputs take them.
      engine().runKernel(ADAM_IN_PLACE, tensors.flat() as unknown as NamedTensorMap, { ...step });
      return;
    }
    names.forEach((name, i) => {
      const after = moved(tensors[i], step);
      parts.forEach((part, k) => {
        tensors[i][k].dispose();
        part.set(name, after[k]);
      });
    });
  }

  /** Frees everything that it holds. */
  dispose(): void {
    for (const part of [this.parameters, this.average, this.first, this.second]) dispose([...part.values()]);
  }
}

/** One parameter's step by the backend's operations. */
function moved([parameter, average, first, second, gradient]: Tensor[], step: Step): Tensor[] {
  return tidy(() => {
    const m = add(mul(first, BETA_1), mul(gradient, 1 - BETA_1));
    const v = add(mul(second, BETA_2), mul(square(gradient), 1 - BETA_2));
    const next = sub(parameter, div(mul(m, step.rate), add(mul(sqrt(v), step.correction), TINY)));
    return [next, add(mul(average, step.decay), mul(next, 1 - step.decay)), m, v];
  });
}
