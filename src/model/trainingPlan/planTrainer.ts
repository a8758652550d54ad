import { bindGroup, compileShaders, type Shaders } from '../compiled/compile';
import { collectRefusals } from '../compiled/refused';
import { MOST_A_SUBMIT, Submits } from '../compiled/submits';
import type { ReadyDispatch } from '../compiled/timing';
import { STEP_STRIDE, THREADS } from '../compiled/wgsl';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { normsOf } from '../norms';
import { stepOf } from '../train/adam';
import type { Digits, Draw } from '../train/batch';
import type { NetworkTrainer, TrainerOptions, Update } from '../train/networkTrainer';
import { averagedWeights } from '../train/sections';
import { MOMENTUM } from '../train/trainer';
import { Buffers, ROW_NUMBERS, type Evaluated } from './buffers';
import { lowerTraining, type TrainingPlan } from './lower';
import type { Dispatch, Range } from './shader';
import { packSteps, STEP_BYTES, type StepNumbers } from './step';

/** A dispatch with its workgroups for a number of pictures. */
interface Encoded extends Omit<ReadyDispatch, 'groups'> {
  readonly groups: (pictures: number) => number;
}

type List = 'update' | 'gradient' | 'calibrate' | 'measure';

const EVALUATED: Readonly<Record<List, Evaluated>> = {
  update: 'parameters',
  gradient: 'parameters',
  calibrate: 'average',
  measure: 'average',
};

const NO_STEP: StepNumbers = {
  pictures: 0,
  first: 0,
  picture: 0,
  key0: 0,
  key1: 0,
  rate: 0,
  correction: 0,
  decay: 0,
  share: 0,
};

/**
 * A training whose updates are computed on the device by shaders of their own: batch, gradients, Adam and average. All buffers are
 * made before the first update, and several updates go into one submit.
 */
export class PlanTrainer implements NetworkTrainer {
  private readonly buffers: Buffers;
  private readonly steps: GPUBuffer;
  /** Buffers for reading errors that nothing waits for. */
  private readonly freeStaging: GPUBuffer[] = [];
  private readonly ready = new Map<List, WeakMap<Digits, readonly Encoded[]>>();
  private readonly sizes = new Submits();
  private readonly rowNumbers: Uint32Array;
  private readonly rowReals: Float32Array;
  private calibrationBatches = 0;
  private updates: number;
  private readonly longestAverage: number;

  private constructor(
    private readonly device: GPUDevice,
    private readonly plan: TrainingPlan,
    private readonly pipelines: Shaders['pipelines'],
    { schedule, numbers, update, longestAverage }: TrainerOptions,
  ) {
    this.updates = update;
    this.longestAverage = longestAverage;
    this.buffers = new Buffers(device, plan, schedule, numbers, MOST_A_SUBMIT);
    this.steps = this.buffers.create(
      STEP_STRIDE * MOST_A_SUBMIT,
      GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    );
    this.rowNumbers = new Uint32Array(MOST_A_SUBMIT * plan.batch * ROW_NUMBERS);
    this.rowReals = new Float32Array(this.rowNumbers.buffer);
  }

  /**
   * Lowers the training of a network and compiles its shaders.
   * @throws Error with the reason, if no shader can compute one of the layers, or if the device refuses a command
   */
  static async create(device: GPUDevice, network: Network, options: TrainerOptions): Promise<PlanTrainer> {
    const plan = lowerTraining(network, options.batch);
    const all = [...plan.update, ...plan.calibrate, ...plan.measure];
    const pipelines = await compileShaders(device, all).all;
    const endRefusals = collectRefusals(device);
    const trainer = new PlanTrainer(device, plan, pipelines, options);
    const refusal = await endRefusals();
    if (!refusal) return trainer;
    trainer.dispose();
    throw refusal;
  }

  /** Pictures in an update. */
  get batch(): number {
    return this.plan.batch;
  }

  /** Replaces the parameters, in the order of the network's trained parameters. */
  setParameters(parameters: Float32Array): void {
    this.buffers.setParameters(parameters);
  }

  get atOnce(): number {
    return this.sizes.size;
  }

  async update(updates: readonly Update[]): Promise<Float32Array[]> {
    const { batch } = this.plan;
    const steps = updates.map(({ draw, weights, learningRate }, i): StepNumbers => {
      this.writeRows(draw, i * batch, 0, batch, (picture) => weights[picture] / batch);
      this.updates++;
      return {
        ...this.stepOf(draw, i * batch, 0, batch),
        ...stepOf(this.updates, learningRate, this.longestAverage),
        share: MOMENTUM,
      };
    });
    this.calibrationBatches = 0;
    const submitted = performance.now();
    const errors = await this.run('update', updates[0].draw.digits, steps, batch * updates.length);
    this.sizes.done(updates.length, submitted, performance.now());
    return updates.map((_, i) => errors.slice(i * batch, (i + 1) * batch));
  }

  /**
   * The squared errors of a batch, and the gradients of their weighted mean by name. The batch may be smaller than that of an update
   * as long as there was none.
   */
  async gradients(
    draw: Draw,
    weights: Float64Array,
  ): Promise<{ errors: Float32Array; gradients: Map<string, Float32Array> }> {
    const { gradients, parameters } = this.plan;
    const count = weights.length;
    this.writeRows(draw, 0, 0, count, (picture) => weights[picture] / count);
    const errors = await this.run('gradient', draw.digits, [this.stepOf(draw, 0, 0, count)], count);
    const sums = await this.buffers.readSums();
    const of = ([name, { length }]: [string, Range]): [string, Float32Array] => {
      const { first, stride, parts } = lookup(gradients, name);
      const gradient = new Float32Array(length);
      for (let part = 0; part < parts; part++)
        for (let i = 0; i < length; i++) gradient[i] += sums[first + part * stride + i];
      return [name, gradient];
    };
    return { errors, gradients: new Map([...parameters.entries()].map(of)) };
  }

