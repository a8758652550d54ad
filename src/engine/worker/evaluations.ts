import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Prediction } from '../../diffusion/parameterization';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import { CompiledEvaluations } from '../../model/compiled/evaluate';
import { Refused } from '../../model/compiled/refused';
import type { Denoiser } from '../../model/denoiser';
import { sightOf } from '../../model/sight';
import { orAbort } from './hop';
import { finite, read } from './read';

/**
 * What a network makes of pictures that are not states of a run, each time of as many with the same labels: by the GPU's own plan
 * where there is one, else by tfjs's operations.
 */
export class Evaluations {
  private plan: CompiledEvaluations | undefined;
  private readonly compiled;

  private constructor(
    private readonly denoiser: Denoiser,
    private readonly schedule: Schedule,
    times: readonly number[],
    private readonly labels: readonly number[],
    compiled: Awaited<ReturnType<NonNullable<Denoiser['compiled']>>>,
  ) {
    this.compiled = compiled;
    this.plan = compiled && new CompiledEvaluations(compiled, schedule, times, labels);
  }

  /**
   * @param times t's that will be asked about, 1 .. schedule.T
   * @param labels one a picture, 0 .. classes
   * @throws the signal's reason once that is aborted
   */
  static async of(
    denoiser: Denoiser,
    schedule: Schedule,
    times: readonly number[],
    labels: readonly number[],
    signal: AbortSignal,
  ): Promise<Evaluations> {
    const compiled = await orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
    return new Evaluations(denoiser, schedule, times, labels, compiled);
  }

  /**
   * Estimates of those kinds, each [N, size, size] flat; 'x0' is not clipped.
   * @param xt [N, size, size] flat, of pixels -1..1
   * @param t one of the times
   * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
   */
  async at(
    xt: Float32Array,
    t: number,
    kinds: readonly Prediction[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const { plan, compiled } = this;
    if (plan && compiled) {
      try {
        const raw = finite(await orAbort(plan.at(xt, t), signal));
        const { network } = compiled.plan;
        const training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
        const { reading } = sightOf(network, training, this.schedule, t);
        return kinds.map((kind) => {
          const { xt: ofXt, output, constant } = reading(kind);
          return raw.map((value, i) => ofXt * xt[i] + output * value + constant);
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        this.denoiser.abandon?.(error.message);
        this.dispose();
      }
    }
    return this.byOperations(xt, t, kinds, signal);
  }

  /** Frees what it has on the backend. */
  dispose(): void {
    this.plan?.destroy();
    this.plan = undefined;
  }

  private async byOperations(
    xt: Float32Array,
    t: number,
    kinds: readonly Prediction[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const { size } = this.denoiser.network;
    const estimates = tidy(() => {
      const seen = tensor4d(xt, [this.labels.length, size, size, 1]);
      const estimate = this.denoiser.estimate(seen, this.schedule, t, this.labels, 0);
      return kinds.map((kind) => estimate.as(kind));
    });
    try {
      const values = await read(estimates, signal);
      const each = values.length / kinds.length;
      return kinds.map((_, i) => values.slice(i * each, (i + 1) * each));
    } finally {
      dispose(estimates);
    }
  }
}
