import {
  add,
  addN,
  dispose,
  div,
  getBackend,
  mul,
  sqrt,
  square,
  sub,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { lookup } from '../lookup';

const BETA_1 = 0.9;
const BETA_2 = 0.99;
const TINY = 1e-8;

/** A parameter, what goes with it, and its gradient. */
export interface Variable {
  readonly parameter: Tensor;
  readonly average: Tensor;
  readonly first: Tensor;
  readonly second: Tensor;
  readonly gradient: Tensor;
}

/** The numbers of an update; in terms of Kingma & Ba 2015, `rate` is alpha / (1 - beta1^t). */
export interface Rates {
  readonly beta1: number;
  readonly beta2: number;
  readonly tiny: number;
  readonly rate: number;
  /** 1 / sqrt(1 - beta2^t). */
  readonly correction: number;
  /** What the average keeps of itself. */
  readonly decay: number;
}

/** Overwrites all but the gradients with what they are after an update. */
export type InPlace = (variables: readonly Variable[], rates: Rates) => void;

const inPlace = new Map<string, InPlace>();

/** Gives a backend an update that writes into the variables' own buffers; others make new tensors. */
export function registerInPlace(backend: string, update: InPlace): void {
  inPlace.set(backend, update);
}

/** What it holds, by parameter: all its own from the start on. */
interface Held {
  readonly parameters: Map<string, Tensor>;
  readonly average: Map<string, Tensor>;
  /** First and second moments; zero at the start. */
  readonly first: Map<string, Tensor>;
  readonly second: Map<string, Tensor>;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1) with betas 0.9 and 0.99, and an exponential moving average of the parameters,
 * which samples better than they do (Ho et al. 2020, appendix B). The average's memory grows with the updates, so that the
 * untrained beginning is soon forgotten.
 */
export class Optimiser {
  /**
   * @param updates updates done before
   * @param longest the decay that the average comes to, 0 .. below 1
   */
  constructor(
    readonly held: Held,
    private updates: number,
    private readonly longest: number,
  ) {}

  /** Updates everything that it holds; the gradients stay the caller's. */
  update(gradients: ReadonlyMap<string, Tensor>, learningRate: number): void {
    const n = ++this.updates;
    const rates: Rates = {
      beta1: BETA_1,
      beta2: BETA_2,
      tiny: TINY,
      rate: learningRate / (1 - BETA_1 ** n),
      correction: 1 / Math.sqrt(1 - BETA_2 ** n),
      decay: Math.min(this.longest, (1 + n) / (10 + n)),
    };
    const { parameters, average, first, second } = this.held;
    const variables = [...parameters].map(([name, parameter]): [string, Variable] => [
      name,
      {
        parameter,
        average: lookup(average, name),
        first: lookup(first, name),
        second: lookup(second, name),
        gradient: lookup(gradients, name),
      },
    ]);
    const overwrite = inPlace.get(getBackend());
    if (overwrite) {
      overwrite(
        variables.map(([, variable]) => variable),
        rates,
      );
      return;
    }
    for (const [name, variable] of variables) {
      const after = updated(variable, rates);
      dispose([variable.parameter, variable.average, variable.first, variable.second]);
      parameters.set(name, after.parameter);
      average.set(name, after.average);
      first.set(name, after.first);
      second.set(name, after.second);
    }
  }

  /** Frees everything that it holds. */
  dispose(): void {
    for (const tensors of Object.values(this.held) as Map<string, Tensor>[]) dispose([...tensors.values()]);
  }
}

function updated(before: Variable, { beta1, beta2, tiny, rate, correction, decay }: Rates): Variable {
  const { gradient } = before;
  return tidy(() => {
    const first = addN([mul(before.first, beta1), mul(gradient, 1 - beta1)]);
    const second = addN([mul(before.second, beta2), mul(square(gradient), 1 - beta2)]);
    const step = div(mul(first, rate), add(mul(sqrt(second), correction), tiny));
    const parameter = sub(before.parameter, step);
    const average = add(mul(before.average, decay), mul(parameter, 1 - decay));
    return { parameter, average, first, second, gradient };
  });
}
