import { useCallback, useSyncExternalStore } from 'react';

/** A phone: one column, and the slider under the thumb. */
export const PHONE = matchMedia('(max-width: 719px)');

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
