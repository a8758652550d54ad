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
import {
  milestoneAt,
  read,
  RunDatabase,
  updatesWithWeights,
  weightsAt,
  write,
  type Connection,
} from './runDatabase';
import { notWhatWasSaved } from './runError';
import { seal } from './sealed';

/** The browser's storage manager; only a secure context has one. */
const storage = () => (globalThis.navigator as Partial<Navigator> | undefined)?.storage;

/** Weights are a convenience beside the checkpoints: at most this share of what may be stored is full with them. */
const WEIGHTS_SHARE = 0.5;

/** Whether there is room for so many bytes of weights; also if the browser does not tell. */
async function hasRoomForWeights(bytes: number): Promise<boolean> {
  const { usage, quota } = (await storage()?.estimate()) ?? {};
  return usage === undefined || quota === undefined || usage + bytes <= WEIGHTS_SHARE * quota;
}

/** The last call about each run: all stores on one database wait for each other. */
const tails = new Map<string, Promise<void>>();

/**
 * Runs in IndexedDB. A save that resolves is on the disk and was read back; one that fails has left the earlier checkpoint as
 * it was. Every method rejects with a RunStoreError. Calls about one run are carried out in the order in which they were made.
 *
 * @param name of the database, which is opened at the first call
 * @param onCleared called when the browser has deleted what was stored, and an empty database has taken its place
 */
export function openRunStore(name = 'thousand-steps-runs', onCleared?: () => void) {
  const database = new RunDatabase(name, onCleared);

  /** Uses the database when all earlier calls about this run have ended. */
  function inTurn<R>(id: string, work: (connection: Connection) => Promise<R>): Promise<R> {
    const run = JSON.stringify([name, id]);
    const result = (tails.get(run) ?? Promise.resolve()).then(() => database.use(work));
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    tails.set(run, tail);
    return result;
  }

  return {
    /** All runs, newest first. Reads no checkpoint, so a damaged one does not keep its run from the list. */
    list: (): Promise<RunInfo[]> =>
      database.use(async ({ db }) => {
        const records = await read(db, 'runs', (store) => store.getAll());
        return records.map(({ info }) => info).sort((a, b) => b.created - a.created);
      }),

    /**
     * A run with the newest of its checkpoints that is whole; undefined if there is no such run.
     *
     * @throws RunStoreError 'mismatch' where no checkpoint is whole
     */
    load: (id: string) =>
      inTurn(id, async (connection): Promise<LoadedRun | undefined> => {
        const record = await read(connection.db, 'runs', (store) => store.get(id));
        if (!record) return undefined;
        const { saved, damaged } = await readCheckpoint(connection, record);
        const stored = await readMilestones(connection.db, id);
        return {
          info: { ...saved.info, name: record.info.name },
          checkpoint: saved.checkpoint,
          milestones: stored.milestones.map(({ content }) => content),
          damaged: damaged || stored.damaged,
        };
      }),

    /**
     * Saves a run as it is at this call: the arrays may be changed or transferred as soon as it has returned. The one before
     * is kept beside it. Name and time of creation count at the first save, later on `rename` alone changes the name.
     *
     * @returns the run's entry in the list
     */
    async save(run: RunDraft, checkpoint: Checkpoint): Promise<RunInfo> {
      const draft = structuredClone(run);
      const copy = copyCheckpoint(checkpoint);
      return inTurn(run.id, (connection) => writeCheckpoint(connection, draft, copy));
    },

    /** Adds a milestone as it is at this call. One of the same update, from before a run went back, gives way. */
    async addMilestone(id: string, milestone: Milestone): Promise<void> {
      const sealed = seal(copyMilestone(milestone));
      const { update } = milestone;
      return inTurn(id, async ({ db }) => {
        await write(db, ['milestones'], (tx) => tx.objectStore('milestones').put(sealed, [id, update]));
        if ((await milestoneAt(db, id, update))?.crc !== sealed.crc) throw notWhatWasSaved();
      });
    },

    /**
     * Keeps averaged weights as they are at this call, in place of those of the same update.
     *
     * @returns false where they are not kept, so that room remains for checkpoints
     */
    async addWeights(id: string, { update, numbers }: RunWeights): Promise<boolean> {
      const sealed = seal<RunWeights>({ update, numbers: numbers.slice() });
      return inTurn(id, async ({ db }) => {
        if (!(await hasRoomForWeights(sealed.content.numbers.byteLength))) return false;
        await write(db, ['weights'], (tx) => tx.objectStore('weights').put(sealed, [id, update]));
        if ((await weightsAt(db, id, update))?.crc !== sealed.crc) throw notWhatWasSaved();
        return true;
      });
    },

    /** Deletes weights of updates beyond this one: the run has gone back and may reach them with others. */
    dropWeightsAfter: (id: string, update: number): Promise<void> =>
      inTurn(id, ({ db }) =>
        write(db, ['weights'], (tx) =>
          tx.objectStore('weights').delete(IDBKeyRange.bound([id, update], [id, []], true)),
        ),
      ),

    /** Updates whose averaged weights are kept, ascending. */
    updatesWithWeights: (id: string): Promise<number[]> =>
      database.use(({ db }) => updatesWithWeights(db, id)),

    /** The averaged weights after so many updates; undefined if they are not kept or not whole. */
    weights: (id: string, update: number): Promise<Float32Array | undefined> =>
      inTurn(id, async ({ db }) => (await weightsAt(db, id, update))?.content.numbers),

    /** Changes the name; nothing happens where there is no such run. */
    rename: (id: string, name: string): Promise<void> =>
      inTurn(id, ({ db }) =>
        write(db, ['runs'], async (tx) => {
          const record = await tx.objectStore('runs').get(id);
          if (record) await tx.objectStore('runs').put({ ...record, info: { ...record.info, name } }, id);
        }),
      ),

    /** Removes a run, which must not be in training, and gives it whole; undefined if there is no such run. */
    remove: (id: string): Promise<Removed | undefined> => inTurn(id, (connection) => takeOut(connection, id)),

    /** Undoes a removal. A run of the same id that is there stays as it is. */
    restore: (removed: Removed): Promise<void> =>
      inTurn(removed.info.id, (connection) => putBack(connection, removed)),

    /** Asks the browser to keep the runs also when the disk gets full; whether it will. Firefox asks the reader. */
    persist: async (): Promise<boolean> => (await storage()?.persist()) ?? false,

    /** Lets go of the database until the next call. */
    close: (): Promise<void> => database.close(),
  };
}

export type RunStore = ReturnType<typeof openRunStore>;
