import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { isSvg, readHeader } from './imageHeader';

/** Bytes from numbers and from text, a character a byte. */
const bytes = (...parts: (number | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part, (c) => c.charCodeAt(0)))),
  );

const big = (value: number, length: number) =>
  Array.from({ length }, (_, i) => (value >>> (8 * (length - 1 - i))) & 255);
const little = (value: number, length: number) => big(value, length).reverse();
const box = (type: string, ...content: (number | string)[]): (number | string)[] => [
  ...big(8 + bytes(...content).length, 4),
  type,
  ...content,
];
const ispe = (width: number, height: number) => box('ispe', 0, 0, 0, 0, ...big(width, 4), ...big(height, 4));
const heif = (brand: string, ...extents: (number | string)[][]) =>
  bytes(
    ...box('ftyp', brand, 0, 0, 0, 0, 'mif1miaf'),
    ...box('free', 'ispe'),
    ...box('meta', 0, 0, 0, 0, ...extents.flat()),
  );

describe('readHeader', () => {
  it.each<[string, Uint8Array, object]>([
    ['PNG', PNG.sync.write(new PNG({ width: 300, height: 7 })), { format: 'PNG', width: 300, height: 7 }],
    [
      'a PNG bomb',
      bytes(0x89, 'PNG\r\n', 0x1a, '\n', ...big(13, 4), 'IHDR', ...big(4e9, 4), ...big(65536, 4)),
      { format: 'PNG', width: 4e9, height: 65536 },
    ],
    [
      'GIF',
      bytes('GIF89a', ...little(500, 2), ...little(300, 2)),
      { format: 'GIF', width: 500, height: 300 },
    ],
    [
      'BMP whose rows run downwards',
      bytes('BM', ...little(0, 12), ...little(40, 4), ...little(640, 4), ...little(-480, 4)),
      { format: 'BMP', width: 640, height: 480 },
    ],
    [
      'BMP of OS/2',
      bytes('BM', ...little(0, 12), ...little(12, 4), ...little(640, 2), ...little(480, 2)),
      { format: 'BMP', width: 640, height: 480 },
    ],
    [
      'lossy WebP',
      bytes(
        'RIFF',
        ...little(0, 4),
        'WEBPVP8 ',
        ...little(0, 4),
        0,
        0,
        0,
        0x9d,
        1,
        0x2a,
        ...little(0x4000 + 550, 2),
        ...little(368, 2),
      ),
      { format: 'WebP', width: 550, height: 368 },
    ],
    [
      'lossless WebP',
      bytes(
        'RIFF',
        ...little(0, 4),
        'WEBPVP8L',
        ...little(0, 4),
        0x2f,
        ...little(399 + (300 << 14) + (1 << 28), 4),
      ),
      { format: 'WebP', width: 400, height: 301 },
    ],
    [
      'extended WebP',
      bytes(
        'RIFF',
        ...little(0, 4),
        'WEBPVP8X',
        ...little(10, 4),
        0,
        0,
        0,
        0,
        ...little(79_999, 3),
        ...little(9, 3),
      ),
      { format: 'WebP', width: 80_000, height: 10 },
    ],
    [
      'JPEG with metadata, a table and filling before its frame',
      bytes(
        ...[0xff, 0xd8, 0xff, 0xe1, ...big(6, 2), 0xff, 0xc0, 1, 2],
        ...[0xff, 0xc4, ...big(3, 2), 0, 0xff, 0xff],
        ...[0xff, 0xc2, ...big(17, 2), 8, ...big(3000, 2), ...big(4000, 2)],
      ),
      { format: 'JPEG', width: 4000, height: 3000 },
    ],
    [
      'AVIF of tiles',
      heif('avif', ispe(512, 512), ispe(1920, 1080), ispe(512, 512)),
      { format: 'AVIF', width: 1920, height: 1080 },
    ],
    ['HEIC', heif('heic', ispe(4032, 3024)), { format: 'HEIC', width: 4032, height: 3024 }],
  ])('reads the size of %s', (_, file, expected) => {
    expect(readHeader(file)).toEqual(expected);
  });

  it('finds no header in other files', () => {
    for (const file of [
      '',
      '%PDF-1.7',
      '<svg/>',
      'PK\x03\x04',
      'RIFF....WAVE',
      '\0\0\0\x18ftypmp42',
      'hello',
    ]) {
      expect(readHeader(bytes(file))).toBeUndefined();
    }
  });

  it('gives 0 if a file ends before its size', () => {
    for (const file of [
      bytes('GIF89a'),
      bytes(0xff, 0xd8, 0xff, 0xe0, 0xff),
      bytes('RIFF....WEBP'),
      heif('avif'),
    ]) {
      expect(readHeader(file)).toMatchObject({ width: 0, height: 0 });
    }
  });

  it('terminates on any bytes', () => {
    const starts = [
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      'GIF87a',
      'RIFF0000WEBPVP8X',
      'BM',
      '\0\0\0\x10ftypavif',
      '\0\0\0\0ftypheic',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const header = readHeader(bytes(start, ...rest));
        expect(header).toBeDefined();
        expect(Number.isSafeInteger(header?.width) && Number.isSafeInteger(header?.height)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isSvg', () => {
  const text = (content: string) => isSvg(new TextEncoder().encode(content));

  it.each([
    '<svg>',
    '<svg:svg xmlns:svg="">',
    '  <SVG width="1">',
    '\ufeff<?xml version="1.0"?>\n<!DOCTYPE svg>\n<!-- <b> -->\n<svg xmlns="http://www.w3.org/2000/svg">',
    '<?xml version="1.0" encoding="a>b"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>',
    '<!DOCTYPE svg [\n  <!ENTITY ink "black">\n  <!ENTITY sheet "white">\n]>\n<svg/>',
    `${'<!--a-->\n'.repeat(300)}<svg/>`,
  ])('skips declarations and comments before the first element: %j', (content) => {
    expect(text(content)).toBe(true);
  });

  it.each([
    '<html><svg>',
    'svg',
    '<svgx>',
    '<?xml?><rss>',
    '<!-- <svg> --><html>',
    '<!-- > <svg>',
    '<!DOCTYPE html [<svg>',
  ])('is not misled by %j', (content) => expect(text(content)).toBe(false));

  it.each(['<!--a-->', '<!>', '<!a>\n', '<?a?>', '<![]>', '<!', '<!--', '<![', '<?'])(
    'answers at once to a file full of %j',
    (piece) => {
      const begun = performance.now();
      expect(text(piece.repeat(2000))).toBe(false);
      expect(text(`${piece.repeat(300)}<html>`)).toBe(false);
      expect(performance.now() - begun).toBeLessThan(500);
    },
  );
});
