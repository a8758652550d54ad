import fc from 'fast-check';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunStore } from './runStore';
import { openRunStore } from './runStore';
import {
  abortWrites,
  bits,
  checkpointAt,
  corrupt,
  draft,
  failure,
  garbleWrites,
  milestoneAt,
  NAME,
  peek,
  refuseEntries,
} from './runs.test-helper';

let store: RunStore;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  // Pauses between attempts are none.
  vi.stubGlobal('setTimeout', (callback: () => void) => setImmediate(callback));
  store = openRunStore(NAME);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What the list and a fresh page make of run a. */
async function afterReload() {
  const fresh = openRunStore(NAME);
  const [info] = await fresh.list();
  const loaded = await fresh.load('a');
  await fresh.close();
  return { listed: info.update, loaded: bits(loaded?.checkpoint), damaged: loaded?.damaged };
}

const whole = (update: number) => ({ listed: update, loaded: bits(checkpointAt(update)), damaged: false });

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

describe('the database', () => {
  /** The connections that the page has opened. */
  function connections(): IDBDatabase[] {
    const opened: IDBDatabase[] = [];
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    });
    return opened;
  }

  it.each([
    ['by the browser', (db: IDBDatabase) => forceCloseDatabase(db as never)],
    ['without an event', (db: IDBDatabase) => db.close()],
  ])('may be closed %s: the next call opens it anew', async (_, close) => {
    const opened = connections();
    await store.save(draft(), checkpointAt(1));
    close(opened[0]);
    await store.save(draft(), checkpointAt(2));
    close(opened[1]);
    expect(await store.load('a')).toMatchObject({ info: { update: 2 }, damaged: false });
    expect(opened.length).toBe(3);
  });

  it('may be closed during a save, which then is done on a new connection', async () => {
    const opened = connections();
    await store.save(draft(), checkpointAt(1));
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      // Forced closing aborts, which fake-indexeddb does not do by itself.
      this.transaction.abort();
      forceCloseDatabase(opened[0] as never);
      return request;
    });
    await store.save(draft(), checkpointAt(2));
    expect(opened.length).toBe(2);
    expect(await afterReload()).toEqual(whole(2));
  });

  it('may be closed while a run is read', async () => {
    const opened = connections();
    await store.save(draft(), checkpointAt(1));
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const get = IDBObjectStore.prototype.get;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      const request = get.call(this, key);
      if (this.name !== 'checkpoints' || opened.length > 1) return request;
      // Forced closing aborts, which fake-indexeddb does not do by itself.
      this.transaction.abort();
      forceCloseDatabase(opened[0] as never);
      return request;
    });
    expect(await store.load('a')).toMatchObject({ info: { update: 1 }, damaged: false });
    expect(opened.length).toBe(2);
  });

  it('may be closed on opening, as while it is being deleted', async () => {
    const open = indexedDB.open.bind(indexedDB);
    const refuse = (name: string, message: string) => () => {
      throw new DOMException(message, name);
    };
    vi.spyOn(indexedDB, 'open')
      .mockImplementationOnce(
        refuse('UnknownError', 'Connection is closing because of: Force close delete origin'),
      )
      .mockImplementationOnce(refuse('AbortError', 'The connection was closed.'))
      .mockImplementation(open);
    await store.save(draft(), checkpointAt(1));
    expect(await afterReload()).toEqual(whole(1));
  });

  it('fails with "closed" where it closes each time, and works once it does not', async () => {
    const opened = connections();
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const transaction = IDBDatabase.prototype.transaction;
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
    spy.mockImplementation(function (this: IDBDatabase, names, mode, options) {
      // Opening has one of its own.
      if (mode === 'readonly' || mode === 'readwrite')
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      return transaction.call(this, names, mode, options);
    });
    expect(await failure(store.save(draft(), checkpointAt(1)))).toMatchObject({
      code: 'closed',
      message: /closed the storage/,
      remedy: /opened anew/,
    });
    expect(opened.length).toBe(4);
    spy.mockRestore();
    await store.save(draft(), checkpointAt(1));
    expect(await afterReload()).toEqual(whole(1));
  });

  it('may be deleted: nothing holds it, the list is empty and saving works', async () => {
    for (const update of [1, 2, 3]) await store.save(draft(), checkpointAt(update));
    await store.addMilestone('a', milestoneAt(0));
    const blocked = vi.fn();
    await deleteDB(NAME, { blocked });
    expect(blocked).not.toHaveBeenCalled();
    expect(await store.list()).toEqual([]);
    expect(await store.load('a')).toBeUndefined();
    await store.save(draft(), checkpointAt(4));
    expect(await afterReload()).toEqual(whole(4));
    expect(await store.load('a')).toMatchObject({ milestones: [] });
  });

  it('may not be there: what to do is said, and it is tried again', async () => {
    const { indexedDB: real } = globalThis;
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('Denied.', 'SecurityError');
      },
    });
    expect(await failure(store.list())).toMatchObject({
      code: 'unavailable',
      message: 'The storage of runs does not work in this browser (Denied).',
      remedy: /Allow this site/,
    });
    Reflect.deleteProperty(globalThis, 'indexedDB');
    expect(await failure(store.save(draft(), checkpointAt(1)))).toMatchObject({ code: 'unavailable' });
    vi.stubGlobal('indexedDB', real);
    expect(await store.list()).toEqual([]);
  });

  it('may be of a newer page', async () => {
    const request = indexedDB.open(NAME, 2);
    await new Promise((resolve) => (request.onsuccess = resolve));
    request.result.close();
    expect(await failure(store.list())).toMatchObject({ code: 'unavailable', remedy: /Reload/ });
  });
});

it('whatever happens, the last acknowledged checkpoint or the one before it comes back', async () => {
  const event = fc.constantFrom('save', 'save', 'quota', 'abort', 'garble', 'corrupt', 'reload', 'close');
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (events) => {
      vi.stubGlobal('indexedDB', new IDBFactory());
      store = openRunStore(NAME);
      // Updates that are whole in the database, the newest last.
      let kept: number[] = [];
      let newestIsWhole = true;
      for (const [i, event] of events.entries()) {
        const save = () => store.save(draft(), checkpointAt(i));
        if (event === 'save') {
          await save();
          kept = [...kept, i].slice(-2);
          newestIsWhole = true;
        } else if (event === 'quota' || event === 'abort') {
          const mend = abortWrites(event === 'quota' ? 'QuotaExceededError' : null);
          await failure(save());
          mend();
        } else if (event === 'garble') {
          const mend = garbleWrites();
          expect((await failure(save())).code).toBe('mismatch');
          mend();
          kept = kept.slice(-1);
        } else if (event === 'reload') store = openRunStore(NAME);
        else if (event === 'close') await store.close();
        else if (kept.length === 2 && newestIsWhole) {
          await corrupt('checkpoints', ['a', ((await peek('runs', 'a')) as { slot: number }).slot]);
          // A page that has proven it would trust it: what is on the disk changes while no page is open.
          store = openRunStore(NAME);
          kept = kept.slice(0, 1);
          newestIsWhole = false;
        }
        expect((await store.load('a'))?.info.update).toBe(kept.at(-1));
      }
    }),
    { numRuns: 60 },
  );
});
