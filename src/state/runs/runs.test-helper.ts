import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Milestone } from '../../engine/protocol/train';
import type { Checkpoint, RunDraft } from './run';
import { RunStoreError } from './runError';
import { openRunStore, type RunStore } from './runStore';

export const NAME = 'test-runs';

const { setTimeout: later } = globalThis;

/** Gives each test of a file a store on an empty database, whose attempts follow each other without a pause. */
export function beforeEachStore(use: (store: RunStore) => void): void {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('setTimeout', (callback: () => void) => later(callback));
    use(openRunStore(NAME));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

export const draft = (id = 'a', more: Partial<RunDraft> = {}): RunDraft => ({
  id,
  name: `Run ${id}`,
  created: 1000,
  config: {
    network: 'tiny',
    seed: 7,
    batch: 32,
    learningRate: 2e-3,
    output: 'v',
    weighting: 'v',
    schedule: 'linear',
    average: 0.99,
    digits: 1000,
    label: 10,
  },
  goal: 600,
  seconds: 1.5,
  backend: 'webgl',
  ...more,
});

/** Floats that a careless copy changes: both zeros, subnormal numbers, infinities, NaN with bits of its own. */
const ODD = new Float32Array(
  Uint32Array.of(0, 0x80000000, 1, 0x7f800000, 0xff800000, 0x7fc12345, 0x42280000).buffer,
);

/** A checkpoint whose every array tells its update. */
export function checkpointAt(update: number): Checkpoint {
  const array = (length: number, from: number) =>
    Float32Array.from({ length }, (_, i) => from + update + i / length);
  const numbers = new Float32Array(64 + ODD.length);
  numbers.set(array(64, 0));
  numbers.set(ODD, 64);
  return {
    state: { update, numbers },
    curves: {
      epsilon: array(update, 0.1),
      trained: array(update, 0.2),
      learningRate: array(update, 0.3),
      bands: array(10 * update, NaN),
      heldOut: [{ update, loss: 1 / (update + 1) }],
    },
  };
}

export const milestoneAt = (update: number): Milestone => ({
  update,
  heldOutLoss: 1 / (update + 1),
  times: Int32Array.of(1000, 500, 0),
  xt: Float32Array.from({ length: 3 * 10 * 4 }, (_, i) => update + i / 120),
});

/** Everything about a value that must come back: with typed arrays as their bytes. */
export function bits(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name} ${bytes.join(' ')}`;
  }
  if (Array.isArray(value)) return value.map(bits);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, bits(entry)]));
}

type Put = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what the spy was called on
const put: Put = IDBObjectStore.prototype.put;

/** Has every transaction abort once a large value has been taken, as when the browser's quota is found exceeded. */
export function abortWrites(reason: 'QuotaExceededError' | null): () => void {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    const request = put.call(this, value, key);
    // The only way to give the transaction of fake-indexeddb an error is its own.
    const tx = this.transaction as IDBTransaction & { _abort(reason: string | null): void };
    request.addEventListener('success', () => tx._abort(reason));
    return request;
  });
  return () => spy.mockRestore();
}

/** Has every large value arrive other than it was given, while every request succeeds. */
export function garbleWrites(): () => void {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    return put.call(this, this.name === 'runs' ? value : garbled(value), key);
  });
  return () => spy.mockRestore();
}

/** Has the entries of the list refused, while everything else is taken. */
export function refuseEntries(): () => void {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    if (this.name === 'runs') throw new DOMException('It could not be cloned.', 'DataCloneError');
    return put.call(this, value, key);
  });
  return () => spy.mockRestore();
}

/** A copy in which one bit of the longest array is another. */
function garbled<T>(value: T): T {
  const copy = structuredClone(value) as { content: Partial<{ checkpoint: Checkpoint } & Milestone> };
  const array = copy.content.checkpoint?.state.numbers ?? copy.content.xt ?? new Float32Array(1);
  new Uint8Array(array.buffer)[array.byteLength >> 1] ^= 1;
  return copy as T;
}

/** Reads a value from the database past the store. */
export async function peek(store: string, key: IDBValidKey): Promise<unknown> {
  const db = await openDB(NAME);
  const value: unknown = await db.get(store, key);
  db.close();
  return value;
}

/** Flips a bit of a stored checkpoint or milestone. */
export async function corrupt(store: 'checkpoints' | 'milestones', key: [string, number]): Promise<void> {
  const db = await openDB(NAME);
  await db.put(store, garbled(await db.get(store, key)), key);
  db.close();
}

/** The error that something rejects with. */
export async function failure(promise: Promise<unknown>): Promise<RunStoreError> {
  const caught = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (caught instanceof RunStoreError) return caught;
  throw new Error('It did not fail with a RunStoreError.', { cause: caught });
}

/** What the list and a fresh page make of run a. */
export async function afterReload() {
  const fresh = openRunStore(NAME);
  const [info] = await fresh.list();
  const loaded = await fresh.load('a');
  await fresh.close();
  return { listed: info.update, loaded: bits(loaded?.checkpoint), damaged: loaded?.damaged };
}

/** What comes back where nothing is lost. */
export const whole = (update: number) => ({
  listed: update,
  loaded: bits(checkpointAt(update)),
  damaged: false,
});
