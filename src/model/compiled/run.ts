import type { Key } from '../../diffusion/random';
import { lookup } from '../lookup';
import { countMacs } from '../network';
import { bind, type Compiled } from './compile';
import type { Bound, Dispatch, RunBuffer } from './plan';
import { quantilesOn } from './quantiles';
import { listen, type Refused } from './refused';
import { MOST_GROUPS } from './step';
import { MOST_A_SUBMIT, Submits } from './submits';
import type { Tables } from './tables';
import { timeDispatches, type Timed } from './timing';
import { packSteps, STEP_BYTES, STEP_STRIDE, THREADS } from './wgsl';

/** Where a run begins. */
export interface Beginning {
  /** x of every sample, [N, size, size] flat. */
  readonly state: Float32Array;
  /** Of every sample, the key of its own noise, and that of what an inpainting draws. */
  readonly keys: readonly (readonly [own: Key, inpaint: Key])[];
  /** Known pixels, and 1 where a pixel is known, [N, size, size] flat. */
  readonly known?: { readonly pictures: Float32Array; readonly masks: Uint8Array };
  /** Places for states that are kept between two reads. */
  readonly frames: number;
  /** Operations of a submit; as many as take the device some milliseconds unless given. */
  readonly aSubmit?: number;
}

/** What timing the dispatches of a step may take. */
const MS_OF_TIMING = 100;

/**
 * A run on the device. All buffers, bind groups and tables are made before its first operation; then an operation is
 * encoded by setting offsets, several of them in one submit, as many as take the device some milliseconds.
 */
export class CompiledRun {
  private readonly buffers: GPUBuffer[] = [];
  private readonly state: GPUBuffer;
  private readonly frames: GPUBuffer;
  private readonly staging: GPUBuffer;
  private readonly step: readonly Timed[];
  private readonly renoise: readonly Timed[];
  /** Operations that wait for their submit. */
  private waiting: { readonly at: number; readonly dispatches: readonly Timed[] }[] = [];
  private readonly sizes = new Submits();
  private readonly aSubmit: number | undefined;
  private dispatches = 0;
  private submits = 0;
  /** What was refused first of all that was asked so far. */
  private refused: Promise<Refused | undefined> = Promise.resolve(undefined);

  constructor(
    private readonly compiled: Compiled,
    private readonly tables: Tables,
    { state, keys, known, frames, aSubmit }: Beginning,
  ) {
    this.aSubmit = aSubmit;
    const { plan } = compiled;
    const { pictures, samples } = tables;
    const places = Math.max(1, frames);
    const refused = listen(compiled.device);
    try {
      const numbers = samples * plan.network.size ** 2;
      this.state = this.put(state);
      this.frames = this.make(8 * numbers * places, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
      this.staging = this.make(
        4 * numbers * (2 * places + 1),
        GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      );
      const rows = tables.e.length / plan.network.embedding.width;
      const run: Record<RunBuffer, GPUBuffer> = {
        channel: tables.channel ? this.put(tables.channel) : compiled.parameter('template'),
        channelRows: this.put(tables.channelRows),
        shifts: this.make(4 * rows * plan.shifted, GPUBufferUsage.STORAGE),
        rows: this.put(tables.rows),
        keys: this.put(Uint32Array.from(keys.flat(2))),
        quantiles: quantilesOn(compiled.device),
        knownPixels: this.put(known?.pictures ?? new Float32Array(0)),
        mask: this.put(Uint32Array.from(known?.masks ?? [])),
        state: this.state,
        frames: this.frames,
      };
      const values = plan.values.map((each) => this.make(4 * each * pictures, GPUBufferUsage.STORAGE));
      const steps = this.put(new Uint8Array(packSteps(tables.steps)), GPUBufferUsage.UNIFORM);
      const bufferOf = (bound: Bound): GPUBuffer => {
        switch (bound.kind) {
          case 'parameter':
            return compiled.parameter(bound.name);
          case 'value':
            return values[bound.index];
          case 'run':
            return run[bound.name];
        }
      };
      const ready = ({ id, code, bound, items, split, ofSamples }: Dispatch): Timed => ({
        id,
        pipeline: lookup(compiled.pipelines, code),
        group: bind(compiled, code, { buffer: steps, size: STEP_BYTES }, bound.map(bufferOf)),
        groups: Math.ceil(((ofSamples ? samples : pictures) * items * split) / THREADS),
      });
      this.step = plan.step.map(ready);
      this.renoise = plan.renoise.map(ready);
      this.project(rows, run.shifts);
    } catch (error) {
      void refused();
      this.destroy();
      throw error;
    }
    this.note(refused());
  }

  /** Puts other pictures in the place of x. */
  set(state: Float32Array): void {
    this.submit();
    const { device } = this.compiled;
    const refused = listen(device);
    device.queue.writeBuffer(this.state, 0, state as BufferSource);
    this.note(refused());
  }

  /** Puts the operation with this number on the device, soon; x is what it leaves. */
  move(at: number, kind: 'step' | 'renoise'): void {
    this.waiting.push({ at, dispatches: this[kind] });
    if (this.waiting.length >= (this.aSubmit ?? this.sizes.size)) this.submit();
  }

  /**
   * Reads states that were kept and their x0Hat, in the order of their places, and x as it is now.
   * @param first place, and how many, round the end to the beginning
   * @returns [count, N, size, size] flat, and [N, size, size] flat
   * @throws Refused if the device has refused anything of this run
   */
  async read(
    first: number,
    count: number,
  ): Promise<{ xt: Float32Array[]; x0Hat: Float32Array[]; state: Float32Array }> {
    this.submit();
    const { device, plan } = this.compiled;
    const bytes = 4 * this.tables.samples * plan.network.size ** 2;
    const places = this.frames.size / bytes / 2;
    const refused = listen(device);
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < count; i++) {
      const place = (first + i) % places;
      encoder.copyBufferToBuffer(this.frames, 2 * bytes * place, this.staging, 2 * bytes * i, 2 * bytes);
    }
    encoder.copyBufferToBuffer(this.state, 0, this.staging, 2 * bytes * count, bytes);
    device.queue.submit([encoder.finish()]);
    const mapped = this.staging.mapAsync(GPUMapMode.READ, 0, bytes * (2 * count + 1));
    mapped.catch(() => undefined); // It is awaited below, where nothing was refused.
    this.note(refused());
    const reason = await this.refused;
    if (reason) throw reason;
    await mapped;
    const all = this.staging.getMappedRange(0, bytes * (2 * count + 1)).slice(0);
    this.staging.unmap();
    const part = (i: number): Float32Array => new Float32Array(all, bytes * i, bytes / 4);
    const frames = Array.from({ length: count }, (_, i) => i);
    return {
      xt: frames.map((i) => part(2 * i)),
      x0Hat: frames.map((i) => part(2 * i + 1)),
      state: part(2 * count),
    };
  }

