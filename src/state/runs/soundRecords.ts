import { TRAINABLE_NAMES, type TrainConfig } from '../../engine/protocol/train';
import { read, readPart, write, type Database, type RunRecord } from './runDatabase';
import type { RunInfo } from './run';

/** A run of which the list's entry is not what was saved, and neither of its checkpoints has another. */
export interface UnreadableRun {
  readonly id: string;
  /** As far as one can be read; else the id. */
  readonly name: string;
}

type Loose<T> = { readonly [K in keyof T]?: unknown };

const isObject = (value: unknown): value is Loose<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The settings of a training and their types. */
const CONFIG: { readonly [K in keyof TrainConfig]: 'string' | 'number' } = {
  network: 'string',
  seed: 'number',
  batch: 'number',
  learningRate: 'number',
  output: 'string',
  weighting: 'string',
  schedule: 'string',
  average: 'number',
  digits: 'number',
  label: 'number',
};

function isSoundInfo(info: unknown, id: string): info is RunInfo {
  if (!isObject(info)) return false;
  const { name, created, config, goal, update } = info as Loose<RunInfo>;
  return (
    info.id === id &&
    typeof name === 'string' &&
    [created, goal, update].every(Number.isFinite) &&
    isObject(config) &&
    Object.entries(CONFIG).every(([setting, type]) => typeof config[setting] === type) &&
    (TRAINABLE_NAMES as readonly unknown[]).includes(config.network)
  );
}

const isSoundRecord = (record: unknown, id: string): record is RunRecord =>
  isObject(record) &&
  (record.slot === 0 || record.slot === 1) &&
  Number.isInteger(record.serial) &&
  isSoundInfo(record.info, id);

/** Writes the entry of a run anew, from the newest checkpoint that is whole: each has the run's info in it. */
async function mendRecord(db: Database, id: string): Promise<RunRecord | undefined> {
  const found: RunRecord[] = [];
  for (const slot of [0, 1] as const) {
    const content = (await readPart(db, 'checkpoints', id, slot))?.content;
    if (content && isSoundInfo(content.info, id))
      found.push({ info: content.info, slot, serial: content.serial });
  }
  const newest = found.sort((a, b) => b.serial - a.serial).at(0);
  if (newest) await write(db, ['runs'], (tx) => tx.objectStore('runs').put(newest, id));
  return newest;
}

const nameOf = (record: unknown, id: string): string =>
  isObject(record) && isObject(record.info) && typeof record.info.name === 'string'
    ? record.info.name.slice(0, 80)
    : id;

/** All runs, newest first, and those that cannot be read. An entry that is not sound is mended from its checkpoints. */
export async function readRecords(db: Database): Promise<{ runs: RunInfo[]; unreadable: UnreadableRun[] }> {
  const [ids, records] = await read(db, 'runs', (store) =>
    Promise.all([store.getAllKeys(), store.getAll() as Promise<unknown[]>]),
  );
  const runs: RunInfo[] = [];
  const unreadable: UnreadableRun[] = [];
  for (const [i, id] of ids.entries()) {
    const record = records[i];
    const sound = isSoundRecord(record, id) ? record : await mendRecord(db, id);
    if (sound) runs.push(sound.info);
    else unreadable.push({ id, name: nameOf(record, id) });
  }
  return { runs: runs.sort((a, b) => b.created - a.created), unreadable };
}
