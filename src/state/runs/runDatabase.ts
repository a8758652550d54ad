import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import type { Milestone } from '../../engine/protocol/train';
import type { Checkpoint, RunInfo, RunWeights } from './run';
import { toRunStoreError } from './runError';
import { isSound, type Sealed } from './sealed';

/** What the list reads of a run, and which of its two checkpoints is the newest. */
export interface RunRecord {
  readonly info: RunInfo;
  readonly slot: 0 | 1;
  /** Counts the saves of the run. */
  readonly serial: number;
}

/** A checkpoint with the run's info at that time, so that it is complete by itself. */
export interface SavedCheckpoint {
  readonly serial: number;
  readonly info: RunInfo;
  readonly checkpoint: Checkpoint;
}

interface Schema extends DBSchema {
  runs: { key: string; value: RunRecord };
  /** By run and slot. */
  checkpoints: { key: [string, number]; value: Sealed<SavedCheckpoint> };
  /** By run and update. */
  milestones: { key: [string, number]; value: Sealed<Milestone> };
  /** By run and update. */
  weights: { key: [string, number]; value: Sealed<RunWeights> };
}

export type Database = IDBPDatabase<Schema>;

export interface Connection {
  readonly db: Database;
  /** By run: the serial number of the checkpoint that was last read back here. */
  readonly proven: Map<string, number>;
}

/** Keys of everything that belongs to a run: [id, any number]. */
export const keysOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

/**
 * One transaction that is on the disk when this resolves: all of what `body` asks for, or nothing.
 *
 * @throws what the browser gives as the reason why nothing was written
 */
export async function write<const Names extends readonly StoreNames<Schema>[], R>(
  db: Database,
  names: Names,
  body: (tx: IDBPTransaction<Schema, Names, 'readwrite'>) => Promise<R>,
): Promise<R> {
  const tx = db.transaction(names, 'readwrite', { durability: 'strict' });
  const { done } = tx;
  // If body fails first, nobody else handles this rejection.
  done.catch(() => undefined);
  try {
    const result = await body(tx);
    await done;
    return result;
  } catch (caught) {
    try {
      tx.abort();
    } catch {
      // It has ended by itself; its own error says more than that of its requests.
    }
    throw tx.error ?? caught;
  }
}

/**
 * One request to one store. The shortcuts of idb do not handle the rejection of an aborted transaction, which the page would
 * report as an error of its own.
 */
export async function read<Name extends StoreNames<Schema>, R>(
  db: Database,
  name: Name,
  request: (store: IDBPObjectStore<Schema, [Name], Name>) => Promise<R>,
): Promise<R> {
  const tx = db.transaction(name);
  tx.done.catch(() => undefined);
  return await request(tx.store);
}

/** Makes all requests, in order. Where one throws at once, the rejections of the others are handled, too. */
export const together = (requests: readonly (() => Promise<unknown>)[]) =>
  Promise.all(requests.map(async (request) => request()));

/** What a read gives where it succeeds and its checksum is right. Rejects only where the database is closed. */
async function sound<T>(read: Promise<Sealed<T> | undefined>): Promise<Sealed<T> | undefined> {
  try {
    const sealed = await read;
    return isSound(sealed) ? sealed : undefined;
  } catch (caught) {
    // Chromium keeps large values in files of their own: one that is gone is an error of this read alone.
    if (toRunStoreError(caught).code === 'closed') throw caught;
    return undefined;
  }
}

export const checkpointIn = (db: Database, id: string, slot: 0 | 1) =>
  sound(read(db, 'checkpoints', (store) => store.get([id, slot])));

export const milestoneAt = (db: Database, id: string, update: number) =>
  sound(read(db, 'milestones', (store) => store.get([id, update])));

export const weightsAt = (db: Database, id: string, update: number) =>
  sound(read(db, 'weights', (store) => store.get([id, update])));

/** Milliseconds before each new attempt after the database was closed: deleting it takes a while, and refuses to open it. */
const PAUSES = [0, 100, 400];

/** Each version has only added stores. */
const STORES = ['runs', 'checkpoints', 'milestones', 'weights'] as const;
const VERSION = 2;

/** A database that is opened when it is needed, and anew after the browser has closed or deleted it. */
export class RunDatabase {
  private connection: Promise<Connection> | undefined;
  private wasOpen = false;

  /**
   * @param onCleared called when the database turns out to have been deleted since it was open, and is there again, empty
   */
  constructor(
    private readonly name: string,
    private readonly onCleared?: () => void,
  ) {}

  private open(): Promise<Connection> {
    const connection: Promise<Connection> = (async () => {
      if (!('indexedDB' in globalThis)) throw new Error('it has no IndexedDB');
      let cleared = false as boolean; // set in the callback below
      const db: Database = await openDB<Schema>(this.name, VERSION, {
        upgrade: (db, oldVersion) => {
          cleared = this.wasOpen && oldVersion === 0;
          for (const store of STORES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store);
        },
        // Another tab deletes it, or is newer: what is under way still ends.
        blocking: () => db.close(),
      });
      this.wasOpen = true;
      if (cleared) this.onCleared?.();
      return { db, proven: new Map() };
    })();
    this.connection = connection;
    connection.catch(() => {
      if (this.connection === connection) this.connection = undefined;
    });
    return connection;
  }

  /**
   * Runs `work` on the open database; where that turns out to be closed, again on one that is opened anew, a few times.
   * `work` must stand being begun again.
   *
   * @throws RunStoreError
   */
  async use<R>(work: (connection: Connection) => Promise<R>): Promise<R> {
    for (let attempt = 0; ; attempt++) {
      const connection = this.connection ?? this.open();
      try {
        return await work(await connection);
      } catch (caught) {
        const error = toRunStoreError(caught);
        if (error.code === 'closed' && this.connection === connection) await this.close();
        if (error.code !== 'closed' || attempt === PAUSES.length) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSES[attempt]));
      }
    }
  }

  /** Closes the database once what is under way has ended. The next call opens it anew. */
  async close(): Promise<void> {
    const connection = this.connection;
    this.connection = undefined;
    await connection?.then(
      ({ db }) => db.close(),
      () => undefined,
    );
  }
}
