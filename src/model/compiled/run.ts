import { joinPictures } from '../../diffusion/pictures/pixels';
import { lookup } from '../lookup';
import { countMacs, numbersOf } from '../network';
import type { Run, RunCost, RunOptions, RunStates } from '../compiledNetwork';
import type { Tables } from '../tables';
import { bindGroup, type Compiled } from './compile';
import type { Binding, Dispatch, RunBuffer } from './plan';
import { quantilesOn } from './quantiles';
import { collectRefusals, type Refused } from './refused';
import { MOST_GROUPS } from './step';
import { MOST_A_SUBMIT, Submits } from './submits';
import { timeDispatches, type ReadyDispatch } from './timing';
import { groupsOf, packSteps, STEP_BYTES, STEP_STRIDE, THREADS } from './wgsl';

/** A compiled network that can be run, as on every device. */
export function gpuNetwork(parts: Omit<Compiled, 'network' | 'run'>): Compiled {
  const compiled: Compiled = {
    ...parts,
    network: parts.plan.network,
    run: (tables, options) => new CompiledRun(compiled, tables, options),
  };
  return compiled;
}

/** How long timing the dispatches of a step may take. */
const MS_OF_TIMING = 100;

/**
 * A run on the device. All buffers, bind groups and tables are made before the first operation. Encoding an operation then
 * only sets offsets, and several operations go into one submit.
 */
export class CompiledRun implements Run {
  private readonly buffers: GPUBuffer[] = [];
  private readonly state: GPUBuffer;
  private readonly frames: GPUBuffer;
  private readonly staging: GPUBuffer;
  private readonly step: readonly ReadyDispatch[];
  private readonly renoise: readonly ReadyDispatch[];
  /** Operations that are not submitted yet. */
  private waiting: { readonly index: number; readonly dispatches: readonly ReadyDispatch[] }[] = [];
  private readonly sizes = new Submits();
  private readonly aSubmit: number | undefined;
  private dispatches = 0;
  private submits = 0;
  /** The first refusal among the commands so far. */
  private refusal: Promise<Refused | undefined> = Promise.resolve(undefined);

  constructor(
    private readonly compiled: Compiled,
    private readonly tables: Tables,
    { state, before, keys, known, frames, aSubmit }: RunOptions,
  ) {
    this.aSubmit = aSubmit;
    const { plan } = compiled;
    const { pictures, samples } = tables;
    const slots = Math.max(1, frames);
    const endRefusals = collectRefusals(compiled.device);
    try {
      const numbers = samples * numbersOf(plan.network);
      this.state = this.upload(joinPictures([state, before ?? new Float32Array(numbers)]));
      this.frames = this.createBuffer(8 * numbers * slots, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
      this.staging = this.createBuffer(
        4 * numbers * (2 * slots + 2),
        GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      );
      const rows = tables.e.length / plan.network.embedding.width;
      const whole = (buffer: GPUBuffer): GPUBufferBinding => ({ buffer });
      const shifts = whole(this.createBuffer(4 * rows * plan.shiftChannels, GPUBufferUsage.STORAGE));
      const run: Record<RunBuffer, GPUBufferBinding> = {
        channel: tables.channel ? whole(this.upload(tables.channel)) : compiled.parameter('template'),
        channelRows: whole(this.upload(tables.channelRows)),
        shifts,
        rows: whole(this.upload(tables.rows)),
        keys: whole(this.upload(Uint32Array.from(keys.flat(2)))),
        quantiles: whole(quantilesOn(compiled.device)),
        knownPixels: whole(this.upload(known?.pictures ?? new Float32Array(0))),
        mask: whole(this.upload(Uint32Array.from(known?.masks ?? []))),
        state: whole(this.state),
        frames: whole(this.frames),
      };
      const values = plan.bufferSizes.map((size) =>
        whole(this.createBuffer(4 * size * pictures, GPUBufferUsage.STORAGE)),
      );
      const steps = this.upload(new Uint8Array(packSteps(tables.steps)), GPUBufferUsage.UNIFORM);
      const bufferOf = (binding: Binding): GPUBufferBinding => {
        switch (binding.kind) {
          case 'parameter':
            return compiled.parameter(binding.name);
          case 'value':
            return values[binding.index];
          case 'run':
            return run[binding.name];
        }
      };
      const ready = ({ id, code, bindings, work, perSample }: Dispatch): ReadyDispatch => ({
        id,
        pipeline: lookup(compiled.pipelines, code),
        group: bindGroup(compiled, code, { buffer: steps, size: STEP_BYTES }, bindings.map(bufferOf)),
        groups: groupsOf(work, perSample ? samples : pictures),
      });
      this.step = plan.step.map(ready);
      this.renoise = plan.renoise.map(ready);
      this.project(rows, shifts);
    } catch (error) {
      void endRefusals();
      this.destroy();
      throw error;
    }
    this.note(endRefusals());
  }

  /** Replaces x. */
  set(state: Float32Array): void {
    this.submit();
    const { device } = this.compiled;
    const endRefusals = collectRefusals(device);
    device.queue.writeBuffer(this.state, 0, state as BufferSource);
    this.note(endRefusals());
  }

  /** Queues the operation with this index for the next submit; it replaces x. */
  move(index: number, kind: 'step' | 'renoise'): void {
    this.waiting.push({ index, dispatches: this[kind] });
    if (this.waiting.length >= (this.aSubmit ?? this.sizes.size)) this.submit();
  }

  /**
   * Reads stored states with their x0Hat, the current x, and the x0Hat of the newest step.
   * @param first slot of the first stored state; after the last slot comes slot 0
   * @param count number of stored states
   * @returns [count, N, size, size] flat, and [N, size, size] flat
   * @throws Refused if the device has refused any command of this run
   */
  async read(first: number, count: number): Promise<RunStates> {
    this.submit();
    const { device, plan } = this.compiled;
    const bytes = 4 * this.tables.samples * numbersOf(plan.network);
    const slots = this.frames.size / bytes / 2;
    const endRefusals = collectRefusals(device);
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < count; i++) {
      const slot = (first + i) % slots;
      encoder.copyBufferToBuffer(this.frames, 2 * bytes * slot, this.staging, 2 * bytes * i, 2 * bytes);
    }
    encoder.copyBufferToBuffer(this.state, 0, this.staging, 2 * bytes * count, 2 * bytes);
    device.queue.submit([encoder.finish()]);
    const mapped = this.staging.mapAsync(GPUMapMode.READ, 0, bytes * (2 * count + 2));
    mapped.catch(() => undefined); // Awaited below, unless a command was refused.
    this.note(endRefusals());
    const refusal = await this.refusal;
    if (refusal) throw refusal;
    await mapped;
    const all = this.staging.getMappedRange(0, bytes * (2 * count + 2)).slice(0);
    this.staging.unmap();
    const part = (i: number): Float32Array => new Float32Array(all, bytes * i, bytes / 4);
    const frames = Array.from({ length: count }, (_, i) => i);
    return {
      xt: frames.map((i) => part(2 * i)),
      x0Hat: frames.map((i) => part(2 * i + 1)),
      state: part(2 * count),
      before: part(2 * count + 1),
    };
  }

