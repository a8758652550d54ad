import { beforeEach, expect, it, vi } from 'vitest';
import { FakeTrainer, losses, mirror, started } from './training.test-helper';

let trainer: FakeTrainer;
let page: Awaited<ReturnType<typeof setUp>>;

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
  const { connectFields } = await import('./fields');
  const { startOver, training } = await import('./training');
  const { patchView, view } = await import('../../../state/link/view');
  connectFields();
  await startOver();
  trainer.job.tell(started(), mirror(0), losses(1, 0.4, 0.3));
  return { patchView, view: view.getState, run: () => training.getState().run };
}

beforeEach(async () => {
  page = await setUp();
  return () => vi.unstubAllGlobals();
});

it('the goal and the learning rate count at once', () => {
  page.patchView({ trainGoal: 50, trainRate: 0.001 });
  expect(page.run()).toMatchObject({ goal: 50, config: { learningRate: 0.001 } });
  expect(trainer.job.finish.aborted).toBe(true);
});

it('a goal below what is done becomes what is done', () => {
  page.patchView({ trainGoal: 1 });
  expect(page.run()?.goal).toBe(2);
  expect(page.view().trainGoal).toBe(2);
});

it('they are those of another training while other settings differ', () => {
  page.patchView({ trainBatch: 16, trainRate: 0.001 });
  page.patchView({ trainGoal: 50 });
  expect(page.run()).toMatchObject({ goal: 1000, config: { learningRate: 0.005 } });
  expect(trainer.job.finish.aborted).toBe(false);
  // Back to the run's: the learning rate that was chosen meanwhile counts now.
  page.patchView({ trainBatch: 128 });
  expect(page.run()?.config.learningRate).toBe(0.001);
});
