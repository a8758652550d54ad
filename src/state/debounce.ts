import type { Clock } from './environment';

/** Delays a call until nothing has restarted the delay for so many milliseconds. */
export function debounce(clock: Clock, ms: number, call: () => void) {
  let cancel = (): void => undefined;
  return {
    restart: (delay = ms): void => {
      cancel();
      cancel = clock.after(delay, call);
    },
    cancel: (): void => cancel(),
  };
}
