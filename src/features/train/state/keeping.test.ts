import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openRunStore } from '../../../state/runs/runStore';
import type { RunStore } from '../../../state/runs/runStore';
import {
  abortWrites,
  checkpointAt,
  corrupt,
  draft,
  garbleWrites,
  milestoneAt,
} from '../../../state/runs/runs.test-helper';
import { FakeTrainer, losses, milestone, mirror, started, stateAt } from './training.test-helper';

let trainer: FakeTrainer;
let page: Awaited<ReturnType<typeof openPage>>;
/** What is stored, past the page. */
let stored: RunStore;

async function openPage() {
  vi.resetModules();
  const listeners: (() => void)[] = [];
  const tab = { hidden: false, baseURI: 'https://example.org/' };
  vi.stubGlobal('document', tab);
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('addEventListener', (_: string, call: () => void) => listeners.push(call));
  trainer = new FakeTrainer();
  vi.doMock('../../../state/engine/trainer', () => ({
    trainer: () => ({ run: (_: string, request: never, options: never) => trainer.train(request, options) }),
    endTrainer: trainer.end,
    watchTrainer: () => () => undefined,
  }));
  const { keeping, connectKeeping, ...actions } = await import('./keeping');
  const { training, ...trainingActions } = await import('./training');
  const { notices } = await import('../../../state/notices');
  const { patchView, view } = await import('../../../state/link/view');
  return {
    ...trainingActions,
    ...actions,
    connect: connectKeeping,
    keeping: keeping.getState,
    training: training.getState,
    patchView,
    view: view.getState,
    said: () => notices.getState().list.map(({ text }) => text),
    hide: () => {
      tab.hidden = true;
      listeners.forEach((call) => call());
    },
  };
}

const newPage = async (): Promise<void> => {
  page = await openPage();
};

const names = () => page.keeping().runs.map(({ name }) => name);
const savedUpdate = () => {
  const { kept } = page.keeping();
  return kept.kind === 'saved' ? kept.update : kept.kind;
};

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  stored = openRunStore();
  await newPage();
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

/** A new training that has come to update 2, which is saved. */
async function train(): Promise<string> {
  await page.connect();
  await page.startOver();
  trainer.job.tell(started(), mirror(0), milestone(0), losses(1, 0.4, 0.3), mirror(2));
  await expect.poll(savedUpdate).toBe(2);
  return page.training().run?.id ?? '';
}

/** Stores a run as another page would have done. */
const store = (id: string, update: number, more = {}) => stored.save(draft(id, more), checkpointAt(update));

describe('a run in training', () => {
  it('is said to be saved only once it was read back', async () => {
    await page.connect();
    expect(page.keeping()).toMatchObject({ opened: true, runs: [] });
    await page.startOver();
    expect(page.keeping().kept.kind).toBe('nothing');
    const mend = garbleWrites();
    trainer.job.tell(started(), mirror(0));
    await expect.poll(savedUpdate).toBe('failed');
    expect(page.keeping().kept).toMatchObject({ error: { code: 'mismatch' } });
    expect(page.keeping().runs).toEqual([]);
    mend();
    trainer.job.tell(losses(1, 0.4), mirror(1));
    await expect.poll(savedUpdate).toBe(1);
    expect(page.keeping().runs).toMatchObject([{ name: 'tiny · v · seed 0', update: 1, inTraining: true }]);
  });

  it('goes on where there is no room to save it', async () => {
    await train();
    const mend = abortWrites('QuotaExceededError');
    trainer.job.tell(losses(3, 0.2), mirror(3));
    await expect.poll(savedUpdate).toBe('failed');
    expect(page.keeping().kept).toMatchObject({ error: { code: 'quota' } });
    expect(page.training().status.kind).toBe('running');
    mend();
    expect(await stored.list()).toMatchObject([{ update: 2 }]);
  });

  it('is saved with its losses and milestones, with their weights; those it has gone back from are dropped', async () => {
    const id = await train();
    trainer.job.tell(losses(3, 0.2), milestone(3));
    await expect.poll(() => stored.updatesWithWeights(id)).toEqual([0, 3]);
    expect(await stored.weights(id, 3)).toEqual(Float32Array.of(3));
    const loaded = await stored.load(id);
    expect(loaded?.checkpoint.state).toEqual(stateAt(2));
    expect(loaded?.checkpoint.curves.epsilon).toEqual(Float32Array.of(0.4, 0.3));
    expect(loaded?.milestones.map(({ update }) => update)).toEqual([0, 3]);
    trainer.job.tell(started());
    await expect.poll(() => stored.updatesWithWeights(id)).toEqual([0]);
  });

  it('is saved when it pauses, and no longer as one in training', async () => {
    await train();
    page.toggleTraining();
    trainer.job.end(3);
    await expect.poll(savedUpdate).toBe(3);
    expect(page.keeping().runs).toMatchObject([{ update: 3, inTraining: false }]);
  });

  it('is saved when the tab is hidden', async () => {
    await train();
    const save = vi.spyOn(IDBObjectStore.prototype, 'put');
    page.hide();
    await expect.poll(() => save.mock.calls.length).toBeGreaterThan(0);
  });

  it('has a name of its own', async () => {
    await train();
    for (let further = 0; further < 2; further++) {
      const next = page.startOver();
      trainer.job.end(2);
      await next;
      trainer.job.tell(started(), mirror(0));
      await expect.poll(savedUpdate).toBe(0);
    }
    expect(names().sort()).toEqual(['tiny · v · seed 0', 'tiny · v · seed 0 · 2', 'tiny · v · seed 0 · 3']);
  });

  it('is saved anew when the browser deletes what was stored', async () => {
    const id = await train();
    await stored.close();
    await new Promise((resolve) => (indexedDB.deleteDatabase('thousand-steps-runs').onsuccess = resolve));
    trainer.job.tell(losses(3, 0.2), mirror(3));
    await expect
      .poll(page.said)
      .toEqual([
        'What this page keeps in the browser was deleted. The run “tiny · v · seed 0” is still here, and is kept again.',
      ]);
    await expect.poll(async () => (await stored.load(id))?.milestones.length).toBe(1);
    expect((await stored.load(id))?.info.update).toBe(3);
  });
});

