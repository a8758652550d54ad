import { quantilesOn } from '../compiled/quantiles';
import { sinusoids } from '../embedding';
import { mixture } from '../../diffusion/training/parameterization';
import type { Schedule } from '../../diffusion/schedule';
import type { Network } from '../network';
import type { Digits } from '../train/batch';
import { PARTS, partOf, stateLength, type Part } from '../train/sections';
import type { Layout } from './layout';
import type { TrainingPlan } from './lower';
import type { Binding, GivenBuffer, Range } from './shader';

/** Bytes of a row, which describes a picture of a batch: digit, t, label, and the weight of its squared error. */
export const ROW_NUMBERS = 4;

/** Which parameters are evaluated. */
export type Evaluated = 'parameters' | 'average';

/** The buffers of a training; all of them live as long as it does. */
export class Buffers {
  readonly rows: GPUBuffer;
  readonly errors: GPUBuffer;
  private readonly created: GPUBuffer[] = [];
  private readonly state: Readonly<Record<Part, GPUBuffer>>;
  private readonly statistics: GPUBuffer;
  private readonly sums: GPUBuffer;
  private readonly values: readonly GPUBuffer[];
  private readonly given: Readonly<Record<Exclude<GivenBuffer, 'digits'>, GPUBuffer>>;
  private readonly digits = new WeakMap<Digits, GPUBuffer>();
  private readonly staging: GPUBuffer;

