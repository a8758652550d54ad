import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { patchView, view } from '../../../state/link/view';
import { notices } from '../../../state/notices';
import type { RunStore } from '../../../state/runs/runStore';
import {
  abortWrites,
  checkpointAt,
  corrupt,
  draft,
  garbleWrites,
  milestoneAt,
  NAME,
} from '../../../state/runs/runs.test-helper';
import { createSavedRuns, type SavedRuns } from './savedRuns';
import { createTraining, type Training } from '../../../state/training/training';
import {
  losses,
  milestone,
  mirror,
  started,
  stateAt,
  testEnvironment,
} from '../../../state/training/training.test-helper';
import { digitTraining } from './digitTraining';

const openedWith = vi.hoisted(() => vi.fn(() => new URLSearchParams()));
vi.mock('../../../state/link/url', async (original) => ({ ...(await original<object>()), openedWith }));

let environment: ReturnType<typeof testEnvironment>;
let training: Training;
let savedRuns: SavedRuns;
/** What is stored, past the page. */
let stored: RunStore;

/** A page as it opens, on what is stored. */
function openPage(): void {
  training = createTraining(environment, digitTraining);
  savedRuns = createSavedRuns(training, environment);
}

beforeEach(() => {
  environment = testEnvironment();
  vi.stubGlobal('location', { search: '' });
  stored = environment.openRuns();
  openPage();
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

const names = () => savedRuns.store.getState().runs.map(({ name }) => name);
const savedUpdate = () => {
  const { saveStatus } = savedRuns.store.getState();
  return saveStatus.kind === 'saved' ? saveStatus.update : saveStatus.kind;
};

/** A new training that has come to update 2, which is saved. */
async function train(): Promise<string> {
  await savedRuns.connect();
  await training.startOver();
  environment.trainer.job.tell(started(), mirror(0), milestone(0), losses(1, 0.4, 0.3), mirror(2));
  await expect.poll(savedUpdate).toBe(2);
  return training.store.getState().run?.id ?? '';
}

/** Stores a run as another page would have done. */
const store = (id: string, update: number, more = {}) => stored.save(draft(id, more), checkpointAt(update));

describe('a run in training', () => {
  it('is said to be saved only once it was read back', async () => {
    await savedRuns.connect();
    expect(savedRuns.store.getState()).toMatchObject({ runs: [] });
    await training.startOver();
    expect(savedRuns.store.getState().saveStatus.kind).toBe('nothing');
    const mend = garbleWrites();
    environment.trainer.job.tell(started(), mirror(0));
    await expect.poll(savedUpdate).toBe('failed');
    expect(savedRuns.store.getState().saveStatus).toMatchObject({ error: { code: 'mismatch' } });
    expect(savedRuns.store.getState().runs).toEqual([]);
    mend();
    environment.trainer.job.tell(losses(1, 0.4), mirror(1));
    await expect.poll(savedUpdate).toBe(1);
    expect(savedRuns.store.getState().runs).toMatchObject([
      { name: 'tiny · v · seed 0', update: 1, inTraining: true },
    ]);
  });

  it('goes on where there is no room to save it', async () => {
    await train();
    const mend = abortWrites('QuotaExceededError');
    environment.trainer.job.tell(losses(3, 0.2), mirror(3));
    await expect.poll(savedUpdate).toBe('failed');
    expect(savedRuns.store.getState().saveStatus).toMatchObject({ error: { code: 'quota' } });
    expect(training.store.getState().status.kind).toBe('running');
    mend();
    expect(await stored.list()).toMatchObject([{ update: 2 }]);
  });

  it('is saved with its losses and milestones, with their weights; those it has gone back from are dropped', async () => {
    const id = await train();
    environment.trainer.job.tell(losses(3, 0.2), milestone(3));
    await expect.poll(() => stored.updatesWithWeights(id)).toEqual([0, 3]);
    expect(await stored.weights(id, 3)).toEqual(Float32Array.of(3));
    const loaded = await stored.load(id);
    expect(loaded?.checkpoint.state).toEqual(stateAt(2));
    expect(loaded?.checkpoint.curves.epsilon).toEqual(Float32Array.of(0.4, 0.3));
    expect(loaded?.milestones.map(({ update }) => update)).toEqual([0, 3]);
    environment.trainer.job.tell(started());
    await expect.poll(() => stored.updatesWithWeights(id)).toEqual([0]);
  });

  it('is saved every 5 seconds only where it is large', async () => {
    await train();
    const large = (update: number) =>
      ({ kind: 'mirror', state: { update, numbers: new Float32Array(1_000_001) } }) as const;
    environment.trainer.job.tell(large(3), large(4));
    await environment.clock.advance(5000);
    environment.trainer.job.tell(large(5));
    await expect.poll(savedUpdate).toBe(5);
    const saves = vi.spyOn(IDBObjectStore.prototype, 'put');
    environment.trainer.job.tell(large(6));
    await environment.clock.advance(4999);
    expect(saves).not.toHaveBeenCalled();
    environment.trainer.job.tell(mirror(7));
    await expect.poll(savedUpdate).toBe(7);
    // The first copy of another run does not wait.
    const next = training.startOver();
    environment.trainer.job.end(7);
    await next;
    environment.trainer.job.tell(started(), large(0));
    await expect.poll(savedUpdate).toBe(0);
  });

  it('is saved when it pauses, and no longer as one in training', async () => {
    await train();
    training.toggle();
    environment.trainer.job.end(3);
    await expect.poll(savedUpdate).toBe(3);
    expect(savedRuns.store.getState().runs).toMatchObject([{ update: 3, inTraining: false }]);
  });

  it('is saved when another one begins, of which nothing is said to be saved yet', async () => {
    const id = await train();
    const next = training.startOver();
    environment.trainer.job.end(3);
    await next;
    await expect.poll(async () => (await stored.load(id))?.info.update).toBe(3);
    await expect.poll(() => savedRuns.store.getState().runs).toMatchObject([{ update: 3 }]);
    expect(savedUpdate()).toBe('nothing');
  });

  it('is saved when the tab is hidden', async () => {
    await train();
    const save = vi.spyOn(IDBObjectStore.prototype, 'put');
    environment.hide(true);
    await expect.poll(() => save.mock.calls.length).toBeGreaterThan(0);
  });

  it('gets a name that no other run has', async () => {
    await train();
    for (let further = 0; further < 2; further++) {
      const next = training.startOver();
      environment.trainer.job.end(2);
      await next;
      environment.trainer.job.tell(started(), mirror(0));
      await expect.poll(savedUpdate).toBe(0);
    }
    expect(names().sort()).toEqual(['tiny · v · seed 0', 'tiny · v · seed 0 · 2', 'tiny · v · seed 0 · 3']);
  });

  it('is saved anew when the browser deletes what was stored', async () => {
    const id = await train();
    await stored.close();
    await new Promise((resolve) => (indexedDB.deleteDatabase(NAME).onsuccess = resolve));
    environment.trainer.job.tell(losses(3, 0.2), mirror(3));
    await expect
      .poll(environment.said)
      .toEqual([
        'What this page had stored in the browser was deleted. The run “tiny · v · seed 0” is still here, and is saved again.',
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
    await savedRuns.connect();
    expect(training.store.getState()).toMatchObject({
      run: { id: 'new', update: 4 },
      status: { kind: 'paused' },
    });
    expect(training.store.getState().run?.milestones).toHaveLength(1);
    expect(view.getState()).toMatchObject({ trainBatch: 32, trainSeed: 7, trainGoal: 600 });
    expect(savedUpdate()).toBe(4);
    training.resume();
    expect(environment.trainer.job.request.from?.update).toBe(4);
  });

  it('leaves the settings alone that its address has', async () => {
    await store('a', 5);
    patchView({ trainBatch: 64 });
    await savedRuns.connect();
    expect(training.store.getState().run?.id).toBe('a');
    expect(view.getState()).toMatchObject({ trainBatch: 64, trainSeed: 0 });
  });

  it('leaves the settings alone that a link names, though they are those of the start', async () => {
    // ?view=train&net=tiny&updates=1000&trainseed=0 in a browser that holds a run without the 4s
    await store('a', 5, { config: { ...draft().config, label: 15 } });
    openedWith.mockReturnValueOnce(new URLSearchParams('view=train&net=tiny&updates=1000&trainseed=0'));
    await savedRuns.connect();
    expect(training.store.getState().run?.config.label).toBe(15);
    expect(view.getState()).toMatchObject({
      trainNetwork: 'tiny',
      trainLabel: 10,
      trainGoal: 1000,
      trainSeed: 0,
    });
  });

  it('says once that another page ended while the run was in training', async () => {
    await store('a', 5, { inTraining: true });
    await savedRuns.connect();
    expect(environment.said()).toEqual([
      'The page closed while “Run a” was in training. Everything up to update 5 is safe; later updates are computed again when you continue.',
    ]);
    await expect.poll(async () => (await stored.list())[0].inTraining).toBe(false);
    notices.setState({ list: [] });
    openPage();
    await savedRuns.connect();
    expect(environment.said()).toEqual([]);
  });

  it('shows runs but does not train where another tab owns them, until that one has gone', async () => {
    await store('a', 5);
    environment.isOwner = false;
    await savedRuns.connect();
    expect(training.store.getState()).toMatchObject({ isOwner: false, run: { id: 'a' } });
    await savedRuns.removeRun('a');
    expect(names()).toEqual(['Run a']);
    await store('a', 6);
    environment.becomeOwner();
    await expect.poll(() => training.store.getState().run?.update).toBe(6);
    expect(training.store.getState().isOwner).toBe(true);
  });
});

describe('a stored run', () => {
  it('is removed and brought back, with everything', async () => {
    const id = await train();
    const removed = savedRuns.removeRun(id);
    environment.trainer.job.tell(losses(3, 0.2));
    environment.trainer.job.end(3);
    await removed;
    expect(savedRuns.store.getState()).toMatchObject({ runs: [], removed: [{ info: { id } }] });
    expect(training.store.getState().run).toBeNull();
    expect(await stored.list()).toEqual([]);

    await savedRuns.restoreRun();
    expect(savedRuns.store.getState()).toMatchObject({ runs: [{ id }], removed: [] });
    expect(training.store.getState().run?.id).toBe(id);
    expect((await stored.load(id))?.milestones).toHaveLength(1);
    expect(await stored.updatesWithWeights(id)).toEqual([0]);
    training.resume();
    environment.trainer.job.tell(started(), losses(3, 0.2), mirror(3));
    await expect.poll(savedUpdate).toBe(3);
  });

  it('is brought back in the order of removal, the last one first; a run on the screen stays', async () => {
    for (const id of ['a', 'b', 'c']) await store(id, 5);
    await savedRuns.connect();
    await savedRuns.openRun('c');
    await savedRuns.removeRun('a');
    await savedRuns.removeRun('b');
    await savedRuns.restoreRun();
    expect(names().sort()).toEqual(['Run b', 'Run c']);
    expect(training.store.getState().run?.id).toBe('c');
    await savedRuns.restoreRun();
    await savedRuns.restoreRun();
    expect(names().sort()).toEqual(['Run a', 'Run b', 'Run c']);
  });

  it('is compared with the one on the screen, or no longer; three at most', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await store(id, 5);
    await savedRuns.connect();
    for (const id of ['a', 'b', 'c', 'd']) await savedRuns.compareRun(id);
    const compared = () => savedRuns.store.getState().compared.map(({ id }) => id);
    expect(compared()).toEqual(['b', 'c', 'd']);
    expect(savedRuns.store.getState().compared[0]).toMatchObject({ name: 'Run b', series: { length: 5 } });
    await savedRuns.compareRun('c');
    expect(compared()).toEqual(['b', 'd']);
    await savedRuns.removeRun('b');
    expect(compared()).toEqual(['d']);
  });

  it('is renamed, on the screen too', async () => {
    const id = await train();
    training.toggle();
    environment.trainer.job.end(2);
    await savedRuns.renameRun(id, 'my first');
    expect(names()).toEqual(['my first']);
    expect(training.store.getState().run?.name).toBe('my first');
    await savedRuns.openRun(id);
    expect(training.store.getState().run?.name).toBe('my first');
  });

  it('that is damaged goes on from the copy before, and the page says so', async () => {
    await store('a', 5);
    await store('a', 6);
    await savedRuns.connect();
    await corrupt('checkpoints', ['a', 1]);
    await savedRuns.openRun('a');
    expect(training.store.getState().run?.update).toBe(5);
    expect(environment.said()).toEqual([
      'Part of the run “Run a” could not be read. It continues from update 5.',
    ]);
  });
});

describe('a storage that another page keeps closed', () => {
  /** Another page, of an older version, that does not close its connection. */
  function block(): Promise<() => void> {
    return new Promise((resolve) => {
      const request = indexedDB.open(NAME, 1);
      request.addEventListener('success', () => resolve(() => request.result.close()));
    });
  }

  it('is said, and all that was trained meanwhile is kept once it opens', async () => {
    const unblock = await block();
    void savedRuns.connect();
    const status = () => savedRuns.store.getState().saveStatus;
    await expect.poll(() => status().kind).toBe('failed');
    expect(status()).toMatchObject({
      error: { code: 'blocked', message: expect.stringMatching(/^Not saved, because another tab/) as string },
    });
    await training.startOver();
    environment.trainer.job.tell(started(), mirror(0), milestone(0), losses(1, 0.4, 0.3), mirror(2));
    expect(status().kind).toBe('failed');
    unblock();
    await expect.poll(savedUpdate).toBe(2);
    const id = training.store.getState().run?.id ?? '';
    await expect.poll(async () => (await stored.load(id))?.milestones.length).toBe(1);
    expect((await stored.load(id))?.checkpoint.state.update).toBe(2);
  });
});

describe('a damaged entry of the list', () => {
  const put = async (id: string, record: unknown): Promise<void> => {
    const db = await openDB(NAME);
    await db.put('runs', record, id);
    db.close();
  };

  it('is mended from its checkpoint, and keeps no other run from being listed', async () => {
    await store('a', 5);
    await store('b', 7);
    for (const damage of [{}, null, { info: null }, { info: { id: 'a' }, slot: 0, serial: 1 }, 'text']) {
      await put('a', damage);
      openPage();
      await savedRuns.connect();
      const { runs, unreadable } = savedRuns.store.getState();
      expect(runs.map(({ id }) => id).sort()).toEqual(['a', 'b']);
      expect(unreadable).toEqual([]);
      await savedRuns.openRun('a');
      expect(training.store.getState().run).toMatchObject({ id: 'a', update: 5 });
    }
  });

  it('is named where nothing sound is left, and can be removed', async () => {
    await store('b', 7);
    await put('broken', { info: { name: 'My run', id: 'broken' } });
    await savedRuns.connect();
    expect(names()).toEqual(['Run b']);
    expect(savedRuns.store.getState().unreadable).toEqual([{ id: 'broken', name: 'My run' }]);
    await savedRuns.discardRun('broken');
    expect(savedRuns.store.getState().unreadable).toEqual([]);
    expect(names()).toEqual(['Run b']);
  });
});
