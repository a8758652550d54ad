import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../diffusion/random';
import { sha256 } from './sha256';

describe('sha256', () => {
  // FIPS 180-4 examples, published by NIST.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('gives the published digest of "%s"', (text, digest) => {
    expect(sha256(new TextEncoder().encode(text))).toBe(digest);
  });

  it('agrees with Node at every length around the padding', () => {
    const bytes = new Uint8Array(fillGaussian(key(3), new Float32Array(80)).buffer);
    for (let length = 0; length <= 200; length++) {
      const part = bytes.subarray(0, length);
      expect(sha256(part)).toBe(createHash('sha256').update(part).digest('hex'));
    }
  });
});
