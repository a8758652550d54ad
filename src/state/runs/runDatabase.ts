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
import { notWhatWasSaved, toRunStoreError } from './runError';
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

/** What belongs to a run, by the store that it is in. */
interface PartContents {
  /** By slot. */
  checkpoints: SavedCheckpoint;
  /** By update. */
  milestones: Milestone;
  /** By update. */
  weights: RunWeights;
}

export type PartStore = keyof PartContents;

export const PART_STORES = ['checkpoints', 'milestones', 'weights'] as const satisfies PartStore[];

/** Each version has only added stores. */
export const STORES = ['runs', ...PART_STORES] as const;
const VERSION = 2;

interface Schema
  extends DBSchema, Record<PartStore, { key: [run: string, number: number]; value: Sealed<unknown> }> {
  runs: { key: string; value: RunRecord };
}

/** Something that is stored of a run under a number: a slot or an update. */
export interface Part<Store extends PartStore = PartStore> {
  readonly store: Store;
  readonly number: number;
  readonly sealed: Sealed<PartContents[Store]>;
}

export type Database = IDBPDatabase<Schema>;

export interface Connection {
  readonly db: Database;
  /** By run: the serial number of the checkpoint that was last read back here. */
  readonly proven: Map<string, number>;
}

/** Keys of everything that belongs to a run: [id, any number]. */
export const keyRange = (id: string) => IDBKeyRange.bound([id], [id, []]);

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

/** What is stored, if it can be read and its checksum is right. Rejects only where the database is closed. */
export async function readPart<Store extends PartStore>(
  db: Database,
  store: Store,
  id: string,
  number: number,
): Promise<Sealed<PartContents[Store]> | undefined> {
  try {
    const sealed = await read<PartStore, Sealed<unknown> | undefined>(db, store, (parts) =>
      parts.get([id, number]),
    );
    return isSound(sealed) ? (sealed as Sealed<PartContents[Store]>) : undefined;
  } catch (caught) {
    // Chromium keeps large values in files of their own: one that is gone is an error of this read alone.
    if (toRunStoreError(caught).code === 'closed') throw caught;
    return undefined;
  }
}

/** The numbers under which a store has something of a run, ascending. */
export async function partNumbers(db: Database, store: PartStore, id: string): Promise<number[]> {
  const keys = await read(db, store, (parts) => parts.getAllKeys(keyRange(id)));
  return keys.map(([, number]) => number);
}

/** All that a store has of a run and that is sound, by ascending numbers, and whether something else is damaged. */
export async function readParts<Store extends PartStore>(
  db: Database,
  store: Store,
  id: string,
): Promise<{ parts: Part<Store>[]; damaged: boolean }> {
  const numbers = await partNumbers(db, store, id);
  const all = await Promise.all(
    numbers.map(async (number) => ({ store, number, sealed: await readPart(db, store, id, number) })),
  );
  const parts = all.filter((part): part is Part<Store> => part.sealed !== undefined);
  return { parts, damaged: parts.length < all.length };
}

/** Writes a part, in place of one of the same number, and reads it back. @throws RunStoreError 'mismatch' */
export async function writePart(db: Database, id: string, part: Part): Promise<void> {
  const { store, number, sealed } = part;
  await write(db, [store], (tx) => tx.objectStore(store).put(sealed, [id, number]));
  await verify(db, id, [part]);
}

/** @throws RunStoreError 'mismatch' where something else is stored than these */
export async function verify(db: Database, id: string, parts: readonly Part[]): Promise<void> {
  const same = await Promise.all(
    parts.map(async ({ store, number, sealed }) => {
      return (await readPart(db, store, id, number))?.crc === sealed.crc;
    }),
  );
  if (same.includes(false)) throw notWhatWasSaved();
}

/** Milliseconds before each new attempt after the database was closed: deleting it takes a while, and refuses to open it. */
const PAUSES = [0, 100, 400];

/** Opening that takes longer waits for another page: of an older version, or one that deletes the database. */
const PATIENCE_MS = 3000;

/** What the page is told of its database. */
export interface DatabaseEvents {
  /** It turns out to have been deleted since it was open, and is there again, empty. */
  readonly onCleared?: (() => void) | undefined;
  /** Another page keeps it from being opened; then, that it is open. What is asked for meanwhile waits and is done then. */
  readonly onBlocked?: ((isBlocked: boolean) => void) | undefined;
  readonly patienceMs?: number;
}

/** A database that is opened when it is needed, and anew after the browser has closed or deleted it. */
export class RunDatabase {
  private connection: Promise<Connection> | undefined;
  private wasOpen = false;

  constructor(
    private readonly name: string,
    private readonly events: DatabaseEvents = {},
  ) {}

  /** Says that opening is blocked, once. @returns what ends it */
  private watchOpening(): { block: () => void; end: () => void } {
    const { onBlocked, patienceMs = PATIENCE_MS } = this.events;
    let state: 'waiting' | 'blocked' | 'ended' = 'waiting';
    const block = (): void => {
      if (state !== 'waiting') return;
      state = 'blocked';
      onBlocked?.(true);
    };
    const end = (): void => {
      if (state === 'blocked') onBlocked?.(false);
      state = 'ended';
    };
    AbortSignal.timeout(patienceMs).addEventListener('abort', block);
    return { block, end };
  }

  private open(): Promise<Connection> {
    const connection: Promise<Connection> = (async () => {
      if (!('indexedDB' in globalThis)) throw new Error('it has no IndexedDB');
      let cleared = false as boolean; // set in the callback below
      const { block, end } = this.watchOpening();
      const db: Database = await openDB<Schema>(this.name, VERSION, {
        blocked: block,
        upgrade: (db, oldVersion) => {
          cleared = this.wasOpen && oldVersion === 0;
          for (const store of STORES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store);
        },
        // Another tab deletes it, or is newer: what is under way still ends.
        blocking: () => db.close(),
      }).finally(end);
      this.wasOpen = true;
      if (cleared) this.events.onCleared?.();
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
    (await connection?.catch(() => undefined))?.db.close();
  }
}
