import { inpaintBase } from '../../../diffusion/inpaint';
import { coefficients } from '../../../diffusion/walk';
import type { CompiledNetwork, Run } from '../../../model/compiledNetwork';
import { numbersOf } from '../../../model/network';
import { makeTables } from '../../../model/tables';
import type { SampleRequest } from '../../protocol/jobs';
import type { PlanStats } from '../../protocol/stats';
import { batchInputs, type SampleRange } from './batchInputs';
import { orAbort } from '../loop/eventLoop';
import { clip, requireFinite } from '../loop/readTensors';
import type { KeptStates, RunState, SampleBatch } from './sampleBatch';
import type { SamplePlan } from '../requests/validate';

/** A batch of a compiled network, for which coefficients, labels and keys are there before the first step. Its noise is that of {@link TensorBatch}. */
export class CompiledBatch implements SampleBatch {
  private readonly run: Run;
  private readonly isOfPoints: boolean;
  /** The state as it was last read, or where the run starts. */
  lastRead: RunState;
  /** States that were kept since the last read, and the place of the first of them. */
  private keptCount = 0;
  private firstSlot = 0;

  /** @param slots how many kept states the device holds between two reads */
  constructor(
    compiled: CompiledNetwork,
    request: SampleRequest,
    private readonly plan: SamplePlan,
    range: SampleRange,
    private readonly slots: number,
  ) {
    const { schedule, operations } = plan;
    const { network } = compiled;
    this.isOfPoints = network.channels !== undefined;
    const { labels, noise, start, before, known } = batchInputs(
      request,
      plan.known,
      numbersOf(network),
      range,
    );
    const { guidance, keep, every = 1 } = request;
    const frames = keep === 'all' ? slots : 0;
    const tables = makeTables(network, compiled.weights, {
      schedule,
      moves: operations.map((operation) => ({ operation, c: coefficients(schedule, operation, request) })),
      labels,
      guidance,
      known: known !== undefined,
      frames,
      every,
    });
    this.lastRead = { xt: start, before };
    this.run = compiled.run(tables, {
      state: start,
      before,
      keys: noise.map(({ seed, index, key }) => [key, inpaintBase(seed, index)]),
      frames,
      ...(known && { known }),
    });
  }

  step(i: number): void {
    const operation = this.plan.operations[i];
    this.run.move(i, operation.kind === 'renoise' ? 'renoise' : 'step');
    this.keptCount += Number(this.plan.keeps(operation));
  }

  async readKept(signal: AbortSignal): Promise<KeptStates> {
    const { keptCount, firstSlot } = this;
    const { xt, x0Hat, state, before } = await orAbort(this.run.read(firstSlot, keptCount), signal);
    this.lastRead = { xt: requireFinite(state), before };
    this.firstSlot = (firstSlot + keptCount) % this.slots;
    this.keptCount = 0;
    [...xt, ...x0Hat].forEach(requireFinite);
    return { xt, x0Hat: this.isOfPoints ? x0Hat : x0Hat.map(clip) };
  }

  async readState(signal: AbortSignal): Promise<Float32Array> {
    const { state, before } = await orAbort(this.run.read(this.firstSlot, 0), signal);
    this.lastRead = { xt: requireFinite(state), before };
    return state;
  }

  stats(signal: AbortSignal): Promise<PlanStats> {
    return orAbort(this.run.measure(), signal);
  }

  dispose(): void {
    this.run.destroy();
  }
}
