/** What a tab holds of the runs. */
export interface Claim {
  /** Whether this tab may train and save. Turns true when the tab that could do so before has gone. */
  readonly owner: boolean;
  /** Leaves the runs, or the queue for them, to other tabs. A tab that is closed or crashes does so by itself. */
  release(): void;
}

/**
 * Claims the runs for this tab: of all tabs of the page one is their owner. Where another one is, this one waits in line.
 * A browser without Web Locks makes every tab an owner; the storage bears that, but two tabs may go on with the same run.
 *
 * @param onOwner called once if this tab becomes the owner later on; what is stored may have changed until then
 * @param name of the lock
 * @returns as soon as it is known whether this tab is the owner now
 */
export function claimRuns(onOwner?: () => void, name = 'thousand-steps-runs'): Promise<Claim> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  const waiting = new AbortController();
  let owner = false;
  let leave: () => void;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const claim: Claim = {
    get owner() {
      return owner;
    },
    release() {
      owner = false;
      waiting.abort();
      leave();
    },
  };

  /** Waits in line, and then holds the lock until it is released. */
  const wait = (manager: LockManager) =>
    manager.request(name, { signal: waiting.signal }, () => {
      if (waiting.signal.aborted) return;
      owner = true;
      // What it throws must not let go of the lock.
      if (onOwner) queueMicrotask(onOwner);
      return left;
    });

  return new Promise((resolve) => {
    let known = false;
    const become = (now: boolean) => {
      owner = now;
      known = true;
      resolve(claim);
    };
    if (!locks) {
      become(true);
      return;
    }
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        become(lock !== null);
        if (lock) return left;
        wait(locks).catch(() => (owner = false));
      })
      // Refused to a page of opaque origin, which is as without locks; or lost to a page that steals it.
      .catch(() => become(!known));
  });
}
