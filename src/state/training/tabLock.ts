import { RUNS } from '../runs/runStore';

/**
 * Claims the runs for this tab, for as long as it is open: of all tabs of the page one is their owner. Where another one is, this
 * one waits in line. A browser without Web Locks makes every tab an owner; the storage bears that, but two tabs may go on with
 * the same run.
 *
 * @param onOwner called once if this tab becomes the owner later on; what is stored may have changed until then
 * @param name of the lock
 * @returns whether this tab is the owner now
 */
export function claimRuns(onOwner: () => void, name = RUNS): Promise<boolean> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  if (!locks) return Promise.resolve(true);
  const untilClosed = new Promise<never>(() => undefined);

  return new Promise((resolve) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock) return untilClosed;
        const waitInLine = locks.request(name, () => {
          // What it throws must not let go of the lock.
          queueMicrotask(onOwner);
          return untilClosed;
        });
        waitInLine.catch(() => undefined);
      })
      // Refused to a page of opaque origin, which is then as without locks.
      .catch(() => resolve(true));
  });
}
