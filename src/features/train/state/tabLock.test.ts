import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimRuns } from './tabLock';
import type { Claim } from './tabLock';

type Granted = (lock: { name: string } | null) => unknown;
interface Options {
  ifAvailable?: boolean;
  signal?: AbortSignal;
}

/** Exclusive locks as in the Web Locks standard, of all tabs of one browser. */
class FakeLocks {
  private readonly held = new Map<string, Promise<unknown>>();
  private readonly queue: { name: string; grant: () => void }[] = [];

  get waiting() {
    return this.queue.length;
  }

  async request(name: string, options: Options, granted: Granted): Promise<unknown> {
    await Promise.resolve();
    if (this.held.has(name)) {
      if (options.ifAvailable) return granted(null);
      await new Promise<void>((grant, refuse) => {
        const entry = { name, grant };
        this.queue.push(entry);
        options.signal?.addEventListener('abort', () => {
          const at = this.queue.indexOf(entry);
          if (at < 0) return;
          this.queue.splice(at, 1);
          refuse(new DOMException('Aborted.', 'AbortError'));
        });
      });
    }
    const holding = Promise.resolve(granted({ name }));
    this.held.set(name, holding);
    try {
      return await holding;
    } finally {
      this.held.delete(name);
      const at = this.queue.findIndex((entry) => entry.name === name);
      if (at >= 0) this.queue.splice(at, 1)[0].grant();
    }
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

let locks: FakeLocks;

beforeEach(() => {
  locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
});

afterEach(() => vi.unstubAllGlobals());

describe('the claim on the runs', () => {
  it('is granted to one tab, and to the next in line when it is left', async () => {
    const told: string[] = [];
    const claims: Claim[] = [];
    for (const tab of ['first', 'second', 'third']) claims.push(await claimRuns(() => told.push(tab)));
    const [first, second, third] = claims;
    const owners = () => claims.map(({ owner }) => owner);
    expect(owners()).toEqual([true, false, false]);
    await settled();
    expect(told).toEqual([]);

    first.release();
    await settled();
    expect(owners()).toEqual([false, true, false]);
    expect(told).toEqual(['second']);

    second.release();
    second.release();
    await settled();
    expect(owners()).toEqual([false, false, true]);
    expect(told).toEqual(['second', 'third']);

    third.release();
    await settled();
    expect((await claimRuns()).owner).toBe(true);
  });

  it('can be given up in line', async () => {
    const first = await claimRuns();
    const told = vi.fn();
    const second = await claimRuns(told);
    await settled();
    expect(locks.waiting).toBe(1);
    second.release();
    await settled();
    expect(locks.waiting).toBe(0);
    first.release();
    await settled();
    expect(told).not.toHaveBeenCalled();
    expect((await claimRuns()).owner).toBe(true);
  });

  it('is per name', async () => {
    expect((await claimRuns(undefined, 'a')).owner).toBe(true);
    expect((await claimRuns(undefined, 'b')).owner).toBe(true);
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
    const claim = await claimRuns();
    expect(claim.owner).toBe(true);
    claim.release();
    expect(claim.owner).toBe(false);
  });

  it('is lost to a page that steals the lock', async () => {
    let steal: (reason: Error) => void = () => undefined;
    const request = (_: string, __: Options, granted: Granted) => {
      granted({ name: '' });
      return new Promise((__, reject) => (steal = reject));
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const claim = await claimRuns();
    expect(claim.owner).toBe(true);
    steal(new DOMException('Stolen.', 'AbortError'));
    await settled();
    expect(claim.owner).toBe(false);
  });
});
