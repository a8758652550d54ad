import { createStore } from 'zustand/vanilla';
import { packPath, packs } from '../../data/packs';
import { baseUrl } from '../baseUrl';

/** Packs above this are kept once they have been used, or when somebody asks for it; all other files at the first visit. */
const LARGE_BYTES = 1e6;
const LARGE = packs.filter(({ gzipBytes }) => gzipBytes > LARGE_BYTES);

export interface PacksKept {
  /** Bytes of the large packs that this browser does not keep yet; undefined until it has been asked. */
  readonly missing: number | undefined;
  readonly status:
    | { readonly kind: 'idle' | 'lost' }
    | { readonly kind: 'running'; readonly loaded: number; readonly of: number };
}

/** Reads a file to its end, and so lets the service worker keep it. @param onBytes is told how many have come since the last call */
async function download(url: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${response.status} ${url}`);
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes(value.byteLength);
  }
}

/** The large packs of digits, and whether this browser keeps them. */
export function createPacksKept() {
  const store = createStore<PacksKept>(() => ({ missing: undefined, status: { kind: 'idle' } }));
  let controller: AbortController | null = null;
  const urlOf = (pack: (typeof LARGE)[number]): string => new URL(packPath(pack), baseUrl()).href;

  /** Looks which packs are not kept. */
  async function look(): Promise<typeof LARGE> {
    const kept = await Promise.all(LARGE.map((pack) => caches.match(urlOf(pack))));
    const missing = LARGE.filter((_, i) => kept[i] === undefined);
    store.setState({ missing: missing.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) });
    return missing;
  }

  /** Fetches what is missing. What has come when it is cancelled, or when the network is lost, stays. */
  async function keep(): Promise<void> {
    if (controller) return;
    controller = new AbortController();
    const { signal } = controller;
    try {
      const missing = await look();
      const of = store.getState().missing ?? 0;
      let loaded = 0;
      const add = (bytes: number): void => {
        loaded += bytes;
        store.setState({ status: { kind: 'running', loaded, of } });
      };
      add(0);
      for (const pack of missing) await download(urlOf(pack), signal, add);
      store.setState({ status: { kind: 'idle' } });
    } catch {
      store.setState({ status: { kind: signal.aborted ? 'idle' : 'lost' } });
    } finally {
      controller = null;
      await look();
    }
  }

  return { store, look, keep, cancel: (): void => controller?.abort() };
}

export const packsKept = createPacksKept();
