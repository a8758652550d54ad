import { sinusoids } from '../../embedding';
import type { Network } from '../../network';
import { trainedShapes } from '../../norms';
import { elements } from '../../shapes';
import { stepOf } from '../../train/adam';
import type { Batch } from '../../train/batch';
import { partOf, stateLength, type Part } from '../../train/sections';
import { MOMENTUM } from '../../train/trainer';
import { isSupported } from '../assemble';
import { instantiate } from '../instance';
import { NUMBER } from '../memory';
import type { Threads } from '../threads';
import { lowerTraining, type TrainingOptions, type TrainingPlan } from './lower';

/** Choices that have good defaults. */
export interface CpuTrainingOptions {
  /** Whether multiply-adds round once; by default wherever WebAssembly can. */
  readonly fused?: boolean;
  readonly threads?: Threads | undefined;
}

/** A plan and its compiled module. */
interface CompiledPlan {
  readonly plan: TrainingPlan;
  readonly module: WebAssembly.Module;
}

/** Plans by all that they follow from: a training that goes on finds its code optimised already. */
const compiledPlans = new Map<string, CompiledPlan>();

function compiledPlan(network: Network, options: TrainingOptions): CompiledPlan {
  const { size, patch, embedding, layers, classes, trainedOn } = network;
  const cacheKey = JSON.stringify([size, patch, embedding, layers, classes, trainedOn.T, options]);
  const existing = compiledPlans.get(cacheKey);
  if (existing) return existing;
  const plan = lowerTraining(network, options);
  const compiled = { plan, module: new WebAssembly.Module(plan.module) };
  compiledPlans.set(cacheKey, compiled);
  return compiled;
}

/**
 * A network in training on the CPU, by a module of its own. The order of all sums is fixed: the same state and batches give the same
 * numbers for any number of threads.
 */
export class CpuTraining {
  readonly fused: boolean;
  private readonly plan: TrainingPlan;
  private readonly numbers: Float32Array;
  private readonly integers: Int32Array;
  private readonly runPhase: (phase: number) => void;
  private readonly drop: () => void;
  /** Statistics of the batch normalisations with the current and with the averaged parameters. */
  private readonly running: Float32Array;
  private readonly calibrated: Float32Array;
  /** Number of batches in `calibrated`; while 0 it is a copy of the running statistics. */
  private calibrationBatches = 0;

  /**
   * @param batch pictures of an update
   * @param state to continue from, as `state()` returns it
   * @param updates so far
   * @param longestAverage the largest decay of the average
   * @throws Error with the reason, if the network cannot be trained so
   */
  constructor(
    private readonly network: Network,
    batch: number,
    state: Float32Array,
    private updates: number,
    private readonly longestAverage: number,
    { fused = isSupported(true), threads }: CpuTrainingOptions = {},
  ) {
    this.fused = fused;
    const { plan, module } = compiledPlan(network, { fused, batch, threads: threads?.count ?? 1 });
    this.plan = plan;
    const { pages, shared } = plan.memory;
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
    const evaluate = instantiate(module, memory)('evaluate');
    this.numbers = new Float32Array(memory.buffer);
    this.integers = new Int32Array(memory.buffer);
    const id = threads?.load(module, memory);
    this.drop = () => {
      if (threads && id !== undefined) threads.drop(id);
    };
    this.runPhase = (phase) => {
      this.integers[plan.at.phase / NUMBER] = phase;
      if (!threads || id === undefined) evaluate(0, plan.shards, 0);
      else if (!threads.evaluate(id, plan.shards, evaluate)) throw new Error('a thread is silent');
    };
    this.running = partOf(network, state, 'running').slice();
    this.calibrated = partOf(network, state, 'calibrated').slice();
    for (const part of ['parameters', 'average', 'first', 'second'] as const)
      this.numbers.set(partOf(network, state, part), plan.at[part] / NUMBER);
    this.writeWaves();
  }

  /** Size of the memory, bytes; constant. */
  get memoryBytes(): number {
    return this.numbers.byteLength;
  }

  /**
   * One update by the gradient of the weighted mean of the pictures' squared errors.
   * @param weights the weight of each picture's squared error
   * @returns the squared errors of the network's output before the update, [batch]
   */
  update(batch: Batch, weights: Float64Array, learningRate: number): Float32Array {
    const { phases, at } = this.plan;
    this.write(batch, weights);
    this.runPhases(0, phases - 1);
    this.updates++;
    const { rate, correction, decay } = stepOf(this.updates, learningRate, this.longestAverage);
    this.numbers.set([rate, correction, decay], at.step / NUMBER);
    this.runPhases(phases - 1, phases);
    this.observe(this.running, MOMENTUM);
    this.calibrated.set(this.running);
    this.calibrationBatches = 0;
    return this.errors();
  }

