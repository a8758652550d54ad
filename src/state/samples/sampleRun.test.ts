import { describe, expect, it } from 'vitest';
import { SampleRun, SampleRunCache } from './sampleRun';

/** A run of 2 samples of 1 pixel through 1000, 500, 250, 0; pixel = t + sample. */
function runOf(name: string, frames = 4): SampleRun {
  const run = new SampleRun(name, 3, 2, 1);
  const times = Int32Array.of(1000, 500, 250, 0).subarray(0, frames);
  const xt = Float32Array.from([...times].flatMap((t) => [t, t + 1]));
  run.append({ kind: 'frames', index: 0, times, xt, x0Hat: xt.map((value) => -value) });
  return run;
}

describe('Run', () => {
  it('finds the nearest state that is here', () => {
    const run = runOf('a');
    expect([1000, 751, 749, 375, 374, 1, 0].map((t) => run.times[run.indexOf(t)])).toEqual([
      1000, 1000, 500, 250, 250, 0, 0,
    ]);
    expect(runOf('b', 2).indexOf(0)).toBe(1);
    expect(new SampleRun('c', 3, 2, 1).indexOf(0)).toBe(-1);
  });

  it('keeps samples apart, and appends where the frames belong', () => {
    const run = runOf('a', 2);
    run.append({
      kind: 'frames',
      index: 2,
      times: Int32Array.of(250),
      xt: Float32Array.of(250, 251),
      x0Hat: Float32Array.of(-250, -251),
    });
    expect(run.filled).toBe(3);
    expect([...run.frame(2, 1)]).toEqual([251]);
    expect([...run.x0HatFrame(1, 0)]).toEqual([-500]);
  });
});

describe('RunCache', () => {
  it('drops the run that was used longest ago when the budget is spent', () => {
    const cache = new SampleRunCache(2 * runOf('size').bytes);
    cache.put(runOf('a'));
    cache.put(runOf('b'));
    cache.get('a');
    cache.put(runOf('c'));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')?.name).toBe('a');
    expect(cache.get('c')?.name).toBe('c');
  });

  it('keeps the newest run even when it alone is over the budget', () => {
    const cache = new SampleRunCache(1);
    cache.put(runOf('a'));
    expect(cache.get('a')).toBeDefined();
  });
});
