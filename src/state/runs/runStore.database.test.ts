import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import type { RunStore } from './runStore';
import {
  beforeEachStore,
  afterReload,
  checkpointAt,
  draft,
  failure,
  milestoneAt,
  NAME,
  whole,
} from './runs.test-helper';

let store: RunStore;

beforeEachStore((empty) => (store = empty));

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
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what the spy was called on
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
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what the spy was called on
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
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what the spy was called on
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
      remedy: /opened again/,
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
