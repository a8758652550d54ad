import { useEffect, useState } from 'react';

/** A chart is drawn anew five times a second at most, however often its data change. */
const COMMIT_EVERY_MS = 200;

/** Calls `changed` after each change; returns how to stop. */
export type Feed = (changed: () => void) => () => void;

/**
 * A series that grows, in a box that is a new one after it has grown: at once, or 200 ms after the last time. What is
 * computed from the series depends on the box.
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
