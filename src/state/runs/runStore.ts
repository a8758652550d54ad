import type { Milestone } from '../../engine/protocol/train';
import { readCheckpoint, writeCheckpoint } from './checkpoints';
import { readRecords } from './soundRecords';
import { putBack, takeOut, type RemovedRun } from './removal';
import type { Checkpoint, LoadedRun, RunDraft, RunInfo, RunWeights } from './run';
import {
  partNumbers,
  read,
  readPart,
  readParts,
  RunDatabase,
  write,
  writePart,
  type Connection,
  type DatabaseEvents,
} from './runDatabase';
import { copyData, seal } from './sealed';

/** The browser's storage manager; only a secure context has one. */
const storage = () => (globalThis.navigator as Partial<Navigator> | undefined)?.storage;

/** Weights are a convenience beside the checkpoints: at most this share of what may be stored is full with them. */
const WEIGHTS_SHARE = 0.5;

/** Whether there is room for so many bytes of weights; also where the browser does not tell. */
async function hasRoomForWeights(bytes: number): Promise<boolean> {
  const { usage, quota } = (await storage()?.estimate()) ?? {};
  return usage === undefined || quota === undefined || usage + bytes <= WEIGHTS_SHARE * quota;
}

/** The database of the Train view, and the lock on it. */
export const RUNS = 'thousand-steps-runs';

/** The last call about each run: all stores on one database wait for each other. */
const lastCalls = new Map<string, Promise<unknown>>();

/**
 * Runs in IndexedDB, opened at the first call. A save that resolves is on the disk and was read back; one that fails has left
 * the earlier checkpoint as it was. Every method rejects with a RunStoreError. Calls about one run are carried out in the order
 * in which they were made.
 *
 * @param name of the database
 * @param events what the page is told of the database
 */
export function openRunStore(name = RUNS, events: DatabaseEvents = {}) {
  const database = new RunDatabase(name, events);

  /** Begins `work` when all earlier calls about this run have ended. */
  function inTurn<R>(id: string, work: () => Promise<R>): Promise<R> {
    const run = JSON.stringify([name, id]);
    const result = (lastCalls.get(run) ?? Promise.resolve()).then(work);
    lastCalls.set(
      run,
      result.catch(() => undefined),
    );
    return result;
  }

  /** The same with the open database. */
  const onRun = <R>(id: string, work: (connection: Connection) => Promise<R>): Promise<R> =>
    inTurn(id, () => database.use(work));

  return {
    /**
     * All runs, newest first, and those of which nothing sound is left. Reads a checkpoint only where the run's entry is not sound, so a
     * damaged one does not keep its run from the list.
     */
    listAll: () => database.use(({ db }) => readRecords(db)),

    /** All runs, newest first. */
    list: (): Promise<RunInfo[]> => database.use(async ({ db }) => (await readRecords(db)).runs),

    /** Removes a run that cannot be read, for good. */
    discard: (id: string): Promise<void> =>
      onRun(id, async (connection) => {
        await takeOut(connection, id);
      }),

    /**
     * A run with the newest of its checkpoints that is whole; undefined if there is no such run.
     *
     * @throws RunStoreError 'mismatch' where no checkpoint is whole
     */
    load: (id: string): Promise<LoadedRun | undefined> =>
      onRun(id, async ({ db }) => {
        const record = await read(db, 'runs', (store) => store.get(id));
        if (!record) return undefined;
        const { saved, damaged } = await readCheckpoint(db, record);
        const milestones = await readParts(db, 'milestones', id);
        return {
          info: { ...saved.info, name: record.info.name },
          checkpoint: saved.checkpoint,
          milestones: milestones.parts.map(({ sealed }) => sealed.content),
          damaged: damaged || milestones.damaged,
        };
      }),

    /**
     * Saves a run as it is at this call: the arrays may be changed or transferred as soon as it has returned. The one before
     * is kept beside it. Name and time of creation count at the first save, later on `rename` alone changes the name.
     *
     * @returns the run's entry in the list
     */
    async save(run: RunDraft, checkpoint: Checkpoint): Promise<RunInfo> {
      const copy = copyData({ run, checkpoint });
      return onRun(run.id, (connection) => writeCheckpoint(connection, copy.run, copy.checkpoint));
    },

    /** Adds a milestone as it is at this call. One of the same update, from before a run went back, gives way. */
    async addMilestone(id: string, milestone: Milestone): Promise<void> {
      const sealed = seal(copyData(milestone));
      return onRun(id, ({ db }) =>
        writePart(db, id, { store: 'milestones', number: milestone.update, sealed }),
      );
    },

    /**
     * Keeps averaged weights as they are at this call, in place of those of the same update.
     *
     * @returns false where they are not kept, so that room remains for checkpoints
     */
    async addWeights(id: string, weights: RunWeights): Promise<boolean> {
      const sealed = seal(copyData(weights));
      return inTurn(id, async () => {
        if (!(await hasRoomForWeights(sealed.content.numbers.byteLength))) return false;
        await database.use(({ db }) =>
          writePart(db, id, { store: 'weights', number: sealed.content.update, sealed }),
        );
        return true;
      });
    },

    /** Deletes weights of updates beyond this one: the run has gone back and may reach them with others. */
    dropWeightsAfter: (id: string, update: number): Promise<void> =>
      onRun(id, ({ db }) =>
        write(db, ['weights'], (tx) =>
          tx.objectStore('weights').delete(IDBKeyRange.bound([id, update], [id, []], true)),
        ),
      ),

    /** Updates whose averaged weights are kept, ascending. */
    updatesWithWeights: (id: string): Promise<number[]> =>
      database.use(({ db }) => partNumbers(db, 'weights', id)),

    /** The averaged weights after so many updates; undefined if they are not kept or not whole. */
    weights: (id: string, update: number): Promise<Float32Array | undefined> =>
      onRun(id, async ({ db }) => (await readPart(db, 'weights', id, update))?.content.numbers),

    /** Changes the name; nothing happens where there is no such run. */
    rename: (id: string, newName: string): Promise<void> =>
      onRun(id, ({ db }) =>
        write(db, ['runs'], async (tx) => {
          const record = await tx.objectStore('runs').get(id);
          if (record)
            await tx.objectStore('runs').put({ ...record, info: { ...record.info, name: newName } }, id);
        }),
      ),

    /** Removes a run, which must not be in training, and gives it whole; undefined if there is no such run. */
    remove: (id: string) => onRun(id, (connection) => takeOut(connection, id)),

    /** Undoes a removal. A run of the same id that is there stays as it is. */
    restore: (removed: RemovedRun) => onRun(removed.info.id, (connection) => putBack(connection, removed)),

    /** Asks the browser to keep the runs also when the disk gets full; whether it will. Firefox asks the reader. */
    persist: async (): Promise<boolean> => (await storage()?.persist()) ?? false,

    /** Lets go of the database until the next call. */
    close: () => database.close(),
  };
}

export type RunStore = ReturnType<typeof openRunStore>;
