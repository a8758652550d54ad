import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Prediction } from '../../diffusion/parameterization';
import type { Schedule } from '../../diffusion/schedule';
import { CompiledEvaluations } from '../../model/compiled/evaluate';
import { Refused } from '../../model/compiled/refused';
import type { Denoiser } from '../../model/denoiser';
import { orAbort } from './eventLoop';
import { requireFinite, readTensors } from './readTensors';

/**
 * What a network makes of pictures that are not states of a run, each time of as many with the same labels: by the GPU's own plan
 * where there is one, else by tfjs's operations.
 */
export class NetworkEvaluator {
  private constructor(
    private readonly denoiser: Denoiser,
    private readonly schedule: Schedule,
    private readonly labels: readonly number[],
    private compiled: CompiledEvaluations | undefined,
  ) {}

  /**
   * @param times t's that will be asked about, 1 .. schedule.T
   * @param labels one a picture, 0 .. classes
   * @throws the signal's reason once that is aborted
   */
  static async create(
    denoiser: Denoiser,
    schedule: Schedule,
    times: readonly number[],
    labels: readonly number[],
    signal: AbortSignal,
  ): Promise<NetworkEvaluator> {
    const plan = await orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
    const compiled = plan && new CompiledEvaluations(plan, schedule, times, labels);
    return new NetworkEvaluator(denoiser, schedule, labels, compiled);
  }

  /**
   * Estimates of those kinds, each [N, size, size] flat; 'x0' is not clipped. To be awaited before others are asked for.
   * @param xt [N, size, size] flat, of pixels -1..1
   * @param t one of the times
   * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
   */
  async evaluate(
    xt: Float32Array,
    t: number,
    kinds: readonly Prediction[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    if (!this.compiled) return this.byOperations(xt, t, kinds, signal);
    try {
      return (await orAbort(this.compiled.at(xt, t, kinds), signal)).map(requireFinite);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!error.outOfMemory) this.denoiser.abandon?.(error.message);
      this.dispose();
      return this.byOperations(xt, t, kinds, signal);
    }
  }

  /** Frees what it has on the backend. */
  dispose(): void {
    this.compiled?.destroy();
    this.compiled = undefined;
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
      const values = await readTensors(estimates, signal);
      const each = values.length / kinds.length;
      return kinds.map((_, i) => values.slice(i * each, (i + 1) * each));
    } finally {
      dispose(estimates);
    }
  }
}
