import type { Prediction } from '../../diffusion/parameterization';
import { key } from '../../diffusion/random';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import { sightOf } from '../sight';
import type { Compiled } from './compile';
import { CompiledRun } from './run';
import { makeTables } from './tables';

/** Evaluations of pictures that are not states of a run: any number, each of as many pictures with the same labels. */
export class CompiledEvaluations {
  private readonly run: CompiledRun;
  private readonly training: Schedule;

  /**
   * @param times t's that will be asked about, 1 .. schedule.T
   * @param labels one a picture, 0 .. classes
   */
  constructor(
    private readonly compiled: Compiled,
    private readonly schedule: Schedule,
    private readonly times: readonly number[],
    labels: readonly number[],
  ) {
    const { network } = compiled.plan;
    this.training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
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
    const none = key(0);
    const state = new Float32Array(labels.length * network.size ** 2);
    this.run = new CompiledRun(compiled, tables, {
      state,
      keys: labels.map(() => [none, none]),
      frames: 1,
      aSubmit: 1,
    });
  }

  /**
   * The network's raw output. To be awaited before the next one is asked for.
   * @param xt [N, size, size] flat, of pixels -1..1
   * @param t one of the times
   * @returns [N, size, size] flat
   * @throws Refused if the device has refused anything of it
   */
  async raw(xt: Float32Array, t: number): Promise<Float32Array> {
    this.run.set(xt);
    this.run.move(this.times.indexOf(t), 'step');
    return (await this.run.read(0, 1)).x0Hat[0];
  }

  /** The same as estimates of those kinds; 'x0' is not clipped. */
  async at(xt: Float32Array, t: number, kinds: readonly Prediction[]): Promise<Float32Array[]> {
    const raw = await this.raw(xt, t);
    const { reading } = sightOf(this.compiled.plan.network, this.training, this.schedule, t);
    return kinds.map((kind) => {
      const { xt: ofXt, output, constant } = reading(kind);
      return raw.map((value, i) => ofXt * xt[i] + output * value + constant);
    });
  }

  /** Frees what it has made on the device. */
  destroy(): void {
    this.run.destroy();
  }
}

/** One of them. */
export async function evaluateCompiled(
  compiled: Compiled,
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
