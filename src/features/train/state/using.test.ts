import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { openRunStore } from '../../../state/runs/runStore';
import { FakeTrainer, losses, milestone, mirror, started } from './training.test-helper';

let trainer: FakeTrainer;
let page: Awaited<ReturnType<typeof setUp>>;

async function setUp() {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('document', { baseURI: 'https://example.org/' });
  trainer = new FakeTrainer();
  vi.doMock('../../../state/engine/trainer', () => ({
    trainer: () => ({ run: (_: string, request: never, options: never) => trainer.train(request, options) }),
    endTrainer: trainer.end,
    watchTrainer: () => () => undefined,
  }));
  const { openInTimeline } = await import('./using');
  const { startOver, training } = await import('./training');
  const { following } = await import('../../../state/samples/following');
  const { network } = await import('../../../state/network/network');
  const { view } = await import('../../../state/link/view');
  const { notices } = await import('../../../state/notices');
  await startOver();
  trainer.job.tell(started(), mirror(0), milestone(0), losses(1, 0.4), milestone(10), mirror(12));
  return {
    openInTimeline,
    id: training.getState().run?.id ?? '',
    view: view.getState,
    follows: () => following.getState().on,
    used: () => network.getState().used,
    said: () => notices.getState().list.map(({ text }) => text),
  };
}

beforeEach(async () => {
  page = await setUp();
  return () => vi.unstubAllGlobals();
});

it('the newest milestone’s weights are used before they are stored', async () => {
  await page.openInTimeline({ update: 10 });
  expect(page.used()).toMatchObject({ name: `run.${page.id}.10`, update: 10, kept: false });
  expect(page.used().trained?.numbers).toEqual(Float32Array.of(10));
  expect(page.view()).toMatchObject({ page: 'timeline', mode: 'reverse', t: 1000 });
  expect(page.view().network).toBe(`run.${page.id}.10`);
  expect(page.follows()).toBe(true);
});

it('an earlier milestone’s are those that are stored', async () => {
  await openRunStore().addWeights(page.id, { update: 0, numbers: Float32Array.of(7) });
  await page.openInTimeline({ update: 0 });
  expect(page.used()).toMatchObject({ update: 0, kept: true, trained: { numbers: Float32Array.of(7) } });
});

it('without stored ones the newest copy is used, and the page says so unless it is the one that was asked for', async () => {
  await page.openInTimeline({ update: 12 });
  expect(page.used()).toMatchObject({ update: 12, kept: false });
  expect(page.said()).toEqual([]);
  await page.openInTimeline({ update: 0 });
  expect(page.used().update).toBe(12);
  expect(page.said()).toEqual([
    'The weights after 0 updates were not kept. The newest are used, those after 12.',
  ]);
});
