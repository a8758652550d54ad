import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import { openRunStore } from './runStore';

const NAME = 'cleared';
const onCleared = vi.fn();
afterEach(async () => {
  await deleteDB(NAME);
  onCleared.mockClear();
});

it('tells that it was deleted since it was open, once', async () => {
  const store = openRunStore(NAME, { onCleared });
  await store.list();
  expect(onCleared).not.toHaveBeenCalled();
  await deleteDB(NAME);
  await store.list();
  await store.list();
  expect(onCleared).toHaveBeenCalledOnce();
  await store.close();
});

it('tells nothing where it was only closed, or is there for the first time', async () => {
  const store = openRunStore(NAME, { onCleared });
  await store.list();
  await store.close();
  await store.list();
  expect(onCleared).not.toHaveBeenCalled();
  await store.close();
});
