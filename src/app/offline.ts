import { withPart } from '../state/withPart';

/** The first picture and the network come first, ms. */
const LATER_MS = 4000;

/** Has the browser keep the page, once it has had time to open. */
export function connectOffline(): () => void {
  const timer = setTimeout(
    () =>
      void withPart(
        () => import('../state/offline/serviceWorker'),
        ({ keepPage }) => keepPage(),
      ),
    LATER_MS,
  );
  return () => clearTimeout(timer);
}
