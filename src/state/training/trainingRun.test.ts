import { describe, expect, it } from 'vitest';
import type { Milestone, TrainEvent } from '../../engine/protocol/train';
import { TrainingRun } from './trainingRun';
import { CONFIG, losses, milestone, mirror } from './training.test-helper';

const updatesOf = (milestones: readonly Milestone[]): number[] => milestones.map(({ update }) => update);

function run(...events: TrainEvent[]): TrainingRun {
  const made = new TrainingRun('a run', CONFIG, 100, 'a', 5);
  made.backend = 'wasm';
  events.forEach((event) => made.receive(event));
  return made;
}

describe('a run', () => {
  it('takes in what the trainer says', () => {
    const made = run(milestone(0), losses(1, 0.3, 0.2), milestone(2), losses(3, 0.1));
    expect(made.update).toBe(3);
    expect(made.losses.at(2).epsilon).toBeCloseTo(0.2);
    expect(updatesOf(made.milestones)).toEqual([0, 2]);
    expect(made.losses.heldOut.map(({ update }) => update)).toEqual([0, 2]);
  });

  it('goes back to its newest copy, and takes what is computed again once', () => {
    const made = run(mirror(0), milestone(0), losses(1, 0.3, 0.2), mirror(2), losses(3, 9, 9), milestone(4));
    expect(made.rollBack()).toBe(2);
    expect(made.update).toBe(2);
    expect(updatesOf(made.milestones)).toEqual([0]);
    expect(made.losses.heldOut.map(({ update }) => update)).toEqual([0]);
    made.receive(losses(3, 0.1));
    expect(made.update).toBe(3);
    expect(made.losses.at(3).epsilon).toBeCloseTo(0.1);
  });

  it('is saved as it was at its newest copy, and comes back so', () => {
    const made = run(mirror(0), milestone(0), losses(1, 0.3, 0.2), mirror(2), losses(3, 9), milestone(3));
    const kept = made.toStored(false);
    expect(kept?.checkpoint.curves.epsilon).toHaveLength(2);
    expect(kept?.checkpoint.curves.bands).toHaveLength(20);
    expect(kept?.checkpoint.curves.heldOut).toEqual([{ update: 0, loss: 1 }]);
    if (!kept) return;
    const info = { ...kept.draft, update: 2, saved: 6 };
    const loaded = { info, checkpoint: kept.checkpoint, milestones: made.milestones, damaged: false };
    const back = TrainingRun.fromStored(loaded);
    expect(back.update).toBe(2);
    expect(updatesOf(back.milestones)).toEqual([0]);
    expect(back.toStored(false)).toEqual(kept);
  });

  it('is not saved before there is something to go on from', () => {
    expect(run(losses(1, 0.3)).toStored(false)).toBeNull();
    expect(run(losses(1, 0.3)).rollBack()).toBe(1);
  });
});
