import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_DIGIT } from './defaultDigit';
import { decodePicture, encodePicture } from './pictureCodec';

const pack = gunzipSync(readFileSync('public/data/train-0.bin'));
const digit = (i: number) => new Uint8Array(pack.subarray(1000 + i * 784, 1000 + (i + 1) * 784));

it('returns every picture byte for byte', () => {
  const picture = fc.array(fc.oneof(fc.constant(0), fc.nat(255)), { minLength: 784, maxLength: 784 });
  fc.assert(
    fc.property(picture, (values) => {
      const bytes = Uint8Array.from(values);
      expect(decodePicture(encodePicture(bytes))).toEqual(bytes);
    }),
    { seed: 1, numRuns: 50 },
  );
});

it('makes a digit a few hundred characters, all safe in a link', () => {
  for (let i = 0; i < 50; i++) {
    const text = encodePicture(digit(i));
    expect(text).toMatch(/^[\w-]+$/);
    expect(text.length).toBeLessThan(500);
  }
});

it('refuses what is not a picture', () => {
  for (const text of [
    '',
    '!',
    'AAAA',
    encodePicture(new Uint8Array(783)),
    encodePicture(new Uint8Array(785)),
  ])
    expect(decodePicture(text)).toBeNull();
});

it('holds MNIST train #7 as the digit of the first paint', () => {
  expect(decodePicture(DEFAULT_DIGIT.encoded)).toEqual(digit(7));
  expect(pack[7]).toBe(DEFAULT_DIGIT.label);
});
