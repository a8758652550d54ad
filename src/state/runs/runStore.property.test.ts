import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it, vi } from 'vitest';
import { type RunStore, openRunStore } from './runStore';
import {
  beforeEachStore,
  abortWrites,
  checkpointAt,
  corrupt,
  draft,
  failure,
  garbleWrites,
  NAME,
  peek,
} from './runs.test-helper';

let store: RunStore;

beforeEachStore((empty) => (store = empty));

it('whatever happens, the last acknowledged checkpoint or the one before it comes back', async () => {
  const event = fc.constantFrom('save', 'save', 'quota', 'abort', 'garble', 'corrupt', 'reload', 'close');
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (events) => {
      vi.stubGlobal('indexedDB', new IDBFactory());
      store = openRunStore(NAME);
      // Updates that are whole in the database, the newest last.
      let kept: number[] = [];
      let newestIsWhole = true;
      for (const [i, event] of events.entries()) {
        const save = () => store.save(draft(), checkpointAt(i));
        if (event === 'save') {
          await save();
          kept = [...kept, i].slice(-2);
          newestIsWhole = true;
        } else if (event === 'quota' || event === 'abort') {
          const mend = abortWrites(event === 'quota' ? 'QuotaExceededError' : null);
          await failure(save());
          mend();
        } else if (event === 'garble') {
          const mend = garbleWrites();
          expect((await failure(save())).code).toBe('mismatch');
          mend();
          kept = kept.slice(-1);
        } else if (event === 'reload') store = openRunStore(NAME);
        else if (event === 'close') await store.close();
        else if (kept.length === 2 && newestIsWhole) {
          await corrupt('checkpoints', ['a', ((await peek('runs', 'a')) as { slot: number }).slot]);
          // A page that has proven it would trust it: what is on the disk changes while no page is open.
          store = openRunStore(NAME);
          kept = kept.slice(0, 1);
          newestIsWhole = false;
        }
        expect((await store.load('a'))?.info.update).toBe(kept.at(-1));
      }
    }),
    { numRuns: 60 },
  );
});
