import { beforeEach, expect, it, vi } from 'vitest';
import { filmNoise } from '../../../diffusion/milestones';
import { FakeTrainer, losses, milestone, mirror, started } from './training.test-helper';

let trainer: FakeTrainer;
let film: Awaited<ReturnType<typeof setUp>>;

async function setUp() {
  vi.resetModules();
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('document', { baseURI: 'https://example.org/' });
  trainer = new FakeTrainer();
  vi.doMock('../../../state/engine/trainer', () => ({
    trainer: () => ({ run: (_: string, request: never, options: never) => trainer.train(request, options) }),
    endTrainer: trainer.end,
    watchTrainer: () => () => undefined,
  }));
  const looking = await import('./looking');
  const { startOver } = await import('./training');
  const { patchView } = await import('../../../state/link/view');
  return { ...looking, startOver, patchView, position: looking.looking.getState };
}

beforeEach(async () => {
  film = await setUp();
  return () => vi.unstubAllGlobals();
});

const shown = () => {
  const { milestones, index } = film.lookedAt();
  return milestones[index]?.update;
};

/** A run with milestones at 0, 10 and 20 updates, and a copy at 15. */
async function train(): Promise<void> {
  await film.startOver();
  trainer.job.tell(
    started(),
    mirror(0),
    milestone(0),
    losses(1, 1),
    milestone(10),
    mirror(15),
    milestone(20),
  );
}

it('follows the training until another milestone is chosen, and again once the newest is', async () => {
  expect(film.lookedAt()).toEqual({ milestones: [], index: -1 });
  await train();
  expect(shown()).toBe(20);
  film.lookBy(-1, -3);
  expect([shown(), film.position().frame]).toEqual([10, 7]);
  trainer.job.tell(milestone(30));
  expect(shown()).toBe(10);
  film.lookAt(99);
  expect([shown(), film.position().update]).toEqual([30, 'newest']);
  film.lookAt(-1);
  film.lookAtFrame(99);
  expect([shown(), film.position().frame]).toEqual([0, 10]);
});

it('stays at the milestone before, where the one that was chosen is dropped', async () => {
  await train();
  trainer.job.tell(milestone(30));
  film.lookAt(2);
  expect(shown()).toBe(20);
  const next = film.startOver();
  trainer.job.end(15);
  await next;
  expect(film.position()).toMatchObject({ update: 'newest', frame: 10 });
});

it('shows the noise of the view before there is a run', () => {
  film.patchView({ trainSeed: 3 });
  expect(film.noiseOf(2)).toEqual(filmNoise(3, 14).subarray(2 * 196, 3 * 196));
  film.patchView({ trainNetwork: 'small' });
  expect(film.noiseOf(0)).toEqual(filmNoise(3, 28).subarray(0, 784));
});

it('tells when what is shown changes, and not otherwise', async () => {
  const listener = vi.fn();
  const stop = film.onLooking(listener);
  const calls = () => listener.mock.calls.splice(0).length;
  expect(calls()).toBe(1);
  film.patchView({ trainSeed: 3 });
  expect(calls()).toBe(1);
  await train();
  calls();
  film.patchView({ trainGoal: 50 });
  expect(calls()).toBe(0);
  trainer.job.tell(losses(2, 1));
  expect(calls()).toBe(0);
  trainer.job.tell(milestone(30));
  expect(calls()).toBe(1);
  film.lookAtFrame(1);
  expect(calls()).toBe(1);
  stop();
  film.lookAtFrame(2);
  expect(calls()).toBe(0);
});
