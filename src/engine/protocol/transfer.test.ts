import { describe, expect, it } from 'vitest';
import { buffersOf, detachedCopy } from './transfer';

describe('buffersOf', () => {
  it('lists every buffer once, at any depth', () => {
    const a = new Float32Array(2);
    const b = new Int32Array(1);
    const data = {
      kind: 'event',
      event: { xt: a, again: a.subarray(1), list: [1, b], none: null, text: 'x' },
    };
    expect(buffersOf(data)).toEqual([a.buffer, b.buffer]);
  });
});

describe('detachedCopy', () => {
  it('copies only the part that a view shows, and leaves the original alone', () => {
    const trajectory = Float32Array.of(1, 2, 3, 4);
    const request = { start: { t: 3, pictures: trajectory.subarray(1, 3) }, labels: [1, 10] };
    const copy = detachedCopy(request);
    expect(copy).toEqual(request);
    expect(copy.start.pictures.buffer.byteLength).toBe(8);
    structuredClone(copy, { transfer: buffersOf(copy) });
    expect(trajectory).toEqual(Float32Array.of(1, 2, 3, 4));
  });
});
