import { useEffect, useState } from 'react';
import { quiet } from './settled';

/** Whether what `load` fetches is here and the page has had a quiet moment to draw it in. Keep `load` stable. */
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
