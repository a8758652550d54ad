import { createStore } from 'zustand/vanilla';
import { packAddress, packs, type PackInfo } from '../../data/packs';
import { baseUrl } from '../baseUrl';

/** Packs above this are kept once they have been used, or when somebody asks for it; all other files at the first visit. */
const LARGE_BYTES = 1e6;
const LARGE = packs.filter(({ gzipBytes }) => gzipBytes > LARGE_BYTES);
/** Where the service worker looks for them (tools/offline.mjs). */
const openCache = (): Promise<Cache> => caches.open('packs');

export interface PacksKept {
  /** Bytes of the large packs that this browser does not keep yet; undefined until it has been asked. */
  readonly missing: number | undefined;
  readonly status:
    | { readonly kind: 'idle' | 'lost' }
    | { readonly kind: 'running'; readonly loaded: number; readonly of: number };
}

const urlOf = (pack: PackInfo): string => new URL(packAddress(pack), baseUrl()).href;

/** Fetches a pack and keeps it. @param onBytes is told how many have come since the last call */
async function fetchPack(
  pack: PackInfo,
  cache: Cache,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const url = urlOf(pack);
  const { ok, status, headers, body } = await fetch(url, { signal });
  if (!ok || !body) throw new Error(`${status} ${url}`);
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onBytes(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  await cache.put(url, new Response(body.pipeThrough(counted), { headers }));
}

/** The large packs of digits, and whether this browser keeps them. */
export function createPacksKept(open = openCache) {
  const store = createStore<PacksKept>(() => ({ missing: undefined, status: { kind: 'idle' } }));
  let controller = new AbortController();
  let running: Promise<void> | null = null;

  /** Looks which packs are not kept. */
  async function look(): Promise<readonly PackInfo[]> {
    const cache = await open();
    const kept = await Promise.all(LARGE.map((pack) => cache.match(urlOf(pack))));
    const missing = LARGE.filter((_, i) => kept[i] === undefined);
    store.setState({ missing: missing.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) });
    return missing;
  }

  async function fetchMissing(signal: AbortSignal): Promise<void> {
    try {
      const missing = await look();
      const of = store.getState().missing ?? 0;
      let loaded = 0;
      const add = (bytes: number): void => {
        loaded += bytes;
        store.setState({ status: { kind: 'running', loaded, of } });
      };
      add(0);
      const cache = await open();
      for (const pack of missing) await fetchPack(pack, cache, signal, add);
      store.setState({ status: { kind: 'idle' } });
    } catch {
      store.setState({ status: { kind: signal.aborted ? 'idle' : 'lost' } });
    }
    await look();
  }

  /** Fetches what is missing; who asks meanwhile waits for the same. What has come when it is cancelled, or the network is lost, stays. */
  function keep(): Promise<void> {
    if (running && !controller.signal.aborted) return running;
    controller = new AbortController();
    const { signal } = controller;
    const mine: Promise<void> = (running ?? Promise.resolve())
      .then(() => fetchMissing(signal))
      .finally(() => {
        if (running === mine) running = null;
      });
    running = mine;
    return mine;
  }

  return { store, look, keep, cancel: (): void => controller.abort() };
}

export const packsKept = createPacksKept();
