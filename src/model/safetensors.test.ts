import { describe, expect, it } from 'vitest';
import { readSafetensors } from './safetensors';

/** A file with the given header and data; `claim` replaces the stated header length. */
function fileOf(header: unknown, data: Uint8Array = new Uint8Array(), claim?: bigint): ArrayBuffer {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, claim ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file.buffer;
}

const bytesOf = (numbers: Float32Array | Int32Array | Uint16Array): Uint8Array =>
  new Uint8Array(numbers.buffer);
const one = (dtype: string, shape: unknown, offsets: unknown): unknown => ({
  a: { dtype, shape, data_offsets: offsets },
});

describe('readSafetensors', () => {
  it('reads F32, I32 and the metadata', () => {
    const data = new Uint8Array(16);
    data.set(bytesOf(Float32Array.of(1.5, -2)), 0);
    data.set(bytesOf(Int32Array.of(7, -8)), 8);
    const header = {
      __metadata__: { seed: '3' },
      whole: { dtype: 'I32', shape: [2], data_offsets: [8, 16] },
      real: { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] },
    };
    const { tensors, metadata } = readSafetensors(fileOf(header, data));
    expect(metadata).toEqual({ seed: '3' });
    expect(tensors.get('real')).toEqual({ dtype: 'F32', shape: [1, 2], data: Float32Array.of(1.5, -2) });
    expect(tensors.get('whole')).toEqual({ dtype: 'I32', shape: [2], data: Int32Array.of(7, -8) });
  });

  it('decodes F16, subnormal numbers included', () => {
    // IEEE 754-2019, table of binary16: 1, -2, largest, smallest normal, smallest subnormal, -0.
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000);
    const { tensors } = readSafetensors(fileOf(one('F16', [6], [0, 12]), bytesOf(halves)));
    expect(tensors.get('a')?.data).toEqual(Float32Array.of(1, -2, 65504, 2 ** -14, 2 ** -24, -0));
  });

  it('reads a scalar, an empty tensor, and a name that every object has as a property', () => {
    const header = {
      constructor: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
      empty: { dtype: 'F32', shape: [0, 3], data_offsets: [4, 4] },
    };
    const { tensors } = readSafetensors(fileOf(header, bytesOf(Float32Array.of(9))));
    expect(tensors.get('constructor')?.data).toEqual(Float32Array.of(9));
    expect(tensors.get('empty')?.data).toHaveLength(0);
  });

  const four = new Uint8Array(4);
  const eight = new Uint8Array(8);
  it.each<[string, ArrayBuffer, string]>([
    ['no header length', new ArrayBuffer(7), 'too short'],
    ['a header of 4 GB', fileOf('{}', four, 1n << 32n), 'at most 100 kB'],
    ['a header length of 2^64 - 1', fileOf('{}', four, (1n << 64n) - 1n), 'at most 100 kB'],
    ['a header past the end', fileOf('{}', four, 100n), 'ends within its header'],
    ['a header that is not JSON', fileOf('{"a":'), 'not JSON'],
    ['a header that is not UTF-8', fileOf('{"\ud800":1}', four, 3n), 'not JSON'],
    ['a header that is a list', fileOf([]), 'not a JSON object'],
    [
      'a name that is repeated, with equal entries',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}, "\\u0061" : {"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        four,
      ),
      'more than once',
    ],
    [
      'a type nested so deep that it cannot be written',
      fileOf(`{"a":{"dtype":${'['.repeat(30_000)}${']'.repeat(30_000)},"shape":[1],"data_offsets":[0,4]}}`),
      'has the type object',
    ],
    ['an entry that is null', fileOf({ a: null }), 'has the type undefined'],
    ['metadata that is no text', fileOf({ __metadata__: { a: 1 } }), 'metadata'],
    ['metadata that is a list', fileOf({ __metadata__: ['a'] }), 'metadata'],
    ['an unknown type', fileOf(one('F64', [1], [0, 8]), eight), '"F64"'],
    ['a type from the prototype', fileOf(one('toString', [1], [0, 4]), four), '"toString"'],
    ['a negative size', fileOf(one('F32', [-1], [0, 4]), four), 'proper shape'],
    ['a fractional size', fileOf(one('F32', [0.5, 2], [0, 4]), four), 'proper shape'],
    ['a shape that is text', fileOf(one('F32', '1', [0, 4]), four), 'proper shape'],
    ['one offset', fileOf(one('F32', [1], [4]), four), 'proper shape'],
    ['offsets in reverse', fileOf(one('F32', [1], [4, 0]), four), 'does not fit its offsets'],
    ['offsets beyond the file', fileOf(one('F32', [1], [4, 8]), four), 'does not start where'],
    ['more data than the file has', fileOf(one('F32', [2], [0, 8]), four), 'room for 4'],
    ['less data than the file has', fileOf(one('F32', [1], [0, 4]), eight), 'room for 8'],
    ['a shape whose product overflows', fileOf(one('F32', [2 ** 40, 2 ** 40], [0, 4]), four), 'does not fit'],
    ['a shape that its offsets contradict', fileOf(one('F32', [2], [0, 4]), four), 'does not fit'],
    [
      'overlapping tensors',
      fileOf(
        { ...(one('F32', [1], [0, 4]) as object), b: { dtype: 'F32', shape: [1], data_offsets: [2, 6] } },
        eight,
      ),
      'does not start where',
    ],
    [
      'a repeated name',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
        eight,
      ),
      'more than once',
    ],
    ['NaN', fileOf(one('F32', [1], [0, 4]), bytesOf(Float32Array.of(NaN))), 'not finite'],
    ['an infinite F16', fileOf(one('F16', [1], [0, 2]), bytesOf(Uint16Array.of(0xfc00))), 'not finite'],
    ['a NaN in F16', fileOf(one('F16', [1], [0, 2]), bytesOf(Uint16Array.of(0x7e00))), 'not finite'],
  ])('refuses %s', (_, file, reason) => {
    expect(() => readSafetensors(file)).toThrow(reason);
  });
});

it('quotes little of a hostile file in its messages', () => {
  const reason = (header: unknown): string => {
    try {
      readSafetensors(fileOf(header, new Uint8Array(4)));
      return '';
    } catch (caught) {
      return (caught as Error).message;
    }
  };
  const long = 'x'.repeat(90_000);
  for (const header of [
    { [long]: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } },
    { a: { dtype: long, shape: [1], data_offsets: [0, 4] } },
    { a: { dtype: 'F32', shape: Array.from({ length: 20_000 }, () => 7), data_offsets: [0, 4] } },
  ]) {
    expect(reason(header)).not.toBe('');
    expect(reason(header).length).toBeLessThan(200);
  }
});
