import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import type { DataError } from './errors';
import { FASHION } from './fashion';
import { loadPack } from './loadPack';
import { digit, digitsOfClass, PIXELS } from './pack';

/** The classes 0..9, in the words of the data set's authors. */
const FASHION_CLASSES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

const file = readFileSync(new URL('../../public/sets/fashion.bin', import.meta.url));

afterEach(() => vi.unstubAllGlobals());

const serve = (status = 200) => {
  const fetch = vi.fn<(url: string) => Promise<Response>>(() =>
    Promise.resolve(new Response(file, { status })),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

it('the committed pack is the first 500 test items of Fashion-MNIST', async () => {
  const fetch = serve();
  const seen: number[] = [];
  const pack = await loadPack('./', FASHION, { onProgress: (loaded, total) => seen.push(loaded / total) });
  expect(fetch.mock.calls[0][0]).toMatch(/^\.\/sets\/fashion\.bin\?/);
  expect(seen.at(-1)).toBe(1);
  expect(FASHION.gzipBytes).toBe(file.length);
  // An ankle boot, a pullover, two trousers, a shirt: as every tutorial of the data set begins.
  expect([...pack.labels.subarray(0, 5)].map((label) => FASHION_CLASSES[label])).toEqual([
    'Ankle boot',
    'Pullover',
    'Trouser',
    'Trouser',
    'Shirt',
  ]);
  const counts = FASHION_CLASSES.map((_, label) => digitsOfClass(pack, label).length);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
  expect(Math.min(...counts)).toBeGreaterThan(35);
  // Items fill more of their pictures than digits do: the mean of all of Fashion-MNIST is 0.286 ink.
  const ink = Array.from({ length: 500 }, (_, i) => digit(pack, i).reduce((sum, v) => sum + (v + 1) / 2, 0));
  expect(ink.reduce((sum, each) => sum + each, 0) / 500 / PIXELS).toBeCloseTo(0.286, 1);
});

it('names no command if the file is a committed one', async () => {
  serve(404);
  const error = (await loadPack('./', FASHION).catch((caught: unknown) => caught)) as DataError;
  expect(error).toMatchObject({ code: 'missing', remedy: 'Reload the page.' });
});
