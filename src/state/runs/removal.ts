import type { Milestone } from '../../engine/protocol/train';
import type { RunInfo, RunWeights } from './run';
import {
  checkpointIn,
  keysOf,
  milestoneAt,
  read,
  together,
  weightsAt,
  write,
  type Connection,
  type Database,
  type RunRecord,
  type SavedCheckpoint,
} from './runDatabase';
import { notWhatWasSaved } from './runError';
import type { Sealed } from './sealed';
import { updatesWithWeights } from './weights';

/** A removed run, whole and in memory: the removal can be undone as long as somebody holds it. */
export interface Removed {
  readonly info: RunInfo;
  readonly record: RunRecord;
  readonly checkpoints: readonly { readonly slot: 0 | 1; readonly sealed: Sealed<SavedCheckpoint> }[];
  readonly milestones: readonly Sealed<Milestone>[];
  readonly weights: readonly Sealed<RunWeights>[];
}

/**
 * The milestones of a run whose checksum is right, in the order of updates.
 *
 * @returns them, and whether others are damaged
 */
export async function readMilestones(
  db: Database,
  id: string,
): Promise<{ milestones: Sealed<Milestone>[]; damaged: boolean }> {
  const keys = await read(db, 'milestones', (store) => store.getAllKeys(keysOf(id)));
  const all = await Promise.all(keys.map((key) => milestoneAt(db, ...key)));
  const milestones = all.filter((sealed) => sealed !== undefined);
  return { milestones, damaged: milestones.length < all.length };
}

/**
 * Removes a run from the database and gives all of it that can be read.
 *
 * @returns undefined if there is no such run
 */
export async function takeOut({ db, proven }: Connection, id: string): Promise<Removed | undefined> {
  const record = await read(db, 'runs', (store) => store.get(id));
  const slots = await Promise.all(
    ([0, 1] as const).map(async (slot) => ({
      slot,
      sealed: await checkpointIn(db, id, slot),
    })),
  );
  const { milestones } = await readMilestones(db, id);
  const updates = await updatesWithWeights(db, id);
  const all = await Promise.all(updates.map((update) => weightsAt(db, id, update)));
  const weights = all.filter((sealed) => sealed !== undefined);
  await write(db, ['runs', 'checkpoints', 'milestones', 'weights'], (tx) =>
    together([
      () => tx.objectStore('runs').delete(id),
      () => tx.objectStore('checkpoints').delete(keysOf(id)),
      () => tx.objectStore('milestones').delete(keysOf(id)),
      () => tx.objectStore('weights').delete(keysOf(id)),
    ]),
  );
  proven.delete(id);
  if (!record) return undefined;
  const checkpoints = slots.flatMap(({ slot, sealed }) => (sealed ? [{ slot, sealed }] : []));
  return { info: record.info, record, checkpoints, milestones, weights };
}

/**
 * Puts a run back in one transaction, and reads it back. A run of the same id that is there stays as it is.
 *
 * @throws RunStoreError 'mismatch' where something else came back, and what the transaction failed of
 */
export async function putBack(
  { db }: Connection,
  { record, checkpoints, milestones, weights }: Removed,
): Promise<void> {
  const { id } = record.info;
  const written = await write(db, ['runs', 'checkpoints', 'milestones', 'weights'], async (tx) => {
    if (await tx.objectStore('runs').get(id)) return false;
    await together([
      () => tx.objectStore('runs').put(record, id),
      ...checkpoints.map(
        ({ slot, sealed }) =>
          () =>
            tx.objectStore('checkpoints').put(sealed, [id, slot]),
      ),
      ...milestones.map(
        (sealed) => () => tx.objectStore('milestones').put(sealed, [id, sealed.content.update]),
      ),
      ...weights.map((sealed) => () => tx.objectStore('weights').put(sealed, [id, sealed.content.update])),
    ]);
    return true;
  });
  if (!written) return;
  const right = await Promise.all([
    ...checkpoints.map(async ({ slot, sealed: { crc } }) => {
      return (await checkpointIn(db, id, slot))?.crc === crc;
    }),
    ...milestones.map(async ({ crc, content }) => {
      return (await milestoneAt(db, id, content.update))?.crc === crc;
    }),
    ...weights.map(async ({ crc, content }) => {
      return (await weightsAt(db, id, content.update))?.crc === crc;
    }),
  ]);
  if (right.includes(false)) throw notWhatWasSaved();
}
