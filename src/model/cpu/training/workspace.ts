import { lookup } from '../../lookup';
import { numbersOf, type Network } from '../../network';
import { trainedShapes } from '../../norms';
import { elements, totalElements } from '../../shapes';
import type { ModuleBuilder } from '../assemble';
import { i32, type Value } from '../instructions';
import { Memory, NUMBER, tilesPerSide, type Place } from '../memory';
import { EXTRA_ROWS } from '../product';
import { Phases, type Frame, type Shares } from './phases';

/** Tiles that pass through a layer together: few enough that their points stay in a cache of 1 MB beside those of kernel and gradient. */
const TILES = 24;

/** Addresses of the arrays that a training's state consists of, and of what the host writes and reads. */
export interface TrainingMemory {
  readonly parameters: number;
  readonly average: number;
  readonly first: number;
  readonly second: number;
  readonly sums: number;
  readonly sumsBytes: number;
  readonly step: number;
  readonly phase: number;
  /** [batch, size, size] flat; points [batch, 2]. */
  readonly xt: number;
  readonly target: number;
  /** One number a picture: weights over the batch times 2, squared errors; whole numbers t - 1 and labels. */
  readonly factors: number;
  readonly errors: number;
  readonly times: number;
  readonly labels: number;
}

/** What the training of a network is lowered into and with. */
export class Workspace {
  readonly memory = new Memory();
  readonly phases: Phases;
  readonly at: TrainingMemory;
  /** Numbers of the parameters, a multiple of 4. */
  readonly length: number;
  /** Pictures that a place has room for. */
  readonly capacity: number;
  private readonly offsets = new Map<string, number>();
  private readonly preparations: {
    shard: number;
    step: () => ReturnType<Parameters<Phases['before']>[0]>;
  }[] = [];

  constructor(
    readonly network: Network,
    readonly module: ModuleBuilder,
    readonly shares: Shares,
    readonly threads: number,
  ) {
    const { batch, shards, block, reuses } = shares;
    this.phases = new Phases(shares);
    this.capacity = reuses ? threads * block : batch;
    const shapes = trainedShapes(network);
    let length = 0;
    for (const [name, shape] of shapes) {
      this.offsets.set(name, NUMBER * length);
      length += elements(shape);
    }
    this.length = 4 * Math.ceil(totalElements(shapes.values()) / 4);
    const reserve = (numbers: number): number => this.memory.reserve(numbers);
    const pixels = batch * numbersOf(network);
    const sums = Array.from({ length: shards }, () => reserve(this.length));
    this.at = {
      parameters: reserve(this.length),
      average: reserve(this.length),
      first: reserve(this.length),
      second: reserve(this.length),
      sums: sums[0],
      sumsBytes: (sums[1] ?? sums[0]) - sums[0],
      step: reserve(4),
      phase: reserve(1),
      xt: reserve(pixels),
      target: reserve(pixels),
      factors: reserve(batch),
      errors: reserve(batch),
      times: reserve(batch),
      labels: reserve(batch),
    };
  }

  /** Pictures of this height that pass through a layer together; of one pixel, all that there are. */
  group(height: number): number {
    if (height === 1) return this.shares.block;
    return Math.max(1, Math.floor(TILES / tilesPerSide(height) ** 2));
  }

  /** Pictures of a Winograd convolution at once. */
  atOnce(height: number): number {
    return Math.min(this.group(height), this.shares.block);
  }

  place(height: number, channels: number): Place {
    return this.memory.place(this.capacity, height, channels);
  }

  /** Address of a parameter. */
  parameter(name: string): number {
    return this.at.parameters + lookup(this.offsets, name);
  }

  /** Address of a parameter's gradient in the sums of a frame's shard. */
  gradient(name: string): (frame: Frame) => Value<'i32'> {
    const first = this.at.sums + lookup(this.offsets, name);
    return ({ shard }) => i32.add(first, i32.multiply(shard, this.at.sumsBytes));
  }

  /** An array for each thread. */
  perThread(numbers: number): (frame: Frame) => Value<'i32'> {
    const all = Array.from({ length: this.threads }, () => this.memory.reserve(numbers));
    const bytes = (all[1] ?? all[0]) - all[0];
    return ({ thread }) => i32.add(all[0], i32.multiply(thread, bytes));
  }

  /** An array for each shard. */
  perShard(numbers: number): { at: number; of: (frame: Frame) => Value<'i32'> } {
    const all = Array.from({ length: this.shares.shards }, () => this.memory.reserve(numbers));
    const bytes = (all[1] ?? all[0]) - all[0];
    return { at: all[0], of: ({ shard }) => i32.add(all[0], i32.multiply(shard, bytes)) };
  }

  /**
   * A row of numbers for each picture of the batch. Between the shards is room for the rows that a product may compute beyond its own.
   */
  rows(width: number): (frame: Frame) => Value<'i32'> {
    const { batch, shards } = this.shares;
    const at = this.memory.reserve((batch + EXTRA_ROWS * shards) * width);
    return ({ inBatch, shard }) =>
      i32.add(at, i32.multiply(i32.add(inBatch, i32.multiply(shard, EXTRA_ROWS)), NUMBER * width));
  }

  /** A divisor of the pictures of each shard, block, and group of pictures of one pixel: so many rows at once leave none over. */
  get rowsAtOnce(): 1 | 4 {
    const { batch, shards, block } = this.shares;
    return batch % (4 * shards) === 0 && block % 4 === 0 ? 4 : 1;
  }

  /** Most rows of a product. */
  get rowCapacity(): number {
    return this.shares.batch + EXTRA_ROWS * this.shares.shards;
  }

  /** Adds code that makes something of the parameters before each update; shards share such pieces. */
  prepare(step: Workspace['preparations'][number]['step']): void {
    this.preparations.push({ shard: this.preparations.length % this.shares.shards, step });
  }

  /** The code of one shard's preparations. */
  preparationsOf(shard: number): ReturnType<Workspace['preparations'][number]['step']>[] {
    return this.preparations.filter((each) => each.shard === shard).map(({ step }) => step());
  }
}

/** Address of a frame's first picture. */
export const pictureOf =
  ({ at, shape }: Place) =>
  ({ first }: Frame): Value<'i32'> =>
    i32.add(at, i32.multiply(first, shape.picture));

/** Address of a frame's first row in an array with one row for each picture of the batch. */
export const rowOf =
  (at: number, bytes: number) =>
  ({ inBatch }: Frame): Value<'i32'> =>
    i32.add(at, i32.multiply(inBatch, bytes));
