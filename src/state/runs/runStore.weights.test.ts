import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import {
  beforeEachStore,
  abortWrites,
  bits,
  checkpointAt,
  draft,
  milestoneAt,
  NAME,
} from './runs.test-helper';
import { openRunStore, type RunStore } from './runStore';

let store: RunStore;

beforeEachStore((empty) => (store = empty));

const numbers = (update: number) => Float32Array.of(update, -0, 0.25);

describe('the weights of a run', () => {
  it('come back bit for bit by their update, in another session, too', async () => {
    const mine = numbers(10);
    const adding = store.addWeights('a', { update: 10, numbers: mine });
    mine.fill(7);
    expect(await adding).toBe(true);
    await store.addWeights('a', { update: 0, numbers: numbers(0) });
    await store.addWeights('b', { update: 5, numbers: numbers(5) });
    await store.close();
    const again = openRunStore(NAME);
    expect(await again.updatesWithWeights('a')).toEqual([0, 10]);
    expect(bits(await again.weights('a', 10))).toBe(bits(numbers(10)));
    expect(await again.weights('a', 5)).toBeUndefined();
  });

  it('go and come with their run', async () => {
    await store.save(draft(), checkpointAt(3));
    await store.addWeights('a', { update: 3, numbers: numbers(3) });
    const removed = await store.remove('a');
    expect(await store.updatesWithWeights('a')).toEqual([]);
    await store.restore(removed as NonNullable<typeof removed>);
    expect(bits(await store.weights('a', 3))).toBe(bits(numbers(3)));
  });

  it('of updates beyond one are deleted, and no others', async () => {
    for (const [id, update] of [
      ['a', 5],
      ['a', 10],
      ['a', 25],
      ['b', 25],
    ] as const)
      await store.addWeights(id, { update, numbers: numbers(update) });
    await store.dropWeightsAfter('a', 10);
    expect(await store.updatesWithWeights('a')).toEqual([5, 10]);
    expect(await store.updatesWithWeights('b')).toEqual([25]);
  });

  it('leave half of the room to checkpoints', async () => {
    const estimate = () => Promise.resolve({ usage: 500, quota: 1010 });
    vi.stubGlobal('navigator', { storage: { estimate } });
    expect(await store.addWeights('a', { update: 1, numbers: new Float32Array(1) })).toBe(true);
    expect(await store.addWeights('a', { update: 2, numbers: new Float32Array(2) })).toBe(false);
    expect(await store.updatesWithWeights('a')).toEqual([1]);
  });

  it('that cannot be written leave checkpoints and film as they are', async () => {
    await store.save(draft(), checkpointAt(3));
    await store.addMilestone('a', milestoneAt(3));
    const mend = abortWrites('QuotaExceededError');
    await expect(store.addWeights('a', { update: 3, numbers: numbers(3) })).rejects.toMatchObject({
      code: 'quota',
    });
    mend();
    const loaded = await store.load('a');
    expect(bits([loaded?.checkpoint, loaded?.milestones])).toEqual(bits([checkpointAt(3), [milestoneAt(3)]]));
  });

  it('find a place in a database of the version before, whose runs stay', async () => {
    const old = await openDB(NAME, 1, {
      upgrade(db) {
        for (const name of ['runs', 'checkpoints', 'milestones']) db.createObjectStore(name);
      },
    });
    const record = { info: { ...draft('old'), update: 1, saved: 2 }, slot: 0, serial: 1 };
    await old.put('runs', record, 'old');
    old.close();
    expect((await store.list()).map(({ id }) => id)).toEqual(['old']);
    await store.addWeights('old', { update: 1, numbers: numbers(1) });
    expect(await store.updatesWithWeights('old')).toEqual([1]);
  });
});
