import { gaussianTable, type Key } from '../../diffusion/random';
import { lookup } from '../lookup';
import { lower, type Bound, type Plan, type RunBuffer } from './plan';
import { projectionShader } from './step';
import { STEP_WHOLE, STEP_WORDS, THREADS } from './wgsl';
import type { Network } from '../network';
import type { Parameter } from '../weights';

/** What differs from step to step, in the order of the shaders' Step. */
export interface StepNumbers {
  readonly row: number;
  readonly channelRow: number;
  readonly frame: number;
  readonly noiseOf: number;
  readonly guidance: number;
  readonly scale: number;
  readonly shift: number;
  readonly output: number;
  readonly xt: number;
  readonly constant: number;
  readonly cX0: number;
  readonly cXt: number;
  readonly cNoise: number;
}

/** All that a run needs on the device before its first step. */
export interface RunTables {
  readonly samples: number;
  /** Pictures that the network sees: samples, or twice as many with guidance. */
  readonly pictures: number;
  /** [samples, size, size] flat. */
  readonly state: Float32Array;
  /** One a sample: x_T and all noise of sample i follow from it. */
  readonly keys: readonly Key[];
  /** [rows, width] flat. */
  readonly e: Float32Array;
  /** [rows, size, size] flat. */
  readonly channel: Float32Array;
  /** Of each picture, what is added to a step's `row` and `channelRow`. */
  readonly rows: Uint32Array;
  readonly channelRows: Uint32Array;
  readonly steps: readonly StepNumbers[];
  /** Frames that are kept between two reads. */
  readonly frames: number;
}

const ALIGNED = 256;

/** Compiles a plan's shaders on a device, those with the same code once. */
export async function compilePlan(device: GPUDevice, plan: Plan): Promise<Map<string, GPUComputePipeline>> {
  const pipelines = new Map<string, Promise<GPUComputePipeline>>();
  const all = [...plan.operations, { ...projectionShader(), id: 'projection' }];
  for (const { code, access } of all) {
    if (pipelines.has(code)) continue;
    const bindGroupLayout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } },
        ...access.map((each, i): GPUBindGroupLayoutEntry => ({
          binding: i + 1,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type: each === 'read' ? 'read-only-storage' : 'storage' },
        })),
      ],
    });
    pipelines.set(
      code,
      device.createComputePipelineAsync({
        layout: device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] }),
        compute: { module: device.createShaderModule({ code }) },
      }),
    );
  }
  return new Map(await Promise.all([...pipelines].map(async ([code, made]) => [code, await made] as const)));
}

/** A network on a device. */
export class Compiled {
  private readonly parameters = new Map<string, GPUBuffer>();

  private constructor(
    readonly device: GPUDevice,
    readonly plan: Plan,
    readonly pipelines: ReadonlyMap<string, GPUComputePipeline>,
    weights: ReadonlyMap<string, Parameter>,
  ) {
    const names = plan.operations.flatMap(({ bound }) =>
      bound.flatMap((each) => (each.kind === 'parameter' ? [each.name] : [])),
    );
    for (const { id } of plan.shifts) names.push(`${id}.embed.kernel`, `${id}.embed.bias`);
    for (const name of names) this.parameters.set(name, this.upload(lookup(weights, name).data));
  }

  static async create(
    device: GPUDevice,
    network: Network,
    weights: ReadonlyMap<string, Parameter>,
    split?: (items: number, channels: number) => number,
  ): Promise<Compiled> {
    const plan = lower(network, split);
    return new Compiled(device, plan, await compilePlan(device, plan), weights);
  }

  parameter(name: string): GPUBuffer {
    return lookup(this.parameters, name);
  }

