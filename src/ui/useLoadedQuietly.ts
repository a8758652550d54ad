import { useEffect, useState } from 'react';
import { quiet } from './settled';

/** Whether `load` has finished, or failed, and the page has been idle since. Pass the same function at every render. */
export function useLoadedQuietly(load: () => Promise<unknown>): boolean {
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    let isGone = false;
    const show = (): void => {
      if (!isGone) setLoaded(true);
    };
    load().then(quiet).then(show, show);
    return () => {
      isGone = true;
    };
  }, [load]);
  return isLoaded;
}
