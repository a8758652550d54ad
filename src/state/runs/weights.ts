import type { RunWeights } from './run';
import { keysOf, read, weightsAt, write, type Connection, type Database } from './runDatabase';
import { notWhatWasSaved } from './runError';
import { seal, type Sealed } from './sealed';

/** Weights are a convenience beside the checkpoints: at most this share of what may be stored is full with them. */
const SHARE = 0.5;

/** Whether there is room for so many bytes more that are not a checkpoint's; also where the browser does not tell. */
export function leavesRoom(
  space: { readonly used: number; readonly quota: number } | undefined,
  bytes: number,
): boolean {
  return !space || space.used + bytes <= SHARE * space.quota;
}

/** Writes weights, in place of those of the same update, and reads them back. @throws RunStoreError 'mismatch' */
export async function writeWeights(
  { db }: Connection,
  id: string,
  sealed: Sealed<RunWeights>,
): Promise<void> {
  const { update } = sealed.content;
  await write(db, ['weights'], (tx) => tx.objectStore('weights').put(sealed, [id, update]));
  if ((await weightsAt(db, id, update))?.crc !== sealed.crc) throw notWhatWasSaved();
}

/** A copy that shares no memory, with its checksum. */
export const sealWeights = ({ update, numbers }: RunWeights): Sealed<RunWeights> =>
  seal({ update, numbers: numbers.slice() });

/** Deletes a run's weights of updates beyond this one. */
export const dropWeightsAfter = ({ db }: Connection, id: string, update: number): Promise<void> =>
  write(db, ['weights'], (tx) =>
    tx.objectStore('weights').delete(IDBKeyRange.bound([id, update], [id, []], true)),
  );

/** Updates whose weights are kept, ascending. */
export async function updatesWithWeights(db: Database, id: string): Promise<number[]> {
  const keys = await read(db, 'weights', (store) => store.getAllKeys(keysOf(id)));
  return keys.map(([, update]) => update);
}
