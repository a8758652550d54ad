import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32';
import { checksum, isSound, seal } from './sealed';

const ascii = (text: string) => new TextEncoder().encode(text);

describe('crc32', () => {
  it('gives the check value of the catalogue of CRCs (CRC-32/ISO-HDLC, "123456789")', () => {
    expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
    expect(crc32(ascii(''))).toBe(0);
    // python3 -c "import zlib; print(hex(zlib.crc32(bytes(range(256)))))"
    expect(crc32(Uint8Array.from({ length: 256 }, (_, i) => i))).toBe(0x29058c73);
  });

  it('goes on from what came before', () => {
    expect(crc32(ascii('6789'), crc32(ascii('12345')))).toBe(0xcbf43926);
  });
});

describe('checksum', () => {
  const content = () => ({
    update: 3,
    loss: NaN,
    list: [1],
    numbers: Float32Array.of(1, -0, NaN),
    t: Int32Array.of(5),
  });

  it('is the same for a structured clone, also of a view', () => {
    const buffer = Float32Array.of(9, 1, 2, 9);
    const view = { numbers: buffer.subarray(1, 3) };
    expect(checksum(structuredClone(content()))).toBe(checksum(content()));
    expect(checksum({ numbers: Float32Array.of(1, 2) })).toBe(checksum(view));
  });

  it('notices every change', () => {
    const all = [
      content(),
      { ...content(), update: 4 },
      { ...content(), loss: Infinity },
      { ...content(), loss: null },
      { ...content(), list: [2] },
      { ...content(), numbers: Float32Array.of(1, 0, NaN) },
      { ...content(), numbers: Float32Array.of(1, -0) },
      { ...content(), t: Uint32Array.of(5) },
      { ...content(), numbers: Float32Array.of(1), t: Int32Array.of(-0x80000000, 0x7fc00000, 5) },
    ].map(checksum);
    expect(new Set(all).size).toBe(all.length);
  });

  it('knows what is sound', () => {
    const sealed = seal(content());
    expect(isSound(sealed)).toBe(true);
    sealed.content.numbers[0] = 1.0000001;
    expect(isSound(sealed)).toBe(false);
    expect(isSound(undefined)).toBe(false);
    expect(isSound({} as typeof sealed)).toBe(false);
  });
});
