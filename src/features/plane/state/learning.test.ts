import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initialView } from '../../../state/link/codec';
import { patchView, view } from '../../../state/link/view';
import {
  losses,
  mirror,
  started,
  stateAt,
  testEnvironment,
} from '../../../state/training/training.test-helper';
import { createLearning, trainIfIdle } from './learning';
import { lawText } from './law';

let environment: ReturnType<typeof testEnvironment>;
let learning: ReturnType<typeof createLearning>;
let stop: () => void;

const run = () => learning.training.store.getState().run;
const kind = () => learning.training.store.getState().status.kind;

/** A milestone whose weights tell its update. */
const milestone = (update: number) => ({
  kind: 'milestone' as const,
  milestone: {
    update,
    heldOutLoss: 0.3,
    times: Int32Array.of(1000, 0),
    xt: new Float32Array(8).fill(update),
  },
  averaged: Float32Array.of(update),
});

beforeEach(async () => {
  environment = testEnvironment();
  view.setState({ ...initialView(), page: 'plane', planePart: 'learn', planeData: 'ring', planeGoal: 100 });
  learning = createLearning(environment);
  stop = learning.follow();
  await vi.waitFor(() => expect(learning.store.getState().runs).toEqual([]));
});

afterEach(() => stop());

/** A training on the ring that has come to update 20, with a copy to go on from. */
async function underWay(): Promise<void> {
  await learning.training.startOver();
  environment.trainer.job.tell(
    started(),
    mirror(0),
    milestone(0),
    losses(1, 0.4, 0.3),
    milestone(20),
    mirror(20),
  );
}

