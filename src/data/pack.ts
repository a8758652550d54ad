import { fromBytes } from '../diffusion/pictures/pixels';
import { DataError } from './errors';
import type { PackInfo } from './packs';
import { PROBLEMS } from './texts';

/** Width and height of an MNIST digit, in pixels. */
export const SIDE = 28;
/** Pixels of an MNIST digit. */
export const PIXELS = SIDE * SIDE;

/** Digits in memory. Digit i of the pack is digit `info.first + i` of its split. */
export interface Pack {
  readonly info: PackInfo;
  /** The class of each digit, [info.count], 0..9. */
  readonly labels: Uint8Array;
  /** [info.count, SIDE, SIDE] flat bytes: 0 is paper, 255 ink. */
  readonly pixels: Uint8Array;
}

/** Picture i of a pack: PIXELS values in [-1, 1], -1 paper, 1 ink. */
export function digit(pack: Pack, i: number): Float32Array {
  return fromBytes(pack.pixels.subarray(i * PIXELS, (i + 1) * PIXELS));
}

/** Indices of the digits of class c (0..9) in a pack, ascending. */
export function digitsOfClass(pack: Pick<Pack, 'labels'>, c: number): number[] {
  return [...pack.labels.keys()].filter((i) => pack.labels[i] === c);
}

/**
 * Reads a pack, [labels: count bytes][pixels: count * PIXELS bytes], plain or gzipped. The first bytes tell which, because some
 * servers have already unpacked it. Throws a DataError 'truncated' or 'wrong-pack'.
 */
export async function decodePack(bytes: Uint8Array, info: PackInfo): Promise<Pack> {
  const raw = isGzip(bytes) ? await gunzip(bytes, info) : bytes;
  const expected = rawBytes(info);
  if (raw.length < expected) throw truncated(info, `${raw.length} of ${expected} bytes are there`);
  if (raw.length > expected) throw wrongPack(info, `it holds ${raw.length} bytes, not ${expected}`);
  const labels = raw.subarray(0, info.count);
  const invalid = labels.findIndex((label) => label > 9);
  if (invalid >= 0) throw wrongPack(info, `digit ${invalid} is said to be a ${labels[invalid]}`);
  return { info, labels, pixels: raw.subarray(info.count) };
}

/** Length of an unpacked pack, bytes. */
export function rawBytes(info: PackInfo): number {
  return info.count * (1 + PIXELS);
}

/** Whether bytes begin like a gzip stream (RFC 1952). An unpacked pack never does: its first two bytes are labels. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function gunzip(bytes: Uint8Array, info: PackInfo): Promise<Uint8Array> {
  const stream = new Response(bytes as Uint8Array<ArrayBuffer>).body as ReadableStream<
    Uint8Array<ArrayBuffer>
  >;
  let raw: Uint8Array;
  try {
    raw = new Uint8Array(
      await new Response(stream.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer(),
    );
  } catch (cause) {
    throw truncated(info, 'it cannot be unpacked', cause);
  }
  const crc32 = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8).getUint32(0, true);
  if (crc32 !== Number.parseInt(info.crc32, 16)) throw wrongPack(info, 'its checksum is another');
  return raw;
}

const truncated = (info: PackInfo, detail: string, cause?: unknown): DataError =>
  new DataError('truncated', ...PROBLEMS.truncated(info.name, detail), { cause });

const wrongPack = (info: PackInfo, detail: string): DataError =>
  new DataError('wrong-pack', ...PROBLEMS.wrongPack(info.name, detail, info.folder !== undefined));
