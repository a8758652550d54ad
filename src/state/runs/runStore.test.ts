import { describe, expect, it, vi } from 'vitest';
import { type RunStore, openRunStore } from './runStore';
import {
  beforeEachStore,
  bits,
  checkpointAt,
  corrupt,
  draft,
  milestoneAt,
  NAME,
  peek,
} from './runs.test-helper';

let store: RunStore;

beforeEachStore((empty) => (store = empty));

/** The update in each slot of run a. */
const slots = async () =>
  Promise.all(
    [0, 1].map(async (slot) => {
      const sealed = await peek('checkpoints', ['a', slot]);
      return (sealed as { content: { info: { update: number } } } | undefined)?.content.info.update;
    }),
  );

describe('a run', () => {
  it('comes back bit for bit', async () => {
    const info = await store.save(draft(), checkpointAt(3));
    await store.addMilestone('a', milestoneAt(0));
    await store.close();
    const loaded = await openRunStore(NAME).load('a');
    expect(bits(loaded)).toEqual(
      bits({ info, checkpoint: checkpointAt(3), milestones: [milestoneAt(0)], damaged: false }),
    );
    expect(info).toEqual({ ...draft(), update: 3, saved: info.saved });
    expect(Math.abs(info.saved - Date.now())).toBeLessThan(60_000);
  });

  it('is saved as it was at the call, and views take no more along than they show', async () => {
    const checkpoint = checkpointAt(4);
    const growing = new Float32Array(1000);
    growing.set(checkpoint.curves.epsilon);
    const saving = store.save(draft(), {
      ...checkpoint,
      curves: { ...checkpoint.curves, epsilon: growing.subarray(0, 4) },
    });
    growing.fill(-1);
    checkpoint.state.numbers.fill(-1);
    structuredClone(checkpoint.curves.bands, { transfer: [checkpoint.curves.bands.buffer as ArrayBuffer] });
    await saving;
    const loaded = await store.load('a');
    expect(bits(loaded?.checkpoint)).toEqual(bits(checkpointAt(4)));
    expect(loaded?.checkpoint.curves.epsilon.buffer.byteLength).toBe(16);
  });

  it('is saved into two slots by turns, in strict transactions', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const seen = [];
    for (const update of [1, 2, 3, 4]) {
      await store.save(draft(), checkpointAt(update));
      seen.push(await slots());
    }
    expect(seen).toEqual([
      [1, undefined],
      [1, 2],
      [3, 2],
      [3, 4],
    ]);
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.map(([names, , options]) => [names, options?.durability])).toEqual(
      Array(4).fill([['runs', 'checkpoints'], 'strict']),
    );
  });

  it('comes from the earlier slot where the newest is corrupt, and goes on from there', async () => {
    for (const update of [1, 2, 3]) await store.save(draft(), checkpointAt(update));
    await corrupt('checkpoints', ['a', 0]);
    const loaded = await store.load('a');
    expect(bits(loaded?.checkpoint)).toEqual(bits(checkpointAt(2)));
    expect(loaded).toMatchObject({ info: { update: 2 }, damaged: true });

    // A store that has not proven anything itself must not write over the only sound one.
    const next = openRunStore(NAME);
    await next.save(draft(), checkpointAt(4));
    expect(await slots()).toEqual([4, 2]);
    expect(await next.load('a')).toMatchObject({ info: { update: 4 }, damaged: false });
  });

  it('says so where neither slot is whole; the list and the other runs stay', async () => {
    await store.save(draft(), checkpointAt(1));
    await store.save(draft('b'), checkpointAt(9));
    await corrupt('checkpoints', ['a', 0]);
    await expect(store.load('a')).rejects.toMatchObject({ code: 'mismatch', message: /"Run a"/ });
    expect((await store.list()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(await store.load('b')).toMatchObject({ info: { update: 9 } });
  });

  it('is saved in the order of the calls, the last wins, none interleaves', async () => {
    const steps: string[] = [];
    for (const method of ['put', 'get'] as const) {
      // Called with the store that the spy was called on.
      const real = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...args: unknown[]
      ) {
        if (this.name === 'checkpoints') steps.push(`${method} ${String(args.at(-1))}`);
        return real.apply(this, args);
      });
    }
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await Promise.all([1, 2, 3, 4, 5].map((update) => store.save(draft(), checkpointAt(update))));
    expect(transaction.mock.calls.filter(([, mode]) => mode === 'readwrite').length).toBe(5);
    expect(steps).toEqual([0, 1, 0, 1, 0].flatMap((slot) => [`put a,${slot}`, `get a,${slot}`]));
    expect(await store.load('a')).toMatchObject({ info: { update: 5 } });
  });

  it('is renamed, removed and saved in the order of the calls', async () => {
    const all = [
      store.save(draft(), checkpointAt(1)),
      store.rename('a', 'Sevens'),
      store.save(draft(), checkpointAt(2)),
      store.remove('a').then((removed) => expect(removed?.info).toMatchObject({ name: 'Sevens', update: 2 })),
      store.save(draft(), checkpointAt(3)),
      store.load('a').then((loaded) => expect(loaded?.info).toMatchObject({ name: 'Run a', update: 3 })),
    ];
    await Promise.all(all);
    expect(await slots()).toEqual([3, undefined]);
  });

  it('is undefined where there is none', async () => {
    expect(await store.load('a')).toBeUndefined();
    expect(await store.remove('a')).toBeUndefined();
    await store.rename('a', 'Nobody');
    expect(await store.list()).toEqual([]);
  });
});

