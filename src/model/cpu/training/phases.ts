import type { Locals, ModuleBuilder } from '../assemble';
import { i32, increase, loop, when, type Body, type Local, type Value } from '../instructions';

/** The pictures that a step computes, and the thread and shard that it works for. */
export interface Frame {
  /** Index of the first picture where values are kept. */
  readonly first: Value<'i32'>;
  /** Index of the first picture in the batch. */
  readonly inBatch: Value<'i32'>;
  readonly pictures: Value<'i32'>;
  readonly thread: Value<'i32'>;
  readonly shard: Value<'i32'>;
}

/** Code that computes something for some pictures. */
export type Step = (frame: Frame) => Body;

/** What all shards do before any of them goes on. */
interface Phase {
  /** For all pictures of a shard at once, before and after the stages. */
  readonly before: Step[];
  readonly after: Step[];
  /** Steps that some pictures go through before the next ones do, by the number of these. */
  readonly stages: { readonly group: number; readonly steps: Step[] }[];
}

/** How the pictures of a batch are shared out. */
export interface Shares {
  readonly batch: number;
  /** Parts of the batch, each with sums of its own. */
  readonly shards: number;
  /** Pictures that go through all stages of a phase before the next ones do; a shard's at least, or those that a thread keeps values of. */
  readonly block: number;
  /** Whether a thread keeps the values of one block only. */
  readonly reuses: boolean;
}

/** The code of an update, phase by phase. */
export class Phases {
  private readonly phases: Phase[] = [];

  constructor(private readonly shares: Shares) {}

  get count(): number {
    return this.phases.length;
  }

  begin(): void {
    this.phases.push({ before: [], stages: [], after: [] });
  }

  before(step: Step): void {
    this.current.before.push(step);
  }

  after(step: Step): void {
    this.current.after.push(step);
  }

  /** @param group pictures that fit into the cache together */
  add(group: number, step: Step): void {
    const { stages } = this.current;
    const atOnce = Math.min(group, this.shares.block);
    const last = stages.at(-1);
    if (last?.group === atOnce) last.steps.push(step);
    else stages.push({ group: atOnce, steps: [step] });
  }

  /**
   * Defines `evaluate(first, end, thread)`, which computes the shards first .. end - 1 of the phase whose number stands in memory.
   * @param phaseAt address of that number
   */
  define(module: ModuleBuilder, phaseAt: number): void {
    const procedures = this.phases.map((phase, i) =>
      module.define(`phase ${i}`, ['i32', 'i32', 'i32'], (locals, first, end, thread) => {
        const shard = locals.int();
        return loop(shard, { from: first, to: end }, this.shardCode(locals, phase, thread, shard));
      }),
    );
    module.define('evaluate', ['i32', 'i32', 'i32'], (_, first, end, thread) =>
      procedures.map((each, i) => when(i32.equal(i32.load(phaseAt), i), each.call(first, end, thread))),
    );
  }

  private get current(): Phase {
    return this.phases[this.phases.length - 1];
  }

  private shardCode(locals: Locals, phase: Phase, thread: Local<'i32'>, shard: Local<'i32'>): Body {
    const { batch, shards, block, reuses } = this.shares;
    const [start, end, blockAt, first, inBatch, pictures, blockEnd] = Array.from({ length: 7 }, () =>
      locals.int(),
    );
    const startOf = (index: Value<'i32'>) => i32.divide(i32.multiply(index, batch), shards);
    const whole: Frame = { first: start, inBatch: start, pictures: i32.subtract(end, start), thread, shard };
    const frame: Frame = { first, inBatch, pictures, thread, shard };
    const least = (value: Value<'i32'>, most: number): Value<'i32'> =>
      i32.select(value, most, i32.lessThan(value, most));
    const stageCode = ({ group, steps }: Phase['stages'][number]): Body => [
      first.set(reuses ? i32.multiply(thread, block) : blockAt),
      loop(inBatch, { from: blockAt, to: blockEnd, step: group }, [
        pictures.set(least(i32.subtract(blockEnd, inBatch), group)),
        steps.map((step) => step(frame)),
        increase(first, group),
      ]),
    ];
    return [
      start.set(startOf(shard)),
      end.set(startOf(i32.add(shard, 1))),
      phase.before.map((step) => step(whole)),
      phase.stages.length === 0
        ? []
        : loop(blockAt, { from: start, to: end, step: block }, [
            blockEnd.set(i32.add(blockAt, least(i32.subtract(end, blockAt), block))),
            phase.stages.map(stageCode),
          ]),
      phase.after.map((step) => step(whole)),
    ];
  }
}
