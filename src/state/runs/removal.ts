import {
  keyRange,
  PART_STORES,
  read,
  readParts,
  STORES,
  together,
  verify,
  write,
  type Connection,
  type Part,
  type RunRecord,
} from './runDatabase';

/** A removed run, whole and in memory: the removal can be undone as long as somebody holds it. */
export interface RemovedRun extends RunRecord {
  readonly parts: readonly Part[];
}

/**
 * Removes a run from the database and gives all of it that can be read.
 *
 * @returns undefined if there is no such run
 */
export async function takeOut({ db, proven }: Connection, id: string): Promise<RemovedRun | undefined> {
  const record = await read(db, 'runs', (store) => store.get(id));
  const stored = await Promise.all(PART_STORES.map((store) => readParts(db, store, id)));
  await write(db, STORES, (tx) =>
    together([
      () => tx.objectStore('runs').delete(id),
      ...PART_STORES.map((store) => () => tx.objectStore(store).delete(keyRange(id))),
    ]),
  );
  proven.delete(id);
  return record && { ...record, parts: stored.flatMap(({ parts }) => parts) };
}

/**
 * Puts a run back in one transaction, and reads it back. A run of the same id that is there stays as it is.
 *
 * @throws RunStoreError 'mismatch' where something else came back, and what the transaction failed of
 */
export async function putBack({ db }: Connection, { parts, ...record }: RemovedRun): Promise<void> {
  const { id } = record.info;
  const isWritten = await write(db, STORES, async (tx) => {
    if (await tx.objectStore('runs').get(id)) return false;
    await together([
      () => tx.objectStore('runs').put(record, id),
      ...parts.map(
        ({ store, number, sealed }) =>
          () =>
            tx.objectStore(store).put(sealed, [id, number]),
      ),
    ]);
    return true;
  });
  if (isWritten) await verify(db, id, parts);
}