  /**
   * What the run has asked of the device so far, and how long each dispatch of a step takes. To be called at its end: x is not
   * to be read afterwards.
   */
  async measure(): Promise<{
    dispatches: number;
    submits: number;
    bytes: number;
    flops: number;
    kernels: { id: string; ms: number }[];
  }> {
    const { dispatches, submits, tables } = this;
    const { device, plan, weights } = this.compiled;
    const own = this.buffers.reduce((sum, { size }) => sum + size, 0);
    const bytes = [...weights.values()].reduce((sum, { data }) => sum + data.byteLength, own);
    const flops = 2 * countMacs(plan.network) * tables.pictures;
    const times = Math.max(1, Math.min(MOST_A_SUBMIT, Math.round(MS_OF_TIMING / this.sizes.msAnOperation)));
    const offset = STEP_STRIDE * (tables.steps.length - 1);
    const kernels = await timeDispatches(device, this.step, offset, times);
    return { dispatches, submits, bytes, flops, kernels };
  }

  /** Frees what the run has made. */
  destroy(): void {
    for (const buffer of this.buffers) buffer.destroy();
  }

  private submit(): void {
    const count = this.waiting.length;
    if (count === 0) return;
    const { device } = this.compiled;
    const refused = listen(device);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { at, dispatches } of this.waiting) {
      const offset = [STEP_STRIDE * at];
      for (const { pipeline, group, groups } of dispatches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group, offset);
        pass.dispatchWorkgroups(groups);
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    this.note(refused());
    this.submits++;
    this.dispatches += this.waiting.reduce((sum, { dispatches }) => sum + dispatches.length, 0);
    this.waiting = [];
    const submitted = performance.now();
    const measure = (): void => this.sizes.done(count, submitted, performance.now());
    device.queue.onSubmittedWorkDone().then(measure, () => undefined);
  }

  private note(refused: Promise<Refused | undefined>): void {
    const before = this.refused;
    this.refused = Promise.all([before, refused]).then(([first, next]) => first ?? next);
  }

  /** Computes every layer's shift for every row of e. */
  private project(rows: number, shifts: GPUBuffer): void {
    const { device, plan, pipelines, parameter } = this.compiled;
    if (rows === 0) return;
    const { code } = plan.projection;
    const numbers = new Uint32Array((STEP_STRIDE / 4) * plan.shifts.length);
    plan.shifts.forEach(({ first, filters }, i) => {
      const { width } = plan.network.embedding;
      numbers.set([rows, width, filters / 4, first / 4, plan.shifted / 4], (STEP_STRIDE / 4) * i);
    });
    const uniform = { buffer: this.put(numbers, GPUBufferUsage.UNIFORM), size: 20 };
    const e = this.put(this.tables.e);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(lookup(pipelines, code));
    plan.shifts.forEach(({ id, filters }, i) => {
      const buffers = [e, parameter(`${id}.embed.kernel`), parameter(`${id}.embed.bias`), shifts];
      pass.setBindGroup(0, bind(this.compiled, code, uniform, buffers), [STEP_STRIDE * i]);
      const groups = Math.ceil((rows * filters) / 4 / THREADS);
      pass.dispatchWorkgroups(Math.min(groups, MOST_GROUPS), Math.ceil(groups / MOST_GROUPS));
    });
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  private make(bytes: number, usage: number): GPUBuffer {
    const size = Math.max(16, 4 * Math.ceil(bytes / 4));
    const buffer = this.compiled.device.createBuffer({ size, usage });
    this.buffers.push(buffer);
    return buffer;
  }

  private put(
    data: Float32Array | Uint32Array | Uint8Array,
    usage: number = GPUBufferUsage.STORAGE,
  ): GPUBuffer {
    const buffer = this.make(data.byteLength, usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC);
    this.compiled.device.queue.writeBuffer(buffer, 0, data as BufferSource);
    return buffer;
  }
}