describe('a page that opens', () => {
  it('shows the newest run, with its settings', async () => {
    await store('old', 5, { created: 1 });
    await store('new', 4, { created: 2 });
    await stored.addMilestone('new', milestoneAt(0));
    await page.connect();
    expect(page.training()).toMatchObject({ run: { id: 'new', update: 4 }, status: { kind: 'paused' } });
    expect(page.training().run?.milestones).toHaveLength(1);
    expect(page.view()).toMatchObject({ trainBatch: 32, trainSeed: 7, trainGoal: 600 });
    expect(savedUpdate()).toBe(4);
    page.resume();
    expect(trainer.job.request.from?.update).toBe(4);
  });

  it('leaves the settings alone that its address has', async () => {
    await store('a', 5);
    page.patchView({ trainBatch: 64 });
    await page.connect();
    expect(page.training().run?.id).toBe('a');
    expect(page.view()).toMatchObject({ trainBatch: 64, trainSeed: 0 });
  });

  it('says once that another page ended while the run was in training', async () => {
    await store('a', 5, { inTraining: true });
    await page.connect();
    expect(page.said()).toEqual([
      'The page ended while "Run a" was in training. All up to update 5 is there; what came after it is computed again when the training goes on.',
    ]);
    await expect.poll(async () => (await stored.list())[0].inTraining).toBe(false);
    await newPage();
    await page.connect();
    expect(page.said()).toEqual([]);
  });

  it('shows runs but does not train where another tab owns them, until that one has gone', async () => {
    await store('a', 5);
    let grant: (() => unknown) | undefined;
    const request = (_: string, { ifAvailable = false }, granted: (lock: unknown) => unknown) => {
      if (ifAvailable) return Promise.resolve(granted(null));
      return new Promise(() => (grant = () => granted({})));
    };
    vi.stubGlobal('navigator', { locks: { request } });
    await page.connect();
    expect(page.training()).toMatchObject({ owner: false, run: { id: 'a' } });
    await page.removeRun('a');
    expect(names()).toEqual(['Run a']);
    await store('a', 6);
    grant?.();
    await expect.poll(() => page.training().run?.update).toBe(6);
    expect(page.training().owner).toBe(true);
  });
});

describe('a stored run', () => {
  it('is removed and brought back, with everything', async () => {
    const id = await train();
    const removed = page.removeRun(id);
    trainer.job.tell(losses(3, 0.2));
    trainer.job.end(3);
    await removed;
    expect(page.keeping()).toMatchObject({ runs: [], removed: [{ info: { id } }] });
    expect(page.training().run).toBeNull();
    expect(await stored.list()).toEqual([]);

    await page.restoreRun();
    expect(page.keeping()).toMatchObject({ runs: [{ id }], removed: [] });
    expect(page.training().run?.id).toBe(id);
    expect((await stored.load(id))?.milestones).toHaveLength(1);
    expect(await stored.updatesWithWeights(id)).toEqual([0]);
  });

  it('is brought back in the order of removal, the last one first; a run on the screen stays', async () => {
    for (const id of ['a', 'b', 'c']) await store(id, 5);
    await page.connect();
    await page.openRun('c');
    await page.removeRun('a');
    await page.removeRun('b');
    await page.restoreRun();
    expect(names().sort()).toEqual(['Run b', 'Run c']);
    expect(page.training().run?.id).toBe('c');
    await page.restoreRun();
    await page.restoreRun();
    expect(names().sort()).toEqual(['Run a', 'Run b', 'Run c']);
  });

  it('is compared with the one on the screen, or no longer; three at most', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await store(id, 5);
    await page.connect();
    for (const id of ['a', 'b', 'c', 'd']) await page.compareRun(id);
    const compared = () => page.keeping().compared.map(({ id }) => id);
    expect(compared()).toEqual(['b', 'c', 'd']);
    expect(page.keeping().compared[0]).toMatchObject({ name: 'Run b', series: { length: 5 } });
    await page.compareRun('c');
    expect(compared()).toEqual(['b', 'd']);
    await page.removeRun('b');
    expect(compared()).toEqual(['d']);
  });

  it('is renamed, on the screen too', async () => {
    const id = await train();
    page.toggleTraining();
    trainer.job.end(2);
    await page.renameRun(id, 'my first');
    expect(names()).toEqual(['my first']);
    expect(page.training().run?.name).toBe('my first');
    await page.openRun(id);
    expect(page.training().run?.name).toBe('my first');
  });

  it('that is damaged goes on from the copy before, and the page says so', async () => {
    await store('a', 5);
    await store('a', 6);
    await page.connect();
    await corrupt('checkpoints', ['a', 1], 'thousand-steps-runs');
    await page.openRun('a');
    expect(page.training().run?.update).toBe(5);
    expect(page.said()).toEqual([
      'Part of the run "Run a" could not be read whole. It goes on from update 5.',
    ]);
  });
});