  /**
   * @param numbers the state, see train/sections.ts
   * @param updates room for the rows and errors of so many updates
   */
  constructor(
    private readonly device: GPUDevice,
    private readonly plan: TrainingPlan,
    schedule: Schedule,
    numbers: Float32Array,
    updates: number,
  ) {
    const { network, batch } = plan;
    const storage = (length: number): GPUBuffer => this.create(4 * length, GPUBufferUsage.STORAGE);
    this.state = Object.fromEntries(
      PARTS.map((part) => [part, this.upload(this.layoutOf(part).spread(partOf(network, numbers, part)))]),
    ) as Record<Part, GPUBuffer>;
    this.statistics = storage(plan.statistics.length);
    this.sums = this.create(4 * plan.sums, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
    this.values = plan.valueSizes.map(storage);
    this.rows = this.upload(new Uint32Array(updates * batch * ROW_NUMBERS));
    this.errors = this.create(4 * updates * batch, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
    this.given = {
      rows: this.rows,
      errors: this.errors,
      quantiles: quantilesOn(device),
      mixtures: this.upload(mixturesOf(network, schedule)),
      waves: this.upload(wavesOf(network)),
      adamBlocks: this.upload(plan.adamBlocks),
      unbiased: this.upload(plan.unbiased),
    };
    const length = PARTS.reduce((sum, part) => sum + this.layoutOf(part).length, 0);
    this.staging = this.create(4 * length, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  }

  /** What a dispatch binds. @param digits those that its batch is made of */
  bound(binding: Binding, evaluated: Evaluated, digits: Digits): GPUBufferBinding {
    switch (binding.kind) {
      case 'parameter':
        return binding.name === undefined
          ? { buffer: this.state[evaluated] }
          : ranged(this.state[evaluated], this.plan.parameters.at(binding.name));
      case 'moment':
        return { buffer: this.state[binding.name] };
      case 'statistics':
        return ranged(binding.part === 'batch' ? this.statistics : this.state[binding.part], binding.range);
      case 'sums':
        return ranged(this.sums, binding.range);
      case 'value':
        return ranged(this.values[this.plan.valueBuffers.get(binding.name) ?? 0], binding.range);
      case 'given':
        return { buffer: binding.name === 'digits' ? this.digitsOf(digits) : this.given[binding.name] };
    }
  }

  /** Where an averaged parameter is. */
  averaged(name: string): GPUBufferBinding {
    return ranged(this.state.average, this.plan.parameters.at(name));
  }

  /** Replaces the parameters. */
  setParameters(parameters: Float32Array): void {
    this.device.queue.writeBuffer(this.state.parameters, 0, this.plan.parameters.spread(parameters));
  }

  /** Reads the state. Await it before the next call. @returns in the order of train/sections.ts */
  async readState(): Promise<Float32Array<ArrayBuffer>> {
    const encoder = this.device.createCommandEncoder();
    let at = 0;
    for (const part of PARTS) {
      const { length } = this.layoutOf(part);
      if (length > 0) encoder.copyBufferToBuffer(this.state[part], 0, this.staging, 4 * at, 4 * length);
      at += length;
    }
    this.device.queue.submit([encoder.finish()]);
    await this.staging.mapAsync(GPUMapMode.READ);
    const copied = new Float32Array(this.staging.getMappedRange());
    const numbers = new Float32Array(stateLength(this.plan.network));
    let [from, to] = [0, 0];
    for (const part of PARTS) {
      const layout = this.layoutOf(part);
      to += layout.gather(copied.subarray(from, from + layout.length), numbers.subarray(to));
      from += layout.length;
    }
    this.staging.unmap();
    return numbers;
  }

  /** Reads the partial sums of the gradients. */
  async readSums(): Promise<Float32Array> {
    const { size } = this.sums;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const staging = this.device.createBuffer({ size, usage });
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.sums, 0, staging, 0, size);
    this.device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const sums = new Float32Array(staging.getMappedRange().slice(0));
    staging.destroy();
    return sums;
  }

  /** A buffer that is freed with the others. */
  create(bytes: number, usage: number): GPUBuffer {
    const buffer = this.device.createBuffer({ size: Math.max(16, 4 * Math.ceil(bytes / 4)), usage });
    this.created.push(buffer);
    return buffer;
  }

  /** Frees all of them. */
  destroy(): void {
    for (const buffer of this.created) buffer.destroy();
  }

  private layoutOf(part: Part): Layout {
    return part === 'running' || part === 'calibrated' ? this.plan.statistics : this.plan.parameters;
  }

  /** The digits' bytes, uploaded on first use. */
  private digitsOf(digits: Digits): GPUBuffer {
    const uploaded = this.digits.get(digits) ?? this.upload(digits.pixels);
    this.digits.set(digits, uploaded);
    return uploaded;
  }

  private upload(data: Float32Array | Uint32Array | Uint8Array): GPUBuffer {
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const buffer = this.create(data.byteLength, STORAGE | COPY_DST | COPY_SRC);
    const whole =
      data.byteLength % 4 === 0 ? data : Uint8Array.from({ length: buffer.size }, (_, i) => data[i]);
    this.device.queue.writeBuffer(buffer, 0, whole as BufferSource);
    return buffer;
  }
}

const ranged = (buffer: GPUBuffer, range: Range | undefined): GPUBufferBinding =>
  range ? { buffer, offset: 4 * range.first, size: 4 * range.length } : { buffer };

/** For every t, from 0: the weights of x0 and epsilon in x_t, and in what the output should be. */
function mixturesOf({ output }: Network, { T, alphaBar, oneMinusAlphaBar }: Schedule): Float32Array {
  const rows = new Float32Array(4 * (T + 1));
  for (let t = 0; t <= T; t++) {
    const [signal, noise] = [Math.sqrt(alphaBar[t]), Math.sqrt(oneMinusAlphaBar[t])];
    const target = mixture(output, signal, noise);
    rows.set([signal, noise, target.x0, target.epsilon], 4 * t);
  }
  return rows;
}

/** For every t, from 1: its sines and cosines, which a GPU would compute less exactly. */
function wavesOf({ embedding, trainedOn: { T } }: Network): Float32Array {
  if ('picture' in embedding) return new Float32Array(0);
  const { frequencies } = embedding;
  const rows = new Float32Array(2 * frequencies * T);
  for (let t = 1; t <= T; t++) rows.set(sinusoids(t - 1, frequencies), 2 * frequencies * (t - 1));
  return rows;
}
