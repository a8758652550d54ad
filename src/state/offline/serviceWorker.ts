import { createStore } from 'zustand/vanilla';
import { baseUrl } from '../baseUrl';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { withPart } from '../withPart';

interface Keeping {
  /** Whether the page itself is in this browser, or why not: it is on its way, or cannot be kept here. */
  readonly page: 'coming' | 'kept' | 'impossible';
}

/** Whether the browser keeps the page, so that it opens without a network. */
export const keeping = createStore<Keeping>(() => ({ page: 'coming' }));

/** Whether the page is kept, once that is known. */
export const isPageKept = (): Promise<boolean> =>
  new Promise((resolve) => {
    const look = ({ page }: Keeping): void => {
      if (page !== 'coming') resolve(page === 'kept');
    };
    look(keeping.getState());
    keeping.subscribe(look);
  });

/** A development server has no file that keeps the page, and no manifest. */
const isBuilt = (): boolean => document.querySelector('link[rel=manifest]') !== null;

/** Has the browser keep the page. A new version waits until the reader takes it: until then the old one has all of its files. */
export async function keepPage(): Promise<void> {
  const { serviceWorker } = navigator as Partial<Navigator>;
  if (!serviceWorker || !isBuilt()) {
    keeping.setState({ page: 'impossible' });
    return;
  }
  void serviceWorker.ready.then(() => keeping.setState({ page: 'kept' }));
  await withPart(
    () => import('workbox-window'),
    async ({ Workbox }) => {
      const workbox = new Workbox(`${baseUrl()}sw.js`);
      workbox.addEventListener('waiting', () => {
        const take = (): void => {
          workbox.addEventListener('controlling', () => location.reload());
          workbox.messageSkipWaiting();
        };
        notify({ kind: 'warning', text: TEXTS.newVersion, action: { text: TEXTS.takeVersion, run: take } });
      });
      await workbox.register().catch(() => keeping.setState({ page: 'impossible' }));
    },
  );
}