describe('a network that learns', () => {
  it('is given points of the view’s distribution, and the goal of the view', async () => {
    await learning.training.startOver();
    const { config, goal, points } = environment.trainer.job.request;
    expect(config).toMatchObject({
      network: 'plane',
      output: 'epsilon',
      batch: 256,
      law: lawText(view.getState()),
    });
    expect(goal).toBe(100);
    expect(points?.train).toHaveLength(2 * 65_536);
    expect(points?.heldOut).toHaveLength(2 * 4096);
    // The ring has radius 1.407 and width 0.1: all its points are about so far from the middle.
    const radii = Array.from({ length: 4096 }, (_, i) =>
      Math.hypot(points?.heldOut[2 * i] ?? 0, points?.heldOut[2 * i + 1] ?? 0),
    );
    expect(Math.min(...radii)).toBeGreaterThan(0.9);
    expect(Math.max(...radii)).toBeLessThan(1.9);
  });

  it('is the one of the milestone that is looked at, the newest unless another is chosen', async () => {
    await underWay();
    await vi.waitFor(() => expect(learning.learned()?.update).toBe(20));
    learning.choose(0);
    await vi.waitFor(() => expect(learning.learned()?.update).toBe(0));
    expect([...(learning.learned()?.numbers ?? [])]).toEqual([0]);
    environment.trainer.job.tell(milestone(30));
    expect(learning.milestone()).toMatchObject({ index: 0 });
    learning.choose(2);
    await vi.waitFor(() => expect(learning.learned()?.update).toBe(30));
    environment.trainer.job.tell(milestone(40));
    await vi.waitFor(() => expect(learning.learned()?.update).toBe(40));
  });

  it('pauses when the data changes, is kept, and comes back with its data', async () => {
    await underWay();
    patchView({ planeData: 'spiral' });
    await vi.waitFor(() => expect(environment.trainer.job.finish.aborted).toBe(true));
    environment.trainer.job.end(20, { state: stateAt(20) });
    await vi.waitFor(() => expect(run()).toBeNull());
    expect(environment.said()).toContainEqual(expect.stringContaining('The training was paused'));
    expect(learning.learned()).toBeNull();
    patchView({ planeData: 'ring' });
    await vi.waitFor(() => expect(run()?.update).toBe(20));
    expect(kind()).toBe('paused');
    // Its weights are those that were stored.
    await vi.waitFor(() => expect([...(learning.learned()?.numbers ?? [])]).toEqual([20]));
    learning.training.resume();
    await vi.waitFor(() => expect(environment.trainer.jobs).toHaveLength(2));
    expect(environment.trainer.job.request).toMatchObject({ from: { update: 20 }, goal: 100 });
    expect(environment.trainer.job.request.points?.train).toHaveLength(2 * 65_536);
  });

  it('is found again by a page that is opened later', async () => {
    await underWay();
    environment.trainer.job.end(100, { state: stateAt(100) });
    await vi.waitFor(() => expect(learning.store.getState().runs).toHaveLength(1));
    stop();
    const later = createLearning(environment);
    stop = later.follow();
    await vi.waitFor(() => expect(later.training.store.getState().run?.update).toBe(100));
    await vi.waitFor(() => expect(later.learned()?.update).toBe(20));
  });

  it('is not trained in a second tab', async () => {
    environment.isOwner = false;
    const second = createLearning(environment);
    const stopSecond = second.follow();
    await vi.waitFor(() => expect(second.training.store.getState().isOwner).toBe(false));
    await second.training.startOver();
    expect(environment.trainer.jobs).toHaveLength(0);
    stopSecond();
  });

  it('stays while another setting of the view changes', async () => {
    await underWay();
    patchView({ planeT: 400, planeCount: 500 });
    await Promise.resolve();
    expect(environment.trainer.job.finish.aborted).toBe(false);
    expect(kind()).toBe('running');
  });

  it('goes on while another view is looked at, whatever its link says of the data', async () => {
    await underWay();
    view.setState({ ...view.getState(), page: 'timeline', planeData: 'mixture' });
    await Promise.resolve();
    expect(environment.trainer.job.finish.aborted).toBe(false);
  });

  it('takes another goal on the way, and one below what is done goes back', async () => {
    await underWay();
    patchView({ planeGoal: 200 });
    environment.trainer.job.end(20, { state: stateAt(20) });
    await vi.waitFor(() => expect(environment.trainer.jobs).toHaveLength(2));
    expect(environment.trainer.job.request).toMatchObject({ from: { update: 20 }, goal: 200 });
    patchView({ planeGoal: 5 });
    expect(view.getState().planeGoal).toBe(20);
  });

  it('is kept until a newer one of the same data has learned as long', async () => {
    const kept = () => learning.store.getState().runs.map(({ update }) => update);
    await underWay();
    environment.trainer.job.end(100, { state: stateAt(100) });
    await vi.waitFor(() => expect(kept()).toEqual([100]));
    await learning.training.startOver();
    environment.trainer.job.tell(started(), mirror(0), mirror(60));
    await vi.waitFor(() => expect(kept()).toEqual([60, 100]));
    environment.trainer.job.tell(mirror(100));
    await vi.waitFor(() => expect(kept()).toHaveLength(2));
    environment.trainer.job.end(100, { state: stateAt(100) });
    const stored = environment.openRuns();
    await vi.waitFor(async () => expect(await stored.list()).toHaveLength(1));
  });

  it('of the sixth distribution takes the place of the oldest, and that is said', async () => {
    const data = ['ring', 'moons', 'spiral', 'checkerboard', 'mixture'] as const;
    for (const [i, planeData] of [...data, 'ring'].entries()) {
      patchView({ planeData: planeData as 'ring', planeCopies: i === 5 });
      await vi.waitFor(() => expect(run()).toBeNull());
      await learning.training.startOver();
      environment.trainer.job.tell(started(), mirror(0));
      environment.trainer.job.end(100, { state: stateAt(100) });
      await vi.waitFor(() => expect(learning.store.getState().runs).toHaveLength(Math.min(5, i + 1)));
    }
    await vi.waitFor(() =>
      expect(environment.said()).toContainEqual(expect.stringContaining('oldest was removed: plane · ring')),
    );
  });

  it('is not trained where nothing is drawn', () => {
    patchView({ planeData: 'brush' });
    expect(trainIfIdle()).toBe(false);
  });
});
