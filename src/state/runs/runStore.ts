import type { Milestone } from '../../engine/protocol/train';
import { readCheckpoint, writeCheckpoint } from './checkpoints';
import { putBack, readMilestones, takeOut, type Removed } from './removal';
import {
  copyCheckpoint,
  copyMilestone,
  type Checkpoint,
  type LoadedRun,
  type RunDraft,
  type RunInfo,
  type RunWeights,
} from './run';
import { milestoneAt, read, RunDatabase, weightsAt, write } from './runDatabase';
import { notWhatWasSaved } from './runError';
import { seal } from './sealed';
import { dropWeightsAfter, leavesRoom, sealWeights, updatesWithWeights, writeWeights } from './weights';

/**
 * Runs in IndexedDB. A save that resolves is on the disk and was read back; one that fails has left the earlier checkpoint as
 * it was. Every method rejects with a RunStoreError. Calls about one run are carried out in the order in which they were made.
 */
export interface RunStore {
  /** All runs, newest first. Reads no checkpoint, so a damaged one does not keep its run from the list. */
  list(): Promise<RunInfo[]>;
  /**
   * A run with the newest of its checkpoints that is whole; undefined if there is no such run.
   *
   * @throws RunStoreError 'mismatch' where no checkpoint is whole
   */
  load(id: string): Promise<LoadedRun | undefined>;
  /**
   * Saves a run as it is at this call: the arrays may be changed or transferred as soon as it has returned. The one before
   * is kept beside it. Name and time of creation count at the first save, later on `rename` alone changes the name.
   *
   * @returns the run's entry in the list
   */
  save(run: RunDraft, checkpoint: Checkpoint): Promise<RunInfo>;
  /** Adds a milestone as it is at this call. One of the same update, from before a run went back, gives way. */
  addMilestone(id: string, milestone: Milestone): Promise<void>;
  /**
   * Keeps averaged weights as they are at this call, in place of those of the same update.
   *
   * @returns false where they are not kept, so that room remains for checkpoints
   */
  addWeights(id: string, weights: RunWeights): Promise<boolean>;
  /** Deletes weights of updates beyond this one: the run has gone back and may reach them with others. */
  dropWeightsAfter(id: string, update: number): Promise<void>;
  /** Updates whose averaged weights are kept, ascending. */
  updatesWithWeights(id: string): Promise<number[]>;
  /** The averaged weights after so many updates; undefined if they are not kept or not whole. */
  weights(id: string, update: number): Promise<Float32Array | undefined>;
  /** Changes the name; nothing happens where there is no such run. */
  rename(id: string, name: string): Promise<void>;
  /** Removes a run, which must not be in training, and gives it whole; undefined if there is no such run. */
  remove(id: string): Promise<Removed | undefined>;
  /** Undoes a removal. A run of the same id that is there stays as it is. */
  restore(removed: Removed): Promise<void>;
  /** Asks the browser to keep the runs also when the disk gets full; whether it will. Firefox asks the reader. */
  persist(): Promise<boolean>;
  /** Lets go of the database until the next call. */
  close(): Promise<void>;
}

/** The browser's storage manager; only a secure context has one. */
const storage = () => (globalThis.navigator as Partial<Navigator> | undefined)?.storage;

/** Bytes that this origin stores and may store, as the browser estimates them; undefined if it does not tell. */
async function space(): Promise<{ used: number; quota: number } | undefined> {
  const { usage, quota } = (await storage()?.estimate()) ?? {};
  return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
}

/** The last call about each run: all stores on one database wait for each other. */
const tails = new Map<string, Promise<void>>();

/**
 * The runs that are stored under a name. The database is opened at the first call.
 *
 * @param name of the database
 * @param onCleared called when the browser has deleted what was stored, and an empty database has taken its place
 */
export function openRunStore(name = 'thousand-steps-runs', onCleared?: () => void): RunStore {
  const database = new RunDatabase(name, onCleared);

  /** Begins `work` when all earlier calls about this run have ended. */
  function inTurn<R>(id: string, work: () => Promise<R>): Promise<R> {
    const run = JSON.stringify([name, id]);
    const result = (tails.get(run) ?? Promise.resolve()).then(work);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    tails.set(run, tail);
    return result;
  }

  return {
    list: () =>
      database.use(async ({ db }) => {
        const records = await read(db, 'runs', (store) => store.getAll());
        return records.map(({ info }) => info).sort((a, b) => b.created - a.created);
      }),

    load: (id) =>
      inTurn(id, () =>
        database.use(async (connection) => {
          const record = await read(connection.db, 'runs', (store) => store.get(id));
          if (!record) return undefined;
          const { saved, damaged } = await readCheckpoint(connection, record);
          const kept = await readMilestones(connection.db, id);
          return {
            info: { ...saved.info, name: record.info.name },
            checkpoint: saved.checkpoint,
            milestones: kept.milestones.map(({ content }) => content),
            damaged: damaged || kept.damaged,
          };
        }),
      ),

    async save(run, checkpoint) {
      const draft = structuredClone(run);
      const copy = copyCheckpoint(checkpoint);
      return inTurn(run.id, () => database.use((connection) => writeCheckpoint(connection, draft, copy)));
    },

    async addMilestone(id, milestone) {
      const sealed = seal(copyMilestone(milestone));
      const { update } = milestone;
      return inTurn(id, () =>
        database.use(async ({ db }) => {
          await write(db, ['milestones'], (tx) => tx.objectStore('milestones').put(sealed, [id, update]));
          if ((await milestoneAt(db, id, update))?.crc !== sealed.crc) throw notWhatWasSaved();
        }),
      );
    },

    async addWeights(id, weights) {
      const sealed = sealWeights(weights);
      return inTurn(id, async () => {
        if (!leavesRoom(await space(), weights.numbers.byteLength)) return false;
        await database.use((connection) => writeWeights(connection, id, sealed));
        return true;
      });
    },

    dropWeightsAfter: (id, update) =>
      inTurn(id, () => database.use((connection) => dropWeightsAfter(connection, id, update))),

    updatesWithWeights: (id) => database.use(({ db }) => updatesWithWeights(db, id)),

    weights: (id, update) =>
      inTurn(id, () => database.use(async ({ db }) => (await weightsAt(db, id, update))?.content.numbers)),

    rename: (id, name) =>
      inTurn(id, () =>
        database.use(({ db }) =>
          write(db, ['runs'], async (tx) => {
            const record = await tx.objectStore('runs').get(id);
            if (record) await tx.objectStore('runs').put({ ...record, info: { ...record.info, name } }, id);
          }),
        ),
      ),

    remove: (id) => inTurn(id, () => database.use((connection) => takeOut(connection, id))),

    restore: (removed) =>
      inTurn(removed.info.id, () => database.use((connection) => putBack(connection, removed))),

    persist: async () => (await storage()?.persist()) ?? false,

    close: () => database.close(),
  };
}
