import type { Prediction } from '../diffusion/training/parameterization';
import { key } from '../diffusion/random';
import type { Schedule } from '../diffusion/schedule';
import { numbersOf } from './network';
import { preconditioning } from './preconditioning';
import type { CompiledNetwork, Run } from './compiledNetwork';
import { makeTables } from './tables';

/** Evaluations of pictures that are not states of a run: any number of them, each for the same number of pictures and labels. */
export class CompiledEvaluations {
  private readonly run: Run;

  /**
   * @param times every t that will be asked for, 1..schedule.T
   * @param labels one for each picture, 0..classes
   */
  constructor(
    private readonly compiled: CompiledNetwork,
    private readonly schedule: Schedule,
    private readonly times: readonly number[],
    labels: readonly number[],
  ) {
    const { network } = compiled;
    const tables = makeTables(network, compiled.weights, {
      schedule,
      moves: times.map((from) => ({
        operation: { kind: 'reverse', from, to: 0, visit: 0, leaves: 0 },
        c: { x0: 0, xt: 1, noise: 0 },
      })),
      labels,
      guidance: 0,
      known: false,
      frames: 1,
      every: 1,
      raw: true,
    });
    const unused = key(0); // These operations draw no noise.
    const state = new Float32Array(labels.length * numbersOf(network));
    this.run = compiled.run(tables, {
      state,
      keys: labels.map(() => [unused, unused]),
      frames: 1,
      aSubmit: 1,
    });
  }

  /**
   * The network's raw output. Await it before asking for the next one.
   * @param xt [N, size, size] flat, of pixels -1..1
   * @param t one of the times
   * @returns [N, size, size] flat
   * @throws Refused if a GPU has refused any of its commands
   */
  async raw(xt: Float32Array, t: number): Promise<Float32Array> {
    this.run.set(xt);
    this.run.move(this.times.indexOf(t), 'step');
    return (await this.run.read(0, 1)).x0Hat[0];
  }

  /** The network's output as estimates of the given kinds; 'x0' is not clipped. */
  async at(xt: Float32Array, t: number, kinds: readonly Prediction[]): Promise<Float32Array[]> {
    const raw = await this.raw(xt, t);
    const { outputTransform } = preconditioning(this.compiled.network, this.schedule, t);
    return kinds.map((kind) => {
      const { xt: weight, output, constant } = outputTransform(kind);
      return raw.map((value, i) => weight * xt[i] + output * value + constant);
    });
  }

  /** Frees its memory on the device. */
  destroy(): void {
    this.run.destroy();
  }
}

/** A single evaluation, as {@link CompiledEvaluations.raw} gives it. */
export async function evaluateCompiled(
  compiled: CompiledNetwork,
  xt: Float32Array,
  schedule: Schedule,
  t: number,
  labels: readonly number[],
): Promise<Float32Array> {
  const evaluations = new CompiledEvaluations(compiled, schedule, [t], labels);
  try {
    return await evaluations.raw(xt, t);
  } finally {
    evaluations.destroy();
  }
}
