/** Image formats that browsers decode; HEIC only some. */
export type ImageFormat = 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'BMP' | 'AVIF' | 'HEIC';

/** What the first bytes of an image file tell before anything is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** In pixels, before any rotation; 0 if the file ends too early. */
  readonly width: number;
  readonly height: number;
}

/** The header of an image, or undefined if the bytes are not one (nor is SVG: see isSvg). Never throws. */
export function readHeader(bytes: Uint8Array): ImageHeader | undefined {
  const text = (at: number, length: number): string =>
    String.fromCharCode(...bytes.subarray(at, at + length));
  // The IHDR chunk comes first (PNG specification, 5.6).
  if (text(0, 8) === '\x89PNG\r\n\x1a\n')
    return { format: 'PNG', width: big(bytes, 16, 4), height: big(bytes, 20, 4) };
  if (text(0, 3) === '\xff\xd8\xff') return { format: 'JPEG', ...jpegSize(bytes) };
  if (/^GIF8[79]a/.test(text(0, 6)))
    return { format: 'GIF', width: little(bytes, 6, 2), height: little(bytes, 8, 2) };
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP')
    return { format: 'WebP', ...webpSize(bytes, text(12, 4)) };
  if (text(0, 2) === 'BM') return { format: 'BMP', ...bmpSize(bytes) };
  if (text(4, 4) !== 'ftyp') return undefined;
  const brands = text(8, 56);
  if (/avi[fs]/.test(brands)) return { format: 'AVIF', ...heifSize(bytes) };
  if (/hei[cx]|hev[cx]|mif1/.test(brands)) return { format: 'HEIC', ...heifSize(bytes) };
  return undefined;
}

/** A piece that may precede the first element of XML: a processing instruction, a comment, or a DOCTYPE with its subset. */
const PROLOGUE = /^<(?:\?[^]*?\?>|!--[^]*?-->|!(?!--)[^>[]*(?:\[[^\]]*\][^>]*)?>)\s*/;

/** Whether a file is an SVG drawing: XML whose first element, within the first 4096 bytes, is svg. */
export function isSvg(bytes: Uint8Array): boolean {
  let rest = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart();
  // Piece by piece, because one expression for all pieces could match in exponentially many ways.
  for (let piece; (piece = PROLOGUE.exec(rest));) rest = rest.slice(piece[0].length);
  return /^<(\w+:)?svg[\s>/]/i.test(rest);
}

type Size = Omit<ImageHeader, 'format'>;

const UNKNOWN: Size = { width: 0, height: 0 };

/** An unsigned integer of `length` bytes; bytes beyond the end count as 0. */
function little(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

function big(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** Heights are negative if rows run from top to bottom; the oldest headers have 16 bits for each side. */
function bmpSize(bytes: Uint8Array): Size {
  if (little(bytes, 14, 4) === 12) return { width: little(bytes, 18, 2), height: little(bytes, 20, 2) };
  return { width: Math.abs(little(bytes, 18, 4) | 0), height: Math.abs(little(bytes, 22, 4) | 0) };
}

/** RFC 9649: lossy (VP8), lossless (VP8L) and extended (VP8X) files. */
function webpSize(bytes: Uint8Array, chunk: string): Size {
  switch (chunk) {
    case 'VP8 ':
      return { width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff };
    case 'VP8L': {
      const bits = little(bytes, 21, 4);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8X':
      return { width: 1 + little(bytes, 24, 3), height: 1 + little(bytes, 27, 3) };
    default:
      return UNKNOWN;
  }
}

/** Walks the segments to the first frame header, SOF0 ... SOF15 (ITU T.81, B.2.2). */
function jpegSize(bytes: Uint8Array): Size {
  for (let at = 2; at < bytes.length;) {
    if (bytes[at] !== 0xff) return UNKNOWN;
    const marker = bytes[at + 1];
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { height: big(bytes, at + 5, 2), width: big(bytes, at + 7, 2) };
    else at += 2 + Math.max(2, big(bytes, at + 2, 2));
  }
  return UNKNOWN;
}

/** C4, C8 and CC are tables and extensions. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/**
 * The largest image spatial extent, 'ispe', in the box 'meta' (ISO/IEC 23008-12, 6.5.3): a picture made of tiles has one for the
 * whole picture and one for a tile.
 */
function heifSize(bytes: Uint8Array): Size {
  let [start, length] = [0, big(bytes, 0, 4)];
  while (big(bytes, start + 4, 4) !== META) {
    start += length;
    length = big(bytes, start, 4);
    if (length < 8) return UNKNOWN;
  }
  let size = UNKNOWN;
  for (let at = start; at < Math.min(bytes.length, start + length); at++) {
    if (bytes[at] !== 0x69 || big(bytes, at, 4) !== ISPE) continue;
    const extent = { width: big(bytes, at + 8, 4), height: big(bytes, at + 12, 4) };
    if (extent.width * extent.height > size.width * size.height) size = extent;
  }
  return size;
}

const META = 0x6d657461; // 'meta'
const ISPE = 0x69737065; // 'ispe'
