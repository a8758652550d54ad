import { inpaintBase } from '../../diffusion/inpaint';
import { fillGaussian, fold, key, STREAM } from '../../diffusion/random';
import { coefficients } from '../../diffusion/walk';
import type { Compiled } from '../../model/compiled/compile';
import { CompiledRun } from '../../model/compiled/run';
import { makeTables } from '../../model/compiled/tables';
import type { SampleRequest } from '../protocol/jobs';
import type { PlanStats } from '../protocol/stats';
import { orAbort } from './eventLoop';
import { clip, requireFinite } from './readTensors';
import type { Plan } from './validate';
import type { KeptStates, SampleBatch } from './sampleBatch';

/** A part of a request's samples that walks on the GPU by itself: the same noise as {@link TensorBatch} has, from the same keys. */
export class CompiledBatch implements SampleBatch {
  private readonly run: CompiledRun;
  /** x_t as it was read last, or as the run began. */
  lastRead: Float32Array;
  private waiting = 0;
  private place = 0;

  /**
   * @param first index of the first sample in the request
   * @param count number of samples
   * @param places for states between two reads
   */
  constructor(
    compiled: Compiled,
    request: SampleRequest,
    private readonly plan: Plan,
    first: number,
    count: number,
    private readonly places: number,
  ) {
    const { schedule, operations, known } = plan;
    const pixels = compiled.plan.network.size ** 2;
    const part = <Values extends Float32Array | Uint8Array>(all: Values): Values =>
      all.slice(first * pixels, (first + count) * pixels) as Values;
    const { seeds, start, guidance, keep, every = 1 } = request;
    const keys = Array.from({ length: count }, (_, i) => {
      const [seed, index] = seeds ? [seeds[first + i], 0] : [request.seed, first + i];
      return [fold(fold(key(seed), STREAM.reverse), index), inpaintBase(seed, index)] as const;
    });
    const state = start ? part(start.pictures) : new Float32Array(count * pixels);
    if (!start)
      keys.forEach(([own], i) => fillGaussian(fold(own, 0), state.subarray(i * pixels, (i + 1) * pixels)));
    const frames = keep === 'all' ? places : 0;
    const tables = makeTables(compiled.plan.network, compiled.weights, {
      schedule,
      moves: operations.map((operation) => ({ operation, c: coefficients(schedule, operation, request) })),
      labels: request.labels.slice(first, first + count),
      guidance,
      known: known !== undefined,
      frames,
      every,
    });
    this.lastRead = state;
    this.run = new CompiledRun(compiled, tables, {
      state,
      keys,
      frames,
      ...(known && { known: { pictures: part(known.pictures), masks: part(known.masks) } }),
    });
  }

  step(at: number): void {
    const operation = this.plan.operations[at];
    this.run.move(at, operation.kind === 'renoise' ? 'renoise' : 'step');
    this.waiting += Number(this.plan.keeps(operation));
  }

  async readKept(signal: AbortSignal): Promise<KeptStates> {
    const { waiting, place } = this;
    const { xt, x0Hat, state } = await orAbort(this.run.read(place, waiting), signal);
    this.lastRead = requireFinite(state);
    this.place = (place + waiting) % this.places;
    this.waiting = 0;
    [...xt, ...x0Hat].forEach(requireFinite);
    return { xt, x0Hat: x0Hat.map(clip) };
  }

  async readState(signal: AbortSignal): Promise<Float32Array> {
    const { state } = await orAbort(this.run.read(this.place, 0), signal);
    return (this.lastRead = requireFinite(state));
  }

  stats(signal: AbortSignal): Promise<PlanStats> {
    return orAbort(this.run.measure(), signal);
  }

  dispose(): void {
    this.run.destroy();
  }
}