describe('the list', () => {
  it('has the newest first and reads no checkpoint', async () => {
    await store.save(draft('old', { created: 1 }), checkpointAt(1));
    await store.save(draft('new', { created: 3 }), checkpointAt(2));
    await store.save(draft('middle', { created: 2 }), checkpointAt(3));
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    expect((await store.list()).map(({ id, update }) => [id, update])).toEqual([
      ['new', 2],
      ['middle', 3],
      ['old', 1],
    ]);
    expect(transaction.mock.calls.map(([names]) => names)).toEqual(['runs']);
  });

  it('shows the new name, which later saves keep and loading gives', async () => {
    await store.save(draft(), checkpointAt(1));
    await store.rename('a', 'Sevens');
    await store.save(draft('a', { seconds: 9 }), checkpointAt(2));
    expect(await store.list()).toMatchObject([{ name: 'Sevens', update: 2, seconds: 9 }]);
    await store.rename('a', 'Ones');
    expect(await store.load('a')).toMatchObject({ info: { name: 'Ones', update: 2 } });
  });
});

describe('milestones', () => {
  it('are ordered by update, as numbers, and belong to one run', async () => {
    await store.save(draft(), checkpointAt(1));
    await Promise.all([100, 20, 0, 1000].map((update) => store.addMilestone('a', milestoneAt(update))));
    await store.addMilestone('aa', milestoneAt(5));
    const loaded = await store.load('a');
    expect(bits(loaded?.milestones)).toEqual(bits([0, 20, 100, 1000].map(milestoneAt)));
  });

  it('leave out one that is corrupt, and one that is made again takes its place', async () => {
    await store.save(draft(), checkpointAt(1));
    for (const update of [0, 20]) await store.addMilestone('a', milestoneAt(update));
    await corrupt('milestones', ['a', 20]);
    expect(await store.load('a')).toMatchObject({ milestones: [{ update: 0 }], damaged: true });
    await store.addMilestone('a', { ...milestoneAt(20), heldOutLoss: 2 });
    expect(await store.load('a')).toMatchObject({ milestones: [{}, { heldOutLoss: 2 }], damaged: false });
  });
});

describe('a removed run', () => {
  it('is gone with all that belongs to it, and comes back whole', async () => {
    for (const update of [1, 2]) await store.save(draft(), checkpointAt(update));
    await store.save(draft('b'), checkpointAt(1));
    for (const update of [0, 20]) await store.addMilestone('a', milestoneAt(update));
    const before = bits(await store.load('a'));
    const removed = await store.remove('a');
    if (!removed) throw new Error('Nothing was removed.');
    expect(removed.info.update).toBe(2);
    expect((await store.list()).map(({ id }) => id)).toEqual(['b']);
    expect(await slots()).toEqual([undefined, undefined]);
    expect(await peek('milestones', ['a', 20])).toBeUndefined();

    await store.restore(removed);
    expect(bits(await store.load('a'))).toEqual(before);
    expect(await slots()).toEqual([1, 2]);
    await store.save(draft(), checkpointAt(3));
    expect(await slots()).toEqual([3, 2]);
  });

  it('can be damaged, and does not write over one that is there again', async () => {
    for (const update of [1, 2]) await store.save(draft(), checkpointAt(update));
    await corrupt('checkpoints', ['a', 1]);
    const removed = await store.remove('a');
    if (!removed) throw new Error('Nothing was removed.');
    await store.restore(removed);
    expect(await store.load('a')).toMatchObject({ info: { update: 1 }, damaged: true });
    await store.save(draft(), checkpointAt(7));
    expect(await slots()).toEqual([1, 7]);
    await store.save(draft(), checkpointAt(8));
    await store.restore(removed);
    expect(await store.load('a')).toMatchObject({ info: { update: 8 } });
  });
});

describe('two stores at once', () => {
  it('see what the other has done, and lose no save between them', async () => {
    const second = openRunStore(NAME);
    const saves = [1, 2, 3, 4, 5, 6].map((n) => (n % 2 ? store : second).save(draft(), checkpointAt(n)));
    await Promise.all([...saves, second.save(draft('b'), checkpointAt(1))]);
    expect(await peek('runs', 'a')).toMatchObject({ serial: 6 });
    const one = bits(await store.load('a'));
    expect(one).toEqual(bits(await second.load('a')));
    expect(one).toMatchObject({ damaged: false });
    expect((await slots()).sort()).toContain(6);
    await second.remove('a');
    expect((await store.list()).map(({ id }) => id)).toEqual(['b']);
  });
});

it('asks the browser to keep the runs, where that can be asked', async () => {
  vi.stubGlobal('navigator', {});
  expect(await store.persist()).toBe(false);
  vi.stubGlobal('navigator', { storage: { persist: () => Promise.resolve(true) } });
  expect(await store.persist()).toBe(true);
});