  /** The squared errors of a batch, and the gradients of their weighted mean by name. */
  gradients(
    batch: Batch,
    weights: Float64Array,
  ): { errors: Float32Array; gradients: Map<string, Float32Array> } {
    const { phases, shards, at } = this.plan;
    this.write(batch, weights);
    this.runPhases(0, phases - 1);
    const gradients = new Map<string, Float32Array>();
    let first = at.sums / NUMBER;
    for (const [name, shape] of trainedShapes(this.network)) {
      const gradient = new Float32Array(elements(shape));
      for (let shard = 0; shard < shards; shard++) {
        const begin = first + (shard * at.sumsBytes) / NUMBER;
        const sums = this.numbers.subarray(begin, begin + gradient.length);
        sums.forEach((value, i) => (gradient[i] += value));
        sums.fill(0);
      }
      gradients.set(name, gradient);
      first += gradient.length;
    }
    return { errors: this.errors(), gradients };
  }

  /**
   * Adds a batch to the statistics of the batch normalisations with the averaged parameters, see NetworkTrainer. Does nothing for a
   * network without batch normalisation.
   */
  calibrate(batch: Batch): void {
    const { forwardPhases } = this.plan;
    if (forwardPhases === undefined) return;
    this.write(batch, new Float64Array(batch.times.length));
    this.exchange();
    this.runPhases(0, forwardPhases);
    this.exchange();
    this.calibrationBatches++;
    this.observe(this.calibrated, 1 / this.calibrationBatches);
  }

  /** A copy of everything that continuing needs, in the order of a stored state. */
  state(): Float32Array<ArrayBuffer> {
    const state = new Float32Array(stateLength(this.network));
    const { at } = this.plan;
    for (const part of ['parameters', 'average', 'first', 'second'] as const) {
      const to = this.part(state, part);
      to.set(this.numbers.subarray(at[part] / NUMBER, at[part] / NUMBER + to.length));
    }
    this.part(state, 'running').set(this.running);
    this.part(state, 'calibrated').set(this.calibrated);
    return state;
  }

  /** Tells the threads to forget it. */
  dispose(): void {
    this.drop();
  }

  private part(state: Float32Array, part: Part): Float32Array {
    return partOf(this.network, state, part);
  }

  private runPhases(from: number, to: number): void {
    for (let phase = from; phase < to; phase++) this.runPhase(phase);
  }

  /** Exchanges the parameters and their average. */
  private exchange(): void {
    const { parameters, average } = this.plan.at;
    const length = this.part(new Float32Array(stateLength(this.network)), 'parameters').length;
    const [a, b] = [parameters, average].map((at) =>
      this.numbers.subarray(at / NUMBER, at / NUMBER + length),
    );
    const before = a.slice();
    a.set(b);
    b.set(before);
  }

  private write({ xt, target, times, labels }: Batch, weights: Float64Array): void {
    const { at, batch } = this.plan;
    if (times.length !== batch) throw new RangeError(`an update has ${batch} pictures, not ${times.length}`);
    this.numbers.set(xt, at.xt / NUMBER);
    this.numbers.set(target, at.target / NUMBER);
    this.integers.set(labels, at.labels / NUMBER);
    for (let i = 0; i < batch; i++) {
      this.integers[at.times / NUMBER + i] = times[i] - 1;
      this.numbers[at.factors / NUMBER + i] = (2 * weights[i]) / batch;
    }
  }

  private errors(): Float32Array {
    const { at, batch } = this.plan;
    return this.numbers.slice(at.errors / NUMBER, at.errors / NUMBER + batch);
  }

  /** Moves statistics towards those of the last batch. @param share weight of the batch */
  private observe(statistics: Float32Array, share: number): void {
    let i = 0;
    for (const { at, length } of this.plan.observed.values())
      for (let k = 0; k < length; k++, i++)
        statistics[i] = statistics[i] * (1 - share) + this.numbers[at / NUMBER + k] * share;
  }

  private writeWaves(): void {
    const { embedding, trainedOn } = this.network;
    if ('picture' in embedding) return;
    for (let t = 0; t < trainedOn.T; t++)
      this.numbers.set(
        sinusoids(t, embedding.frequencies),
        this.plan.waves / NUMBER + t * 2 * embedding.frequencies,
      );
  }
}
