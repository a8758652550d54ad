import { createStore } from 'zustand/vanilla';
import type { Workbox } from 'workbox-window';
import { baseUrl } from '../baseUrl';
import { reloadPage } from '../link/url';
import { notify } from '../notices';
import { TEXTS } from '../texts';

interface Keeping {
  /** Whether the page itself is in this browser, or why not: it is on its way, it was lost there, or cannot be kept here. */
  readonly page: 'coming' | 'kept' | 'lost' | 'impossible';
}

/** What of Workbox is used, and how one gets it. */
type Worker = Pick<Workbox, 'addEventListener' | 'messageSkipWaiting' | 'register'>;
interface Browser {
  /** Resolves once a version of the page is kept; undefined where the browser keeps none. */
  readonly ready: () => Promise<unknown> | undefined;
  readonly load: () => Promise<Worker>;
  readonly reload: () => void;
}

/** A development server has no file that keeps the page, and no manifest. */
const isBuilt = (): boolean => document.querySelector('link[rel=manifest]') !== null;

const browser: Browser = {
  ready: () => (isBuilt() ? (navigator as Partial<Navigator>).serviceWorker?.ready : undefined),
  load: async () => new (await import('workbox-window')).Workbox(`${baseUrl()}sw.js`),
  reload: reloadPage,
};

/** Has the browser keep the page, so that it opens offline. A new version waits until the reader takes it. */
export function createKeeping({ ready, load, reload }: Browser) {
  const store = createStore<Keeping>(() => ({ page: 'coming' }));
  const fail = (): void => {
    if (store.getState().page === 'coming') store.setState({ page: 'lost' });
  };

  async function start(): Promise<void> {
    const kept = ready();
    if (!kept) {
      store.setState({ page: 'impossible' });
      return;
    }
    void kept.then(() => store.setState({ page: 'kept' }));
    try {
      const worker = await load();
      let isTaken = false;
      const announce = (text: string, run: () => void): number =>
        notify({ kind: 'warning', text, action: { text: TEXTS.takeVersion, run } });
      worker.addEventListener('waiting', () =>
        announce(TEXTS.newVersion, () => {
          isTaken = true;
          worker.messageSkipWaiting();
        }),
      );
      // The new version rules all tabs as soon as it was taken in one.
      worker.addEventListener('controlling', ({ isUpdate }) => {
        if (!isUpdate) return;
        if (isTaken) reload();
        else announce(TEXTS.versionTaken, reload);
      });
      worker.addEventListener('redundant', fail);
      await worker.register();
    } catch {
      fail();
    }
  }

  /** Whether the page is kept, once that is known. */
  const isKept = (): Promise<boolean> =>
    new Promise((resolve) => {
      const look = ({ page }: Keeping): void => {
        if (page === 'coming') return;
        stop();
        resolve(page === 'kept');
      };
      const stop = store.subscribe(look);
      look(store.getState());
    });

  return { store, start, isKept };
}

export const keeping = createKeeping(browser);
