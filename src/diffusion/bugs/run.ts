import { fillGaussian, fold, type Key } from '../random';
import type { StepCoefficients } from '../steps';
import type { Program } from './programs';

/** Standard deviation of all numbers about their mean. */
export function spreadOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/**
 * Samples that are drawn by a program. Somebody else asks the denoiser: about `x`, at the t that it is `told`, and hands its epsilonHat to
 * `step`. Noise 0 of a sample's key is where it starts.
 */
export class ProgramRun {
  /** x_t, [samples, size] flat. */
  readonly x: Float32Array<ArrayBuffer>;
  private i = 0;

  /**
   * @param keys one a sample
   * @param size numbers of a sample
   * @param limit numbers of the data lie in -limit .. limit
   */
  constructor(
    private readonly program: Program,
    private readonly keys: readonly Key[],
    private readonly size: number,
    private readonly limit: number,
  ) {
    this.x = new Float32Array(keys.length * size);
    this.draw(0, this.x);
  }

  /** t of x; 0 at the end. */
  get t(): number {
    return this.program.times.at(this.i) ?? 0;
  }

  /** The t that the denoiser is told, 1 .. T; at the end it is not asked any more. */
  get told(): number {
    return this.program.told?.(this.i) ?? this.t;
  }

  /**
   * One step back. Not at t = 0.
   * @param epsilonHat the denoiser's, as many numbers as x
   * @returns the x0Hat that the step goes by
   */
  step(epsilonHat: Float32Array): Float32Array<ArrayBuffer> {
    const { x, t, program } = this;
    const { schedule, factor, error, clips } = program;
    this.i++;
    const c: StepCoefficients = program.step(t, this.t);
    const [signal, noise] = [Math.sqrt(schedule.alphaBar[t]), Math.sqrt(schedule.oneMinusAlphaBar[t])];
    const scale = factor?.(t) ?? 1;
    const end = clips ? this.limit : Infinity;
    const z = c.noise === 0 ? undefined : this.draw(program.child?.(t) ?? t, new Float32Array(x.length));
    return x.map((xt, j) => {
      const predicted = scale * epsilonHat[j] + (error?.(xt, t) ?? 0);
      const x0Hat = Math.min(end, Math.max(-end, (xt - noise * predicted) / signal));
      x[j] = c.x0 * x0Hat + c.xt * xt + (z ? c.noise * z[j] : 0);
      return x0Hat;
    });
  }

  private draw(child: number, out: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const { size } = this;
    this.keys.forEach((k, n) => fillGaussian(fold(k, child), out.subarray(n * size, (n + 1) * size)));
    return out;
  }
}
