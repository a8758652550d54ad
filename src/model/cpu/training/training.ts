import { sinusoids } from '../../embedding';
import type { Network } from '../../network';
import { trainedShapes } from '../../norms';
import { elements } from '../../shapes';
import { stepOf } from '../../train/adam';
import type { Batch } from '../../train/batch';
import { partOf, stateLength } from '../../train/sections';
import { MOMENTUM } from '../../train/trainer';
import { isSupported } from '../assemble';
import { NUMBER } from '../memory';
import type { Threads } from '../threads';
import { loadTraining, type LoadedTraining } from './loaded';

/** Choices that have good defaults. */
export interface CpuTrainingOptions {
  /** Whether multiply-adds round once; by default wherever WebAssembly can. */
  readonly fused?: boolean;
  readonly threads?: Threads | undefined;
}

/** Parts of a training's state that stand in the module's memory. */
const IN_MEMORY = ['parameters', 'average', 'first', 'second'] as const;

/**
 * A network in training on the CPU, by a module of its own. The order of all sums is fixed: the same state and batches give the same
 * numbers for any number of threads.
 */
export class CpuTraining {
  private loaded: LoadedTraining;
  private readonly fused: boolean;
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
    readonly batch: number,
    state: Float32Array,
    private updates: number,
    private readonly longestAverage: number,
    { fused = isSupported(true), threads }: CpuTrainingOptions = {},
  ) {
    this.fused = fused;
    this.running = partOf(network, state, 'running').slice();
    this.calibrated = partOf(network, state, 'calibrated').slice();
    this.loaded = this.load(state, threads);
  }

  /** Size of the module's memory, bytes; constant. */
  get memoryBytes(): number {
    return this.loaded.numbers.byteLength;
  }

  /**
   * One update by the gradient of the weighted mean of the pictures' squared errors.
   * @param weights the weight of each picture's squared error
   * @returns the squared errors of the network's output before the update, [batch]
   */
  update(batch: Batch, weights: Float64Array, learningRate: number): Float32Array {
    this.computeGradients(batch, weights);
    this.updates++;
    const { numbers, plan, runAlone } = this.loaded;
    const { rate, correction, decay } = stepOf(this.updates, learningRate, this.longestAverage);
    numbers.set([rate, correction, decay], plan.at.step / NUMBER);
    runAlone(plan.phases - 1, plan.phases);
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
    this.computeGradients(batch, weights);
    const { numbers, plan } = this.loaded;
    const { shards, at } = plan;
    const gradients = new Map<string, Float32Array>();
    let first = at.sums / NUMBER;
    for (const [name, shape] of trainedShapes(this.network)) {
      const gradient = new Float32Array(elements(shape));
      for (let shard = 0; shard < shards; shard++) {
        const begin = first + (shard * at.sumsBytes) / NUMBER;
        const sums = numbers.subarray(begin, begin + gradient.length);
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
    const { forwardPhases } = this.loaded.plan;
    if (forwardPhases === undefined) return;
    this.exchange();
    const weights = new Float64Array(this.batch);
    // On other threads or not, the numbers are the same.
    if (!this.attempt(batch, weights, forwardPhases)) {
      this.exchange();
      this.restart();
      this.exchange();
      this.attempt(batch, weights, forwardPhases);
    }
    this.exchange();
    this.calibrationBatches++;
    this.observe(this.calibrated, 1 / this.calibrationBatches);
  }

  /** Replaces the parameters, in the order of the network's trained parameters. */
  setParameters(parameters: Float32Array): void {
    const { numbers, plan } = this.loaded;
    numbers.set(parameters, plan.at.parameters / NUMBER);
  }

  /** A copy of everything that continuing needs, in the order of a stored state. */
  state(): Float32Array<ArrayBuffer> {
    const { network } = this;
    const { numbers, plan } = this.loaded;
    const state = new Float32Array(stateLength(network));
    for (const part of IN_MEMORY) {
      const to = partOf(network, state, part);
      const at = plan.at[part] / NUMBER;
      to.set(numbers.subarray(at, at + to.length));
    }
    partOf(network, state, 'running').set(this.running);
    partOf(network, state, 'calibrated').set(this.calibrated);
    return state;
  }

  /** Tells the threads to forget it. */
  dispose(): void {
    this.loaded.drop();
  }

  private load(state: Float32Array, threads: Threads | undefined): LoadedTraining {
    const { network, fused, batch } = this;
    const loaded = loadTraining(network, { fused, batch, threads: threads?.count ?? 1 }, threads);
    const { plan, numbers } = loaded;
    for (const part of IN_MEMORY) numbers.set(partOf(network, state, part), plan.at[part] / NUMBER);
    const { embedding, trainedOn } = network;
    if ('picture' in embedding) return loaded;
    const { frequencies } = embedding;
    for (let t = 0; t < trainedOn.T; t++)
      numbers.set(sinusoids(t, frequencies), plan.waves / NUMBER + t * 2 * frequencies);
    return loaded;
  }

  /** Goes on without the other threads, one of which is silent. Call it where the state is whole. */
  private restart(): void {
    const state = this.state();
    this.loaded.drop();
    this.loaded = this.load(state, undefined);
  }

  private computeGradients(batch: Batch, weights: Float64Array): void {
    const last = this.loaded.plan.phases - 1;
    if (this.attempt(batch, weights, last)) return;
    this.restart();
    this.attempt(batch, weights, last);
  }

  /** Writes a batch and runs phases 0 .. phases - 1. @returns false if a thread was silent */
  private attempt({ xt, target, times, labels }: Batch, weights: Float64Array, phases: number): boolean {
    const { numbers, integers, plan, run } = this.loaded;
    const { at, batch } = plan;
    if (times.length !== batch) throw new RangeError(`an update has ${batch} pictures, not ${times.length}`);
    numbers.set(xt, at.xt / NUMBER);
    numbers.set(target, at.target / NUMBER);
    integers.set(labels, at.labels / NUMBER);
    for (let i = 0; i < batch; i++) {
      integers[at.times / NUMBER + i] = times[i] - 1;
      numbers[at.factors / NUMBER + i] = (2 * weights[i]) / batch;
    }
    return run(0, phases);
  }

  private errors(): Float32Array {
    const { numbers, plan } = this.loaded;
    const at = plan.at.errors / NUMBER;
    return numbers.slice(at, at + plan.batch);
  }

  /** Exchanges the parameters and their average. */
  private exchange(): void {
    const { numbers, plan } = this.loaded;
    const { parameters, average, first } = plan.at;
    const [a, b] = [parameters, average].map((at) =>
      numbers.subarray(at / NUMBER, (at + first - average) / NUMBER),
    );
    const before = a.slice();
    a.set(b);
    b.set(before);
  }

  /** Moves statistics towards those of the last batch. @param share weight of the batch */
  private observe(statistics: Float32Array, share: number): void {
    const { numbers, plan } = this.loaded;
    let i = 0;
    for (const { at, length } of plan.observed.values())
      for (let k = at / NUMBER; k < at / NUMBER + length; k++, i++)
        statistics[i] = statistics[i] * (1 - share) + numbers[k] * share;
  }
}
