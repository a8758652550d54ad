import { runJob } from './engine/runJob';

/** Time as stores see it. */
export interface Clock {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Calls once after so many milliseconds. @returns how to prevent it */
  readonly after: (ms: number, call: () => void) => () => void;
}

/** What stores take from outside themselves. Tests pass their own. */
export interface Environment {
  readonly runJob: typeof runJob;
  readonly clock: Clock;
  /** Whether nothing should start or move by itself. */
  readonly isMotionReduced: () => boolean;
}

/** The page's own engine, clock and settings. */
export const browser: Environment = {
  runJob,
  clock: {
    now: () => performance.now(),
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  },
  isMotionReduced: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
};
