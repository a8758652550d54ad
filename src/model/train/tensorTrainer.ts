import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Schedule } from '../../diffusion/schedule';
import type { Network } from '../network';
import { noised, type Batch, type Draw } from './batch';
import type { NetworkTrainer, TrainerOptions, Update } from './networkTrainer';
import { Trainer } from './trainer';

/** A training by tfjs's operations, on any backend. */
export class TensorTrainer implements NetworkTrainer {
  readonly atOnce = 1;
  private readonly trainer: Trainer;
  private readonly schedule: Schedule;
  /** Errors that are being read. */
  private readonly pending = new Set<Tensor1D>();

  constructor(
    private readonly network: Network,
    { schedule, numbers, update, longestAverage }: TrainerOptions,
  ) {
    this.schedule = schedule;
    this.trainer = new Trainer(network, numbers, update, longestAverage);
  }

  update(updates: readonly Update[]): Promise<Float32Array[]> {
    return Promise.all(
      updates.map(({ draw, weights, learningRate }) =>
        this.read(this.trainer.update(this.batchOf(draw), weights, learningRate)),
      ),
    );
  }

  calibrate(draw: Draw): void {
    this.trainer.calibrate(this.batchOf(draw));
  }

  measure(draw: Draw): Promise<Float32Array> {
    return this.read(this.trainer.measure(this.batchOf(draw)));
  }

  averagedWeights(): ReturnType<NetworkTrainer['averagedWeights']> {
    return this.trainer.averagedWeights();
  }

  numbers(): Promise<Float32Array<ArrayBuffer>> {
    return this.trainer.numbers();
  }

  dispose(): void {
    for (const errors of this.pending) errors.dispose();
    this.pending.clear();
    this.trainer.dispose();
  }

  private batchOf(draw: Draw): Batch {
    return noised(this.network, this.schedule, draw);
  }

  /** Reads errors and frees them. */
  private async read(errors: Tensor1D): Promise<Float32Array> {
    this.pending.add(errors);
    try {
      return Float32Array.from(await errors.data());
    } finally {
      // A trainer that was disposed has freed them.
      if (this.pending.delete(errors)) errors.dispose();
    }
  }
}
