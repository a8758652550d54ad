import { describe, expect, it } from 'vitest';
import { DENSITY_BINS } from '../protocol/particles';
import { particles } from './particles';

const never = new AbortController().signal;

describe('particles', () => {
  it('stream their densities from the start to the end, and end in the right place', async () => {
    const run = particles({ rule: 'ddim-20', seed: 3, count: 2000, frames: 101 }, never);
    const times: number[] = [];
    let last: number[] = [];
    for (;;) {
      const { done, value } = await run.next();
      if (done) {
        expect(Math.abs(value.share - 0.7)).toBeLessThan(0.05);
        break;
      }
      expect(value.counts.length).toBe(value.times.length * DENSITY_BINS);
      times.push(...value.times);
      last = [...value.counts.subarray(-DENSITY_BINS)];
    }
    expect(times).toHaveLength(21);
    expect([times[0], times.at(-1)]).toEqual([1000, 0]);
    expect(times.every((t, i) => i === 0 || t < times[i - 1])).toBe(true);
    expect(last.reduce((sum, count) => sum + count)).toBe(2000);
  });

  it('are about as many densities as asked for, whatever the rule', async () => {
    const times: number[] = [];
    for await (const event of particles({ rule: 'mid-start', seed: 0, count: 50, frames: 34 }, never))
      times.push(...event.times);
    expect(times).toHaveLength(34);
    expect([times[0], times.at(-1)]).toEqual([99, 0]);
  });

  it('refuse what is no request, and stop when they are told to', async () => {
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