  upload(data: Float32Array | Uint32Array): GPUBuffer {
    const buffer = this.device.createBuffer({
      size: Math.max(16, Math.ceil(data.byteLength / 16) * 16),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
    this.device.queue.writeBuffer(buffer, 0, data as BufferSource);
    return buffer;
  }
}

/** A run on the device: made once, then advanced step by step without anything new being made. */
export class CompiledRun {
  private readonly buffers: GPUBuffer[] = [];
  private readonly steps: GPUBuffer;
  private readonly dispatches: { pipeline: GPUComputePipeline; group: GPUBindGroup; count: number }[] = [];
  private readonly frames: GPUBuffer;
  private readonly state: GPUBuffer;
  private readonly staging: GPUBuffer;
  done = 0;

  constructor(
    private readonly compiled: Compiled,
    private readonly tables: RunTables,
  ) {
    const { device, plan, pipelines } = compiled;
    const { network } = plan;
    const pixels = network.size ** 2;
    const { samples, pictures } = tables;
    const storage = (bytes: number, usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC): GPUBuffer => {
      const buffer = device.createBuffer({ size: Math.max(16, bytes), usage });
      this.buffers.push(buffer);
      return buffer;
    };
    const put = (data: Float32Array | Uint32Array): GPUBuffer => {
      const buffer = compiled.upload(data);
      this.buffers.push(buffer);
      return buffer;
    };
    const values = plan.values.map((numbers) => storage(4 * numbers * pictures));
    const rows = tables.e.length / network.embedding.width;
    this.state = put(tables.state);
    this.frames = storage(4 * 2 * samples * pixels * tables.frames);
    this.staging = storage(
      4 * samples * pixels * (2 * tables.frames + 1),
      GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    );
    const run: Record<RunBuffer, GPUBuffer> = {
      state: this.state,
      channel: put(tables.channel),
      channelRows: put(tables.channelRows),
      shifts: storage(4 * Math.max(1, rows * plan.shifted)),
      rows: put(tables.rows),
      keys: put(Uint32Array.from(tables.keys.flat())),
      quantiles: put(signed(gaussianTable())),
      frames: this.frames,
    };

    const words = new DataView(new ArrayBuffer(ALIGNED * Math.max(1, tables.steps.length)));
    tables.steps.forEach((each, i) => {
      const numbers = [
        pictures, samples, each.row, each.channelRow, each.frame, each.noiseOf, each.guidance, each.scale, each.shift,
        each.output, each.xt, each.constant, each.cX0, each.cXt, each.cNoise,
      ];
      numbers.forEach((number, j) => {
        const at = i * ALIGNED + 4 * j;
        if (j < STEP_WHOLE) words.setUint32(at, number, true);
        else words.setFloat32(at, number, true);
      });
    });
    this.steps = device.createBuffer({
      size: words.byteLength,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    this.buffers.push(this.steps);
    device.queue.writeBuffer(this.steps, 0, words.buffer);

    const resource = (bound: Bound): GPUBuffer =>
      bound.kind === 'parameter'
        ? compiled.parameter(bound.name)
        : bound.kind === 'value'
          ? values[bound.index]
          : run[bound.name];
    for (const { code, bound, items, split, id } of plan.operations) {
      const pipeline = lookup(pipelines, code);
      const group = device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [
          { binding: 0, resource: { buffer: this.steps, size: 4 * STEP_WORDS + 4 } },
          ...bound.map((each, i) => ({ binding: i + 1, resource: { buffer: resource(each) } })),
        ],
      });
      const count = Math.ceil(((id === 'step' ? samples : pictures) * items * split) / THREADS);
      this.dispatches.push({ pipeline, group, count });
    }
    this.project(rows, tables.e, run.shifts);
  }

  /** Computes the shifts of all rows. */
  private project(rows: number, e: Float32Array, shifts: GPUBuffer): void {
    const { device, plan, pipelines } = this.compiled;
    if (plan.shifts.length === 0) return;
    const { width } = plan.network.embedding;
    const uniforms = new Uint32Array((ALIGNED / 4) * plan.shifts.length);
    plan.shifts.forEach(({ first, filters }, i) =>
      uniforms.set([rows, width, filters / 4, first / 4, plan.shifted / 4], (ALIGNED / 4) * i),
    );
    const asked = device.createBuffer({
      size: uniforms.byteLength,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    device.queue.writeBuffer(asked, 0, uniforms);
    const embedding = this.compiled.upload(e);
    this.buffers.push(asked, embedding);
    const pipeline = lookup(pipelines, projectionShader().code);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    plan.shifts.forEach(({ id, filters }, i) => {
      const bound = [
        embedding,
        this.compiled.parameter(`${id}.embed.kernel`),
        this.compiled.parameter(`${id}.embed.bias`),
        shifts,
      ];
      const group = device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [
          { binding: 0, resource: { buffer: asked, size: 32 } },
          ...bound.map((buffer, j) => ({ binding: j + 1, resource: { buffer } })),
        ],
      });
      pass.setBindGroup(0, group, [ALIGNED * i]);
      const groups = Math.ceil((rows * filters) / 4 / THREADS);
      pass.dispatchWorkgroups(Math.min(groups, 32768), Math.ceil(groups / 32768));
    });
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Puts the next `count` steps on the device in one submit. */
  advance(count: number): void {
    const { device } = this.compiled;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let i = 0; i < count; i++) {
      const offset = [ALIGNED * (this.done + i)];
      for (const { pipeline, group, count: groups } of this.dispatches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group, offset);
        pass.dispatchWorkgroups(groups);
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    this.done += count;
  }

  /** Reads the frames in the first `count` places, and the state. */
  async read(count: number): Promise<{ frames: Float32Array; state: Float32Array }> {
    const { device, plan } = this.compiled;
    const picture = 4 * this.tables.samples * plan.network.size ** 2;
    const encoder = device.createCommandEncoder();
    if (count > 0) encoder.copyBufferToBuffer(this.frames, 0, this.staging, 0, 2 * picture * count);
    encoder.copyBufferToBuffer(this.state, 0, this.staging, 2 * picture * count, picture);
    device.queue.submit([encoder.finish()]);
    await this.staging.mapAsync(GPUMapMode.READ, 0, picture * (2 * count + 1));
    const all = new Float32Array(this.staging.getMappedRange(0, picture * (2 * count + 1)).slice(0));
    this.staging.unmap();
    const split = (2 * picture * count) / 4;
    return { frames: all.subarray(0, split), state: all.subarray(split) };
  }

  destroy(): void {
    this.buffers.forEach((buffer) => buffer.destroy());
  }
}

function signed(half: Float32Array): Float32Array {
  const both = new Float32Array(2 * half.length);
  both.set(half);
  both.set(
    half.map((z) => -z),
    half.length,
  );
  return both;
}
