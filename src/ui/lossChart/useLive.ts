import { useEffect, useState } from 'react';

/** A chart is drawn anew at most five times a second, however often its data change. */
const COMMIT_EVERY_MS = 200;

/** Calls `changed` after each change. Returns a function that stops it. */
export type Feed = (changed: () => void) => () => void;

/**
 * A growing series in an object that is a new one after the series has changed: at once, or 200 ms after the last time. What is
 * computed from the series depends on that object.
 */
export function useLive<T>(series: T, feed: Feed): { readonly series: T } {
  const [live, setLive] = useState({ series });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = -Infinity;
    const commit = () => {
      timer = undefined;
      last = performance.now();
      setLive({ series });
    };
    const stop = feed(() => {
      timer ??= setTimeout(commit, Math.max(0, last + COMMIT_EVERY_MS - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [series, feed]);
  if (live.series === series) return live;
  const next = { series };
  setLive(next);
  return next;
}
