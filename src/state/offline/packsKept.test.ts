import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPacksKept } from './packsKept';

const SIZE = 10;
let kept: Map<string, Response>;
let fetched: string[];
let isOnline = true;

beforeEach(() => {
  kept = new Map();
  fetched = [];
  isOnline = true;
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', (url: string, { signal }: RequestInit) => {
    fetched.push(url);
    signal?.throwIfAborted();
    return isOnline ? Promise.resolve(new Response(new Uint8Array(SIZE))) : Promise.reject(new TypeError());
  });
});
afterEach(() => vi.unstubAllGlobals());

const cache = {
  match: (url: string) => Promise.resolve(kept.get(url)),
  put: async (url: string, response: Response) => {
    const bytes = await response.arrayBuffer();
    kept.set(url, new Response(bytes));
  },
} as unknown as Cache;
const make = () => createPacksKept(() => Promise.resolve(cache));

it('fetches what is missing, and keeps it under an address that names what it holds', async () => {
  const packs = make();
  await packs.look();
  expect(packs.store.getState().missing).toBeGreaterThan(11e6);
  const seen: unknown[] = [];
  packs.store.subscribe(({ status }) => seen.push(status));
  await Promise.all([packs.keep(), packs.keep()]);
  expect(fetched).toHaveLength(3);
  for (const url of fetched) expect(url).toMatch(/data\/\w+(-\d)?\.bin\?[0-9a-f]{8}$/);
  expect(packs.store.getState()).toEqual({ missing: 0, status: { kind: 'idle' } });
  expect(seen).toContainEqual(expect.objectContaining({ kind: 'running', loaded: 3 * SIZE }));
  await packs.keep();
  expect(fetched).toHaveLength(3);
});

it('says that the network was lost, and goes on from what came', async () => {
  const packs = make();
  const stop = packs.store.subscribe(() => {
    isOnline = kept.size === 0;
  });
  await packs.keep();
  expect(packs.store.getState().status.kind).toBe('lost');
  const { size } = kept;
  expect(size).toBeGreaterThan(0);
  stop();
  isOnline = true;
  await packs.keep();
  expect(packs.store.getState().missing).toBe(0);
});

it('is cancelled, and asked for again at once', async () => {
  const packs = make();
  const first = packs.keep();
  packs.cancel();
  const second = packs.keep();
  expect(second).not.toBe(first);
  await Promise.all([first, second]);
  expect(packs.store.getState()).toEqual({ missing: 0, status: { kind: 'idle' } });
});