  /**
   * What the run has cost the device so far, and how long each dispatch of a step takes. To be called at the end, because
   * timing overwrites x.
   */
  async measure(): Promise<RunCost> {
    const { dispatches, submits, tables } = this;
    const { device, plan, weights } = this.compiled;
    const bufferBytes = this.buffers.reduce((sum, { size }) => sum + size, 0);
    const bytes = [...weights.values()].reduce((sum, { data }) => sum + data.byteLength, bufferBytes);
    const flops = 2 * countMacs(plan.network) * tables.pictures;
    const times = Math.max(1, Math.min(MOST_A_SUBMIT, Math.round(MS_OF_TIMING / this.sizes.msAnOperation)));
    const offset = STEP_STRIDE * (tables.steps.length - 1);
    const kernels = await timeDispatches(device, this.step, offset, times);
    return { dispatches, submits, bytes, flops, kernels };
  }

  /** Frees the run's buffers. */
  destroy(): void {
    for (const buffer of this.buffers) buffer.destroy();
  }

  private submit(): void {
    const count = this.waiting.length;
    if (count === 0) return;
    const { device } = this.compiled;
    const endRefusals = collectRefusals(device);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { index, dispatches } of this.waiting) {
      const offset = [STEP_STRIDE * index];
      for (const { pipeline, group, groups } of dispatches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group, offset);
        pass.dispatchWorkgroups(groups);
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    this.note(endRefusals());
    this.submits++;
    this.dispatches += this.waiting.reduce((sum, { dispatches }) => sum + dispatches.length, 0);
    this.waiting = [];
    const submitted = performance.now();
    const measure = (): void => this.sizes.done(count, submitted, performance.now());
    device.queue.onSubmittedWorkDone().then(measure, () => undefined);
  }

  private note(next: Promise<Refused | undefined>): void {
    this.refusal = Promise.all([this.refusal, next]).then(([first, second]) => first ?? second);
  }

  /** Computes every layer's shift for every row of e. */
  private project(rows: number, shifts: GPUBufferBinding): void {
    const { device, plan, pipelines, parameter } = this.compiled;
    if (rows === 0) return;
    const { code } = plan.projection;
    const numbers = new Uint32Array((STEP_STRIDE / 4) * plan.shifts.length);
    plan.shifts.forEach(({ first, filters }, i) => {
      const { width } = plan.network.embedding;
      numbers.set([rows, width, filters / 4, first / 4, plan.shiftChannels / 4], (STEP_STRIDE / 4) * i);
    });
    const uniform = { buffer: this.upload(numbers, GPUBufferUsage.UNIFORM), size: 20 };
    const e = { buffer: this.upload(this.tables.e) };
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(lookup(pipelines, code));
    plan.shifts.forEach(({ id, filters }, i) => {
      const buffers = [e, parameter(`${id}.embed.kernel`), parameter(`${id}.embed.bias`), shifts];
      pass.setBindGroup(0, bindGroup(this.compiled, code, uniform, buffers), [STEP_STRIDE * i]);
      const groups = Math.ceil((rows * filters) / 4 / THREADS);
      pass.dispatchWorkgroups(Math.min(groups, MOST_GROUPS), Math.ceil(groups / MOST_GROUPS));
    });
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  private createBuffer(bytes: number, usage: number): GPUBuffer {
    const size = Math.max(16, 4 * Math.ceil(bytes / 4));
    const buffer = this.compiled.device.createBuffer({ size, usage });
    this.buffers.push(buffer);
    return buffer;
  }

  private upload(
    data: Float32Array | Uint32Array | Uint8Array,
    usage: number = GPUBufferUsage.STORAGE,
  ): GPUBuffer {
    const buffer = this.createBuffer(
      data.byteLength,
      usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    );
    this.compiled.device.queue.writeBuffer(buffer, 0, data as BufferSource);
    return buffer;
  }
}
