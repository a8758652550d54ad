import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../fakes.test-helper';
import { claimRuns } from './tabLock';

type Granted = (lock: { name: string } | null) => unknown;

/** Exclusive locks as in the Web Locks standard, of all tabs of one browser. */
class FakeLocks {
  private readonly owners = new Map<string, () => void>();
  private readonly queue: { name: string; grant: () => void }[] = [];

  /** Closes the tab that holds a lock: the next in line gets it. */
  closeOwner(name = 'thousand-steps-runs'): void {
    this.owners.get(name)?.();
  }

  async request(name: string, ...rest: [Granted] | [{ ifAvailable?: boolean }, Granted]): Promise<unknown> {
    const granted = rest.at(-1) as Granted;
    const { ifAvailable } = rest.length === 2 ? rest[0] : {};
    await Promise.resolve();
    if (this.owners.has(name)) {
      if (ifAvailable) return granted(null);
      await new Promise<void>((grant) => this.queue.push({ name, grant }));
    }
    const closed = new Promise<void>((close) => this.owners.set(name, close));
    await Promise.race([closed, granted({ name })]);
    this.owners.delete(name);
    const next = this.queue.findIndex((entry) => entry.name === name);
    if (next >= 0) this.queue.splice(next, 1)[0].grant();
    return undefined;
  }
}

let locks: FakeLocks;

beforeEach(() => {
  locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
});

afterEach(() => vi.unstubAllGlobals());

describe('the claim on the runs', () => {
  it('is granted to one tab, and to the next in line when that one is closed', async () => {
    const later: string[] = [];
    const now: boolean[] = [];
    for (const tab of ['first', 'second', 'third']) now.push(await claimRuns(() => later.push(tab)));
    expect(now).toEqual([true, false, false]);
    await settled();
    expect(later).toEqual([]);
    locks.closeOwner();
    await settled();
    expect(later).toEqual(['second']);
    locks.closeOwner();
    await settled();
    expect(later).toEqual(['second', 'third']);
    locks.closeOwner();
    await settled();
    expect(await claimRuns(vi.fn())).toBe(true);
  });

  it('is held by the next in line, too', async () => {
    await claimRuns(vi.fn());
    await claimRuns(vi.fn());
    locks.closeOwner();
    await settled();
    expect(await claimRuns(vi.fn())).toBe(false);
  });

  it('is per name', async () => {
    expect(await claimRuns(vi.fn(), 'a')).toBe(true);
    expect(await claimRuns(vi.fn(), 'b')).toBe(true);
    expect(await claimRuns(vi.fn(), 'b')).toBe(false);
  });

  it.each([
    ['without Web Locks', {}],
    ['without a navigator', undefined],
    [
      'where they are refused',
      { locks: { request: () => Promise.reject(new DOMException('No.', 'SecurityError')) } },
    ],
  ])('is granted %s', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator);
    expect(await claimRuns(vi.fn())).toBe(true);
  });
});
