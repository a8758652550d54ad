import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { DataError } from './errors';
import { decodePack, digit, digitsOfClass, rawBytes } from './pack';
import { digitName, packOf, packPath, packs, packsFor, type PackInfo } from './packs';

const info: PackInfo = { name: 'tiny', split: 'train', first: 0, count: 3, gzipBytes: 50, crc32: '00000000' };
const raw = new Uint8Array(rawBytes(info)).map((_, i) => (i < 3 ? [5, 0, 5][i] : i % 256));
const gzip = gzipSync(raw);
const crc32 = gzip.readUInt32LE(gzip.length - 8).toString(16);
const zipped: PackInfo = { ...info, crc32 };

const codeOf = async (bytes: Uint8Array, expected: PackInfo): Promise<string> => {
  const error: unknown = await decodePack(bytes, expected).catch((e: unknown) => e);
  return error instanceof DataError ? error.code : 'none';
};

describe('decodePack', () => {
  it('reads the same digits from gzip and from bytes that a server has already unpacked', async () => {
    for (const pack of [await decodePack(gzip, zipped), await decodePack(raw, info)]) {
      expect([...pack.labels]).toEqual([5, 0, 5]);
      expect(pack.pixels).toEqual(raw.subarray(3));
      expect(digitsOfClass(pack, 5)).toEqual([0, 2]);
      expect(digitsOfClass(pack, 9)).toEqual([]);
      expect(digit(pack, 1)[0]).toBe(Math.fround(raw[3 + 784] / 127.5 - 1));
    }
  });

  it('distinguishes a damaged file from a foreign one', async () => {
    expect(await codeOf(gzip.subarray(0, gzip.length - 20), zipped)).toBe('truncated');
    expect(await codeOf(gzip.subarray(0, 6), zipped)).toBe('truncated');
    expect(await codeOf(raw.subarray(0, 100), info)).toBe('truncated');
    expect(await codeOf(new Uint8Array(0), info)).toBe('truncated');
    const flipped = Uint8Array.from(gzip, (byte, i) => (i === gzip.length >> 1 ? byte ^ 0xff : byte));
    expect(await codeOf(flipped, zipped)).toBe('truncated');
    expect(await codeOf(gzip, info)).toBe('wrong-pack');
    expect(await codeOf(Uint8Array.of(...raw, 0), info)).toBe('wrong-pack');
    const page = new TextEncoder().encode('<!doctype html>'.padEnd(rawBytes(info)));
    expect(await codeOf(page, info)).toBe('wrong-pack');
  });
});

describe('the packs of `npm run data`', () => {
  beforeAll(() => void execFileSync('node', ['tools/data/pack-mnist.mjs']), 180_000);
  const load = (pack: PackInfo) =>
    decodePack(readFileSync(new URL(`../../public/${packPath(pack)}`, import.meta.url)), pack);

  it('are together the canonical MNIST, in its order', async () => {
    const sha256 = async (split: 'train' | 'test', part: 'labels' | 'pixels') => {
      const hash = createHash('sha256');
      // The headers of IDX files: magic number, count, and for pictures 28 and 28.
      const count = split === 'train' ? 60_000 : 10_000;
      const words = part === 'labels' ? [0x801, count] : [0x803, count, 28, 28];
      hash.update(Buffer.from(words.flatMap((w) => [w >>> 24, (w >> 16) & 255, (w >> 8) & 255, w & 255])));
      for (const pack of packsFor(split, 60_000)) hash.update((await load(pack))[part]);
      return hash.digest('hex').slice(0, 16);
    };
    // SHA-256 of the uncompressed IDX files (tools/data/idx.mjs has them in full).
    expect(await sha256('train', 'labels')).toBe('65a50cbbf4e906d7');
    expect(await sha256('train', 'pixels')).toBe('ba891046e6505d7a');
    expect(await sha256('test', 'labels')).toBe('ff7bcfd416de3373');
    expect(await sha256('test', 'pixels')).toBe('0fa7898d509279e4');
  });

  it('begin with the digits known from every MNIST tutorial', async () => {
    const first = await load(packs[0]);
    expect([...first.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    for (let c = 0; c < 10; c++) expect(digitsOfClass(first, c).length).toBeGreaterThan(80);
  });

  it('have about the size that the progress bar expects', () => {
    for (const pack of packs) {
      const bytes = readFileSync(new URL(`../../public/${packPath(pack)}`, import.meta.url)).length;
      expect(bytes / pack.gzipBytes).toBeCloseTo(1, 1);
    }
  });
});

describe('names and paths', () => {
  it('finds the packs for a number of digits and the pack of a digit', () => {
    const names = (found: readonly PackInfo[]) => found.map((pack) => pack.name);
    expect(names(packsFor('train', 1000))).toEqual(['train-0']);
    expect(names(packsFor('train', 10_000))).toEqual(['train-0', 'train-1']);
    expect(names(packsFor('train', 60_000))).toEqual(['train-0', 'train-1', 'train-2']);
    expect(names(packsFor('test', 1))).toEqual(['test']);
    expect(packOf('train', 9999)?.name).toBe('train-1');
    expect(packOf('train', 10_000)?.name).toBe('train-2');
    expect(packOf('train', 60_000)).toBeUndefined();
    expect(packOf('test', -1)).toBeUndefined();
    expect(digitName('train', 1234)).toBe('MNIST train #1234');
  });
});
