import { useEffect, useState } from 'react';
import { quiet } from './settled';

/** Whether `load` has finished and the page has been idle since. Pass the same function at every render. */
export function useLoadedQuietly(load: () => Promise<unknown>): boolean {
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    let isGone = false;
    void load()
      .then(quiet)
      .then(() => {
        if (!isGone) setLoaded(true);
      });
    return () => {
      isGone = true;
    };
  }, [load]);
  return isLoaded;
}
