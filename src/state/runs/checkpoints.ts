import {
  read,
  readPart,
  together,
  write,
  type Connection,
  type Database,
  type RunRecord,
  type SavedCheckpoint,
} from './runDatabase';
import type { Checkpoint, RunDraft, RunInfo } from './run';
import { notWhatWasSaved, RunStoreError } from './runError';
import { seal } from './sealed';
import { PROBLEMS } from './texts';

const other = (slot: 0 | 1) => (slot === 0 ? 1 : 0);

/** The slot that may be overwritten, so that a sound checkpoint remains if there is one. */
async function spareSlot({ db, proven }: Connection, record: RunRecord | undefined): Promise<0 | 1> {
  if (!record) return 0;
  const { info, slot, serial } = record;
  if (proven.get(info.id) === serial) return other(slot);
  return (await readPart(db, 'checkpoints', info.id, slot)) ? other(slot) : slot;
}

/** Makes the list show the checkpoint before again. Where this fails, too, loading still finds that one. */
async function takeBack(db: Database, written: RunRecord, before?: RunRecord): Promise<void> {
  const { id } = written.info;
  await write(db, ['runs', 'checkpoints'], async (tx) => {
    const now = await tx.objectStore('runs').get(id);
    if (now?.serial !== written.serial) return;
    if (before)
      await tx.objectStore('runs').put({ ...before, info: { ...before.info, name: now.info.name } }, id);
    else
      await together([
        () => tx.objectStore('runs').delete(id),
        () => tx.objectStore('checkpoints').delete([id, written.slot]),
      ]);
  }).catch(() => undefined);
}

/**
 * Writes a checkpoint into the slot that the run can spare, in one transaction with the list's entry, and reads it back.
 *
 * @param checkpoint must not change until this has settled
 * @returns the entry of the list
 * @throws RunStoreError 'mismatch' where something else came back, and what the transaction failed of
 */
export async function writeCheckpoint(
  connection: Connection,
  run: RunDraft,
  checkpoint: Checkpoint,
): Promise<RunInfo> {
  const { db, proven } = connection;
  const { id } = run;
  for (;;) {
    const before = await read(db, 'runs', (store) => store.get(id));
    const slot = await spareSlot(connection, before);
    const serial = (before?.serial ?? 0) + 1;
    const { name = run.name, created = run.created } = before?.info ?? {};
    const info: RunInfo = { ...run, name, created, update: checkpoint.state.update, saved: Date.now() };
    const record: RunRecord = { info, slot, serial };
    const sealed = seal<SavedCheckpoint>({ serial, info, checkpoint });

    const written = await write(db, ['runs', 'checkpoints'], async (tx) => {
      const now = await tx.objectStore('runs').get(id);
      // Another tab has saved meanwhile: the slot is chosen anew.
      if (now?.serial !== before?.serial) return false;
      await together([
        () => tx.objectStore('checkpoints').put(sealed, [id, slot]),
        () => tx.objectStore('runs').put({ ...record, info: { ...info, name: now?.info.name ?? name } }, id),
      ]);
      return true;
    });
    if (!written) continue;

    const back = await readPart(db, 'checkpoints', id, slot);
    if (back?.crc !== sealed.crc) {
      await takeBack(db, record, before);
      throw notWhatWasSaved();
    }
    proven.set(id, serial);
    return info;
  }
}

/**
 * The newest checkpoint of a run whose checksum is right.
 *
 * @returns it, and whether there was a newer one
 * @throws RunStoreError 'mismatch' where neither is right
 */
export async function readCheckpoint(
  db: Database,
  { info, slot }: RunRecord,
): Promise<{ saved: SavedCheckpoint; damaged: boolean }> {
  const newest = await readPart(db, 'checkpoints', info.id, slot);
  if (newest) return { saved: newest.content, damaged: false };
  const earlier = await readPart(db, 'checkpoints', info.id, other(slot));
  if (earlier) return { saved: earlier.content, damaged: true };
  throw new RunStoreError('mismatch', ...PROBLEMS.unreadable(info.name));
}
