import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunStore } from './runStore';
import {
  beforeEachStore,
  abortWrites,
  afterReload,
  bits,
  checkpointAt,
  draft,
  failure,
  garbleWrites,
  milestoneAt,
  peek,
  refuseEntries,
  whole,
} from './runs.test-helper';

let store: RunStore;

beforeEachStore((empty) => (store = empty));

describe('a save that fails', () => {
  beforeEach(async () => {
    for (const update of [1, 2]) await store.save(draft(), checkpointAt(update));
  });

  it('of the quota says so, and leaves the earlier checkpoints', async () => {
    const mend = abortWrites('QuotaExceededError');
    const error = await failure(store.save(draft(), checkpointAt(3)));
    expect(error).toMatchObject({ code: 'quota', message: /no room/, remedy: /Remove runs/ });
    expect(error.cause).toMatchObject({ name: 'QuotaExceededError' });
    expect((await failure(store.addMilestone('a', milestoneAt(0)))).code).toBe('quota');
    mend();
    expect(await afterReload()).toEqual(whole(2));
    expect(await peek('checkpoints', ['a', 0])).toMatchObject({ content: { info: { update: 1 } } });
    await store.save(draft(), checkpointAt(4));
    expect(await afterReload()).toEqual(whole(4));
  });

  it('as its transaction aborts leaves the earlier checkpoint', async () => {
    const mend = abortWrites(null);
    expect(await failure(store.save(draft(), checkpointAt(3)))).toMatchObject({ code: 'closed' });
    mend();
    expect(await afterReload()).toEqual(whole(2));
  });

  it('because something else came back says so, and leaves the earlier checkpoint', async () => {
    const mend = garbleWrites();
    const error = await failure(store.save(draft(), checkpointAt(3)));
    expect(error).toMatchObject({ code: 'mismatch', remedy: /export/ });
    // Again: the earlier one is not written over, although its slot would be next by turns.
    expect((await failure(store.save(draft(), checkpointAt(4)))).code).toBe('mismatch');
    expect((await failure(store.addMilestone('a', milestoneAt(0)))).code).toBe('mismatch');
    mend();
    expect(await afterReload()).toMatchObject({ listed: 2, loaded: bits(checkpointAt(2)) });
    await store.save(draft(), checkpointAt(5));
    await store.addMilestone('a', milestoneAt(0));
    expect(await afterReload()).toEqual(whole(5));
  });

  it('does not keep those that wait behind it', async () => {
    const mend = abortWrites('QuotaExceededError');
    const fails = failure(store.save(draft(), checkpointAt(3))).then(mend);
    const next = store.save(draft(), checkpointAt(4));
    await fails;
    await next;
    expect(await afterReload()).toEqual(whole(4));
  });

  it('can be the restoring of a run, which stays in hand', async () => {
    const removed = await store.remove('a');
    if (!removed) throw new Error('Nothing was removed.');
    const mend = abortWrites('QuotaExceededError');
    expect((await failure(store.restore(removed))).code).toBe('quota');
    mend();
    expect(await store.list()).toEqual([]);
    await store.restore(removed);
    expect(await afterReload()).toEqual(whole(2));

    await store.remove('a');
    const clear = garbleWrites();
    expect((await failure(store.restore(removed))).code).toBe('mismatch');
    clear();
  });

  it('halfway through its transaction has written nothing', async () => {
    const mend = refuseEntries();
    expect((await failure(store.save(draft(), checkpointAt(3)))).code).toBe('unavailable');
    mend();
    expect(await peek('checkpoints', ['a', 0])).toMatchObject({ content: { info: { update: 1 } } });
    expect(await afterReload()).toEqual(whole(2));
  });
});

it('a first save that came back otherwise leaves no run', async () => {
  const mend = garbleWrites();
  expect((await failure(store.save(draft(), checkpointAt(1)))).code).toBe('mismatch');
  mend();
  expect(await store.list()).toEqual([]);
  expect(await peek('checkpoints', ['a', 0])).toBeUndefined();
  await store.save(draft(), checkpointAt(1));
  expect(await afterReload()).toEqual(whole(1));
});

it('a value that cannot be read is as one that is corrupt', async () => {
  for (const update of [1, 2]) await store.save(draft(), checkpointAt(update));
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const get = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    if (Array.isArray(key) && key[1] === 1)
      throw new DOMException('Failed to read large IndexedDB value', 'DataError');
    return get.call(this, key);
  });
  expect(await store.load('a')).toMatchObject({ info: { update: 1 }, damaged: true });
});
