import { createTimePicture } from '../../condition';
import { createEmbedding } from '../../embedding';
import { lookup } from '../../lookup';
import { numbersOf, type Network } from '../../network';
import { noised, type Batch, type Draw } from '../../train/batch';
import type { NetworkTrainer, TrainerOptions, Update } from '../../train/networkTrainer';
import { PROOF_PICTURES, proveGradients } from '../../train/proveGradients';
import { averagedWeights, partOf } from '../../train/sections';
import type { Parameter } from '../../weights';
import { createCpuNetwork, type CpuNetwork } from '../evaluate';
import type { Threads } from '../threads';
import { CpuTraining } from './training';

/** What the gradients are proven of: WebAssembly here. */
const DEVICE = {};

/** A training by plans on the CPU: one makes the updates, another one evaluates the averaged weights. */
export class CpuTrainer implements NetworkTrainer {
  readonly atOnce = 1;
  private readonly training: CpuTraining;
  private readonly schedule: TrainerOptions['schedule'];
  private evaluator: CpuNetwork | undefined;
  /** The averaged weights, unless they have changed. */
  private averaged: Map<string, Parameter> | undefined;

  private constructor(
    private readonly network: Network,
    { schedule, batch, numbers, update, longestAverage }: TrainerOptions,
    private readonly threads: Threads | undefined,
  ) {
    this.schedule = schedule;
    this.training = new CpuTraining(network, batch, numbers, update, longestAverage, { threads });
  }

  /**
   * A trainer whose gradients are correct here.
   * @throws Error with the reason, if the plan cannot train the network here
   */
  static async create(
    network: Network,
    options: TrainerOptions,
    threads: Threads | undefined,
  ): Promise<CpuTrainer> {
    const { numbers, schedule } = options;
    const batch = Math.min(PROOF_PICTURES, options.batch);
    let proven: CpuTraining | undefined;
    // Made if the comparison is made.
    const training = (): CpuTraining => (proven ??= new CpuTraining(network, batch, numbers, 0, 0));
    const provable = {
      batch,
      setParameters: (parameters: Float32Array) => training().setParameters(parameters),
      gradients: (draw: Draw, weights: Float64Array) =>
        Promise.resolve(training().gradients(noised(network, schedule, draw), weights)),
    };
    await proveGradients(DEVICE, network, provable, partOf(network, numbers, 'parameters'));
    return new CpuTrainer(network, options, threads);
  }

  update(updates: readonly Update[]): Promise<Float32Array[]> {
    this.averaged = undefined;
    return Promise.resolve(
      updates.map(({ draw, weights, learningRate }) =>
        this.training.update(this.batchOf(draw), weights, learningRate),
      ),
    );
  }

  calibrate(draw: Draw): void {
    this.averaged = undefined;
    this.training.calibrate(this.batchOf(draw));
  }

  measure(draw: Draw): Promise<Float32Array> {
    const { xt, target, times, labels } = this.batchOf(draw);
    const { network, threads } = this;
    const pixels = numbersOf(network);
    const weights = this.weights();
    const evaluator = (this.evaluator ??= createCpuNetwork(network, weights, { threads }));
    const output = new Float32Array(xt.length);
    evaluator.evaluate({ xt, ...conditions(network, weights, times, labels) }, output);
    const errors = Float32Array.from(times, (_, n) => {
      let sum = 0;
      for (let i = n * pixels; i < (n + 1) * pixels; i++) sum += (output[i] - target[i]) ** 2;
      return sum / pixels;
    });
    return Promise.resolve(errors);
  }

  averagedWeights(): Promise<Map<string, Parameter>> {
    return Promise.resolve(this.weights());
  }

  numbers(): Promise<Float32Array<ArrayBuffer>> {
    return Promise.resolve(this.training.state());
  }

  dispose(): void {
    this.training.dispose();
    this.evaluator?.dispose();
  }

  private batchOf(draw: Draw): Batch {
    return noised(this.network, this.schedule, draw);
  }

  private weights(): Map<string, Parameter> {
    if (this.averaged) return this.averaged;
    this.averaged = averagedWeights(this.network, this.training.state());
    this.evaluator?.setParameters(this.averaged);
    return this.averaged;
  }
}

/** The input's second channels, [N, size, size] flat, and the embeddings, [N, width] flat. */
function conditions(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  times: Int32Array,
  labels: Int32Array,
): { channel: Float32Array; e: Float32Array } {
  const { embedding } = network;
  const pixels = numbersOf(network);
  const channel = new Float32Array(times.length * pixels);
  if ('picture' in embedding) {
    const picture = createTimePicture(embedding, weights);
    times.forEach((t, n) => channel.set(picture(t), n * pixels));
    return { channel, e: new Float32Array(0) };
  }
  const embed = createEmbedding(network, weights);
  const { data } = lookup(weights, 'template');
  const e = new Float32Array(times.length * embedding.width);
  times.forEach((t, n) => {
    channel.set(data.subarray(labels[n] * pixels, (labels[n] + 1) * pixels), n * pixels);
    e.set(embed(t, [labels[n]]), n * embedding.width);
  });
  return { channel, e };
}
