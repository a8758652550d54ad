import { describe, expect, it } from 'vitest';
import { DENSITY_BINS } from '../../protocol/particles';
import { drain } from '../loop/drain';
import { particles } from './particles';
import { never } from '../networks/shipped.test-helper';

describe('particles', () => {
  it('stream their densities from start to end, and arrive at the right place', async () => {
    const run = particles({ rule: 'ddim-20', seed: 3, count: 2000, frames: 101 }, never);
    const times: number[] = [];
    let last: number[] = [];
    const { share } = await drain(run, ({ times: some, counts }) => {
      expect(counts.length).toBe(some.length * DENSITY_BINS);
      times.push(...some);
      last = [...counts.subarray(-DENSITY_BINS)];
    });
    expect(Math.abs(share - 0.7)).toBeLessThan(0.05);
    expect(times).toHaveLength(21);
    expect([times[0], times.at(-1)]).toEqual([1000, 0]);
    expect(times.every((t, i) => i === 0 || t < times[i - 1])).toBe(true);
    expect(last.reduce((sum, count) => sum + count)).toBe(2000);
  });

  it('stream about as many densities as requested, whatever the rule', async () => {
    const times: number[] = [];
    for await (const event of particles({ rule: 'mid-start', seed: 0, count: 50, frames: 34 }, never))
      times.push(...event.times);
    expect(times).toHaveLength(34);
    expect([times[0], times.at(-1)]).toEqual([99, 0]);
  });

  it('refuse an invalid request, and stop when they are cancelled', async () => {
    const bad = particles({ rule: 'up' as 'ddpm', seed: 0, count: 5, frames: 5 }, never);
    await expect(bad.next()).rejects.toMatchObject({ code: 'bad-request' });
    const stop = new AbortController();
    const run = particles({ rule: 'ddpm', seed: 0, count: 20_000, frames: 1001 }, stop.signal);
    await run.next();
    stop.abort(new Error('stopped'));
    await expect(
      (async () => {
        for (let i = 0; i < 1000; i++) await run.next();
      })(),
    ).rejects.toThrow('stopped');
  });
});
