import { createStore } from 'zustand/vanilla';

/** How many jobs the page's engine is asked to do now. */
export const jobsRunning = createStore<{ readonly count: number }>(() => ({ count: 0 }));

/** Counts a job while it lasts. */
export async function counted<Result>(job: () => Promise<Result>): Promise<Result> {
  const add = (by: number): void => jobsRunning.setState(({ count }) => ({ count: count + by }));
  add(1);
  try {
    return await job();
  } finally {
    add(-1);
  }
}
