import { describe, expect, it } from 'vitest';
import { Trajectory } from './trajectory';

describe('Trajectory', () => {
  it('holds its frames in one block, as views', () => {
    const trajectory = new Trajectory(Int32Array.of(1000, 500, 0), 4);
    trajectory.frame(1).fill(7);
    expect([...trajectory.data]).toEqual([0, 0, 0, 0, 7, 7, 7, 7, 0, 0, 0, 0]);
    expect(trajectory.frame(2).buffer).toBe(trajectory.data.buffer);
    expect(trajectory.frameAt(500)).toEqual(trajectory.frame(1));
  });

  it.each([
    ['descending', Int32Array.of(1000, 750, 500, 20, 0)],
    ['ascending', Int32Array.of(0, 20, 500, 750, 1000)],
    ['single', Int32Array.of(3)],
  ])('%s: finds the nearest retained timestep, the smaller of two equally near', (_, times) => {
    const trajectory = new Trajectory(times, 1);
    for (let t = -5; t <= 1005; t += 1) {
      const nearest = [...times].sort((a, b) => Math.abs(a - t) - Math.abs(b - t) || a - b)[0];
      expect(times[trajectory.indexOf(t)]).toBe(nearest);
    }
    times.forEach((t, i) => expect(trajectory.indexOf(t)).toBe(i));
  });

  it('accepts fractions of a timestep', () => {
    const trajectory = new Trajectory(Int32Array.of(2, 1, 0), 1);
    expect(trajectory.indexOf(1.6)).toBe(0);
    expect(trajectory.indexOf(0.2)).toBe(2);
  });

  it('refuses times that are not monotone, empty frames and frames out of range', () => {
    for (const times of [[], [1, 1], [3, 2, 2], [1, 2, 1]]) {
      expect(() => new Trajectory(Int32Array.from(times), 4)).toThrow(RangeError);
    }
    for (const size of [0, -1, 1.5, NaN])
      expect(() => new Trajectory(Int32Array.of(0), size)).toThrow(RangeError);
    const trajectory = new Trajectory(Int32Array.of(1, 0), 4);
    for (const i of [-1, 2, 0.5]) expect(() => trajectory.frame(i)).toThrow(/2/);
  });
});
