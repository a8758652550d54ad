import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../diffusion/random';
import { nearest, searchSet, type SearchSet } from './nearest';
import { decodePack, digit, PIXELS, SIDE, type Pack } from './pack';
import { packs } from './packs';

const load = async (name: string): Promise<Pack> => {
  const info = packs.find((pack) => pack.name === name);
  if (!info) throw new Error(`there is no pack ${name}`);
  return decodePack(new Uint8Array(await readFile(`public/data/${name}.bin`)), info);
};

/** The same by all distances in full, sorted. */
function direct(picture: Float32Array, { pixels }: Pack, k: number): { index: number; distance: number }[] {
  return Array.from({ length: pixels.length / PIXELS }, (_, index) => {
    let sum = 0;
    for (let i = 0; i < PIXELS; i++) sum += ((picture[i] + 1) / 2 - pixels[index * PIXELS + i] / 255) ** 2;
    return { index, distance: Math.sqrt(sum) };
  })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, k);
}

describe('nearest', () => {
  let train: Pack;
  let test: Pack;
  let set: SearchSet;
  beforeAll(async () => {
    [train, test] = await Promise.all([load('train-0'), load('test')]);
    set = searchSet(train.pixels, SIDE, 0);
  });

  it('agrees with a direct search', () => {
    const noise = fillGaussian(key(1), new Float32Array(PIXELS));
    for (const picture of [digit(test, 0), digit(test, 17), noise]) {
      const found = nearest(picture, set, 5);
      const expected = direct(picture, train, 5);
      expect(found.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
      found.forEach(({ distance }, i) => expect(distance).toBeCloseTo(expected[i].distance, 6));
    }
  });

  it('finds a copy at distance 0', () => {
    const [copy] = nearest(digit(train, 123), set, 1);
    expect(copy.index).toBe(123);
    expect(copy.distance).toBeLessThan(1e-5); // of float32 pixels
  });

  it('continues from one set to the next', () => {
    const picture = digit(test, 3);
    const half = 500 * PIXELS;
    const first = nearest(picture, searchSet(train.pixels.subarray(0, half), SIDE, 0), 5);
    const both = nearest(picture, searchSet(train.pixels.subarray(half), SIDE, 500), 5, first);
    const whole = nearest(picture, set, 5);
    expect(both.map(({ index }) => index)).toEqual(whole.map(({ index }) => index));
  });

  it('gives fewer neighbours if the set is smaller', () => {
    expect(nearest(digit(test, 0), searchSet(train.pixels.subarray(0, 2 * PIXELS), SIDE, 0), 5)).toHaveLength(
      2,
    );
  });
});
