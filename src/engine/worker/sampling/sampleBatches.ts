import { joinPictures } from '../../../diffusion/pictures/pixels';
import type { CompiledNetwork } from '../../../model/compiledNetwork';
import type { Denoiser } from '../../../model/denoiser';
import type { SampleRequest } from '../../protocol/jobs';
import type { PlanStats } from '../../protocol/stats';
import type { SampleRange } from './batchInputs';
import { CompiledBatch } from './compiledBatch';
import { FallbackBatch } from './fallbackBatch';
import type { SampleBatch } from './sampleBatch';
import { TensorBatch } from './tensorBatch';
import type { SamplePlan } from '../requests/validate';

/** States of all samples, [states, N, size, size] flat. */
interface States {
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
}

/**
 * Makes the batches of a request.
 * @param compiled without it tfjs's operations compute
 * @param batchSize pictures evaluated at once, guidance's second branch included
 * @param stepsPerRead most steps between two reads
 */
export function makeBatches(
  denoiser: Denoiser,
  compiled: CompiledNetwork | undefined,
  request: SampleRequest,
  plan: SamplePlan,
  batchSize: number,
  stepsPerRead: number,
): SampleBatches {
  const { labels, guidance } = request;
  const samplesPerBatch = Math.max(1, Math.floor(batchSize / (guidance === 0 ? 1 : 2)));
  const make = (range: SampleRange): SampleBatch =>
    compiled
      ? new FallbackBatch(
          new CompiledBatch(compiled, request, plan, range, stepsPerRead),
          (state) => new TensorBatch(denoiser, request, plan, range, state),
          (reason) => denoiser.abandon?.(reason),
        )
      : new TensorBatch(denoiser, request, plan, range);
  const batches: SampleBatch[] = [];
  try {
    for (let first = 0; first < labels.length; first += samplesPerBatch)
      batches.push(make({ first, count: Math.min(samplesPerBatch, labels.length - first) }));
  } catch (error) {
    batches.forEach((batch) => batch.dispose());
    throw error;
  }
  return new SampleBatches(batches);
}

/** The batches of one request. Reads join what the batches give to states of all samples. */
export class SampleBatches {
  constructor(readonly batches: readonly SampleBatch[]) {}

  /** Reads the states that were kept since the last call. @throws EngineFailure 'not-finite'; the signal's reason */
  async readKept(signal: AbortSignal): Promise<States> {
    const parts = await this.each((batch) => batch.readKept(signal));
    return { xt: joined(parts.map(({ xt }) => xt)), x0Hat: joined(parts.map(({ x0Hat }) => x0Hat)) };
  }

  /** Reads x_t, [N, size, size] flat. @throws EngineFailure 'not-finite'; the signal's reason */
  async readState(signal: AbortSignal): Promise<Float32Array<ArrayBuffer>> {
    return joined((await this.each((batch) => batch.readState(signal))).map((state) => [state]));
  }

  /** What each batch has asked of the device, where that is counted. */
  async stats(signal: AbortSignal): Promise<PlanStats[]> {
    const all = await this.each(async (batch) => batch.stats?.(signal));
    return all.filter((stats) => stats !== undefined);
  }

  dispose(): void {
    this.batches.forEach((batch) => batch.dispose());
  }

  /** One batch after the other: each read waits for the backend anyway. */
  private async each<Value>(read: (batch: SampleBatch) => Promise<Value>): Promise<Value[]> {
    const values: Value[] = [];
    for (const batch of this.batches) values.push(await read(batch));
    return values;
  }
}

/** From states by batch to one array: state by state, and in each the samples of all batches. */
function joined(batches: readonly (readonly Float32Array[])[]): Float32Array<ArrayBuffer> {
  return joinPictures(batches[0].flatMap((_, state) => batches.map((states) => states[state])));
}
