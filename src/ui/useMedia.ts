import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds now. */
export function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        query.addEventListener('change', listener);
        return () => query.removeEventListener('change', listener);
      },
      [query],
    ),
    () => query.matches,
  );
}