  calibrate(draw: Draw): void {
    const count = draw.chosen.length;
    if (this.plan.calibrate.length === 0) return;
    this.calibrationBatches++;
    this.writeRows(draw, 0, 0, count, () => 0);
    const step = { ...this.stepOf(draw, 0, 0, count), share: 1 / this.calibrationBatches };
    this.submit('calibrate', draw.digits, [step]);
  }

  async measure(draw: Draw): Promise<Float32Array> {
    const count = draw.chosen.length;
    const errors = new Float32Array(count);
    for (let first = 0; first < count; first += this.plan.batch) {
      const pictures = Math.min(this.plan.batch, count - first);
      this.writeRows(draw, 0, first, pictures, () => 0);
      const step = this.stepOf(draw, 0, first, pictures);
      errors.set(await this.run('measure', draw.digits, [step], pictures), first);
    }
    return errors;
  }

  async averagedWeights(): ReturnType<NetworkTrainer['averagedWeights']> {
    return averagedWeights(this.plan.network, await this.numbers());
  }

  averagedBuffer(name: string): GPUBufferBinding | undefined {
    const { network, parameters } = this.plan;
    const isFolded = normsOf(network).some(
      ({ layer: { id, prologue } }) => !prologue && [`${id}.kernel`, `${id}.bias`].includes(name),
    );
    return isFolded || !parameters.has(name) ? undefined : this.buffers.averaged(name);
  }

  numbers(): Promise<Float32Array<ArrayBuffer>> {
    return this.buffers.readState();
  }

  dispose(): void {
    this.buffers.destroy();
  }

  private stepOf({ noise }: Draw, first: number, picture: number, pictures: number): StepNumbers {
    return { ...NO_STEP, pictures, first, picture, key0: noise[0], key1: noise[1] };
  }

  /** Writes the rows of some pictures of a draw, to be uploaded. */
  private writeRows(
    { chosen, times, labels }: Draw,
    row: number,
    first: number,
    count: number,
    weight: (picture: number) => number,
  ): void {
    for (let i = 0; i < count; i++) {
      const at = (row + i) * ROW_NUMBERS;
      this.rowNumbers[at] = chosen[first + i];
      this.rowNumbers[at + 1] = times[first + i];
      this.rowNumbers[at + 2] = labels[first + i];
      this.rowReals[at + 3] = weight(first + i);
    }
  }

  /** Submits a list of dispatches for each step. */
  private submit(
    list: List,
    digits: Digits,
    steps: readonly StepNumbers[],
    staging?: GPUBuffer,
    errors = 0,
  ): void {
    const { queue } = this.device;
    const rows = steps.reduce((sum, { pictures }) => sum + pictures, 0);
    queue.writeBuffer(this.buffers.rows, 0, this.rowNumbers as BufferSource, 0, rows * ROW_NUMBERS);
    queue.writeBuffer(this.steps, 0, packSteps(steps));
    const dispatches = this.dispatches(list, digits);
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    steps.forEach(({ pictures }, i) => {
      const offset = [STEP_STRIDE * i];
      for (const { pipeline, group, groups } of dispatches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group, offset);
        pass.dispatchWorkgroups(groups(pictures));
      }
    });
    pass.end();
    if (staging) encoder.copyBufferToBuffer(this.buffers.errors, 0, staging, 0, 4 * errors);
    queue.submit([encoder.finish()]);
  }

  /** The same, and reads the first errors. */
  private async run(
    list: List,
    digits: Digits,
    steps: readonly StepNumbers[],
    errors: number,
  ): Promise<Float32Array> {
    const staging =
      this.freeStaging.pop() ??
      this.buffers.create(
        4 * MOST_A_SUBMIT * this.plan.batch,
        GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      );
    this.submit(list, digits, steps, staging, errors);
    await staging.mapAsync(GPUMapMode.READ, 0, 4 * errors);
    const values = new Float32Array(staging.getMappedRange(0, 4 * errors).slice(0));
    staging.unmap();
    this.freeStaging.push(staging);
    return values;
  }

  /** A list's dispatches with their bind groups, made on first use. */
  private dispatches(list: List, digits: Digits): readonly Encoded[] {
    const byDigits = this.ready.get(list) ?? new WeakMap<Digits, readonly Encoded[]>();
    this.ready.set(list, byDigits);
    const made =
      byDigits.get(digits) ?? this.plan[list].map((each) => this.encoded(each, EVALUATED[list], digits));
    byDigits.set(digits, made);
    return made;
  }

  private encoded({ id, code, bindings, threads }: Dispatch, evaluated: Evaluated, digits: Digits): Encoded {
    const uniform = { buffer: this.steps, size: STEP_BYTES };
    const resources = bindings.map((binding) => this.buffers.bound(binding, evaluated, digits));
    return {
      id,
      pipeline: lookup(this.pipelines, code),
      group: bindGroup({ device: this.device, pipelines: this.pipelines }, code, uniform, resources),
      groups:
        'all' in threads
          ? () => Math.ceil(threads.all / THREADS)
          : (pictures) => Math.ceil((pictures * threads.perPicture) / THREADS),
    };
  }
}
