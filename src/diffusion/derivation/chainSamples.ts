import { addNoise, chainStep } from '../forward';
import { fillMixture, type Mixture } from '../mixture';
import { fillGaussian, fold, type Key } from '../random';
import { checkTimestep, type Schedule } from '../schedule';

/** One in so many states of the chain is kept; those between are made again from the one before. */
const KEPT = 10;

/** Two samples of x_t, both from x_0 of a mixture: by t steps of the chain, and by the closed form. They share no random number. */
export class ChainSamples {
  private readonly kept: Float32Array[] = [];
  private readonly x0: Float32Array;
  private readonly epsilon: Float32Array;
  private readonly noise: Float32Array;
  private readonly steps: Key;
  /** The largest t that the chain has reached. */
  private reached = 0;

  /**
   * @param k folded with 0 and 1 for both x_0, with 2 for the closed form's epsilon, with 3 for the chain's
   * @param count particles of either sample
   */
  constructor(
    private readonly s: Schedule,
    mixture: Mixture,
    k: Key,
    readonly count: number,
  ) {
    const empty = (): Float32Array => new Float32Array(count);
    this.kept.push(fillMixture(mixture, fold(k, 0), empty()));
    this.x0 = fillMixture(mixture, fold(k, 1), empty());
    this.epsilon = fillGaussian(fold(k, 2), empty());
    this.steps = fold(k, 3);
    this.noise = empty();
  }

  /** Walks the chain on by ten steps, some milliseconds for 10,000 particles. @returns whether it has reached T */
  advance(): boolean {
    const last = Math.min(this.s.T, this.reached + KEPT);
    if (this.reached < last) {
      const x = this.walk(this.reached, last, this.kept[this.reached / KEPT].slice());
      this.reached = last;
      if (last % KEPT === 0) this.kept.push(x);
    }
    return this.reached === this.s.T;
  }

  /** Whether the chain has come as far as t. */
  has(t: number): boolean {
    return t <= this.reached;
  }

  /**
   * x_t after t steps.
   * @throws RangeError if the chain has not come there
   */
  byChain(t: number): Float32Array {
    checkTimestep(this.s, t, 0);
    if (!this.has(t)) throw new RangeError(`the chain has reached t = ${this.reached}, not ${t}`);
    const from = Math.min(Math.floor(t / KEPT), this.kept.length - 1);
    return this.walk(from * KEPT, t, this.kept[from].slice());
  }

  /** x_t by one step from x_0 (Ho et al. 2020, eq. 4). @throws RangeError if t is out of range */
  byClosedForm(t: number): Float32Array {
    return addNoise(this.s, t, this.x0, this.epsilon, new Float32Array(this.count));
  }

  private walk(from: number, to: number, x: Float32Array): Float32Array {
    for (let t = from + 1; t <= to; t++)
      chainStep(this.s, t, x, fillGaussian(fold(this.steps, t), this.noise), x);
    return x;
  }
}
