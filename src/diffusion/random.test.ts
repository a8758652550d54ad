import { describe, expect, it } from 'vitest';
import { fillGaussian, fold, gaussianTable, key, permutation, STREAM, uniform, word } from './random';

const hex = (u: number): string => `0x${u.toString(16).padStart(8, '0')}`;
const bits = (z: Float32Array): string[] => [...new Uint32Array(z.buffer, z.byteOffset, z.length)].map(hex);

/**
 * Golden numbers from a Python transcription with unbounded integers cut to 32 bits:
 * pcg3d(x, y, z) as printed by Jarzynski & Olano; fold(k, n) = pcg3d(*k, n)[:2]; word(k, i) = pcg3d(*k, i)[2];
 * key(seed) = fold((seed mod 2^32, seed div 2^32), 0).
 */
const golden = [
  {
    seed: 0,
    key: ['0x9bafd7c6', '0xa8e88a6b'],
    words: ['0x043d19e8', '0x608dc69b', '0xf08567ad', '0x9973556d'],
    gaussians: ['0x3d2a1bab', '0x3f949877', '0xbfc683e5', '0xbe80f18a'],
  },
  {
    seed: 1,
    key: ['0xa1fec616', '0x54e4e5e7'],
    words: ['0xcbb46078', '0x56758e0d', '0x9bb74caf', '0x62f66602'],
    gaussians: ['0xbf5391aa', '0x3f7c3456', '0xbe8cb3df', '0x3f9ab061'],
  },
  {
    seed: 20260101,
    key: ['0x22de3e14', '0xea70e707'],
    words: ['0x3f54d042', '0xb4c98982', '0x42fc6dcf', '0x85d5476d'],
    gaussians: ['0x3f2a9131', '0xbf0ad543', '0x3f363006', '0xbd6a1b0c'],
  },
  {
    seed: 2 ** 53 - 1,
    key: ['0xcc0edd6c', '0x676d4f4f'],
    words: ['0x6794ecb0', '0xe511cb35', '0x6f66db12', '0x22f2d06f'],
    gaussians: ['0x3fa77588', '0xbfa05089', '0x3fc1f6f1', '0x3eb2c436'],
  },
];

describe('golden bits', () => {
  it.each(golden)('seed $seed', ({ seed, key: expectedKey, words, gaussians }) => {
    const k = key(seed);
    expect(k.map(hex)).toEqual(expectedKey);
    expect(words.map((_, i) => hex(word(k, i)))).toEqual(words);
    expect(bits(fillGaussian(k, new Float32Array(4)))).toEqual(gaussians);
  });

  it('fold', () => {
    expect(fold(key(0), 1).map(hex)).toEqual(['0xbeb3841d', '0x4a2029ba']);
    expect(fold(fold(key(7), 2), 0xffffffff).map(hex)).toEqual(['0x51bcd474', '0xa161d774']);
  });

  it('table', () => {
    const table = gaussianTable();
    const at = Float32Array.of(table[0], table[1], table[16384], table[32766], table[32767]);
    expect(bits(at)).toEqual(['0x37a06ca1', '0x3870a2f1', '0x3f2cacf7', '0x408292e9', '0x408c6685']);
  });

  it('all of the table, as the FNV-1a hash of its words', () => {
    let hash = 0x811c9dc5;
    for (const u of new Uint32Array(gaussianTable().buffer)) hash = Math.imul(hash ^ u, 0x01000193);
    expect(hex(hash >>> 0)).toBe('0x9fec7ee8');
  });
});

describe('addressability', () => {
  const k = key(42);
  const long = fillGaussian(k, new Float32Array(5000));

  it('computes element i from the key and i alone, in any buffer', () => {
    expect(fillGaussian(k, new Float32Array(784))).toEqual(long.slice(0, 784));
    const window = new Float32Array(3000).subarray(17, 817);
    fillGaussian(key(1), window);
    expect(fillGaussian(k, window)).toBe(window);
    expect(window.slice()).toEqual(long.slice(0, 800));
  });

  it('reads the sign from bit 31 and the table from bits 16 to 30', () => {
    const table = gaussianTable();
    long.forEach((z, i) => {
      const u = word(k, i);
      if (z !== (u >>> 31 ? -1 : 1) * table[(u >>> 16) & 0x7fff]) throw new Error(`element ${i} differs`);
    });
  });

  it('accepts 0 as a seed, and uses all 53 bits of a seed', () => {
    const seeds = [0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52, 2 ** 53 - 1];
    expect(new Set(seeds.map((seed) => key(seed).join())).size).toBe(seeds.length);
    expect(key(0)).toEqual(key(0));
  });

  it('gives different keys to children, grandchildren and streams', () => {
    const keys = new Set<string>();
    for (let i = 0; i < 300; i++) for (let j = 0; j < 100; j++) keys.add(fold(fold(k, i), j).join());
    expect(keys.size).toBe(30_000);
    const streams = Object.values(STREAM);
    expect(new Set(streams).size).toBe(streams.length);
  });

  it('refuses seeds and children out of range', () => {
    for (const bad of [-1, 0.5, NaN, Infinity, 2 ** 53]) expect(() => key(bad)).toThrow(RangeError);
    for (const bad of [-1, 0.5, NaN, 2 ** 32]) expect(() => fold(k, bad)).toThrow(RangeError);
  });
});

describe('uniform and permutation', () => {
  it('keeps uniform numbers in [0, 1), 32 bits each', () => {
    for (let i = 0; i < 1000; i++) {
      const u = uniform(key(3), i);
      expect(u).toBe(word(key(3), i) / 2 ** 32);
      expect(u >= 0 && u < 1).toBe(true);
    }
  });

  it('permutes', () => {
    for (const n of [0, 1, 2, 128, 1000]) {
      const order = permutation(key(9), n);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
    expect(permutation(key(9), 128)).toEqual(permutation(key(9), 128));
    expect(permutation(key(9), 128)).not.toEqual(permutation(key(10), 128));
  });
});
