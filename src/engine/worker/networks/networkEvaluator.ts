import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Prediction } from '../../../diffusion/training/parameterization';
import type { Schedule } from '../../../diffusion/schedule';
import { Refused } from '../../../model/compiled/refused';
import { CompiledEvaluations } from '../../../model/evaluations';
import type { Denoiser } from '../../../model/denoiser';
import { gridOf } from '../../../model/network';
import { compiledNetwork } from './loadedNetwork';
import { orAbort } from '../loop/eventLoop';
import { readTensors, requireFinite } from '../loop/readTensors';

/**
 * Evaluates a network on pictures that are given from outside, always as many and with the same labels: by the compiled network if there
 * is one, else by tfjs's operations.
 */
export class NetworkEvaluator {
  private constructor(
    private readonly denoiser: Denoiser,
    private readonly schedule: Schedule,
    private readonly labels: readonly number[],
    private compiled: CompiledEvaluations | undefined,
  ) {}

  /**
   * @param times every t that will be evaluated, 1 .. schedule.T
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
    const network = await compiledNetwork(denoiser, signal);
    const compiled = network && new CompiledEvaluations(network, schedule, times, labels);
    return new NetworkEvaluator(denoiser, schedule, labels, compiled);
  }

  /**
   * The network's estimates of the given kinds, each [N, size, size] flat; 'x0' is not clipped. Await it before the next call.
   * @param xt [N, size, size] flat, pixels in [-1, 1]
   * @param t one of the times
   * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
   */
  async evaluate(
    xt: Float32Array,
    t: number,
    kinds: readonly Prediction[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    if (!this.compiled) return this.evaluateByTfjs(xt, t, kinds, signal);
    try {
      return (await orAbort(this.compiled.at(xt, t, kinds), signal)).map(requireFinite);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!error.outOfMemory) this.denoiser.abandon?.(error.message);
      this.dispose();
      return this.evaluateByTfjs(xt, t, kinds, signal);
    }
  }

  /** Frees what it holds on the backend. */
  dispose(): void {
    this.compiled?.destroy();
    this.compiled = undefined;
  }

  private async evaluateByTfjs(
    xt: Float32Array,
    t: number,
    kinds: readonly Prediction[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const { network } = this.denoiser;
    const estimates = tidy(() => {
      const x = tensor4d(xt, [this.labels.length, network.size, gridOf(network).width, 1]);
      const estimate = this.denoiser.estimate(x, this.schedule, t, this.labels, 0);
      return kinds.map((kind) => estimate.as(kind));
    });
    try {
      const values = await readTensors(estimates, signal);
      const length = values.length / kinds.length;
      return kinds.map((_, i) => values.slice(i * length, (i + 1) * length));
    } finally {
      dispose(estimates);
    }
  }
}
