import table from './packs.json';

export type Split = 'train' | 'test';

/** One downloadable part of a data set: pictures `first` ... `first + count - 1` of a split, in the data set's own order. */
export interface PackInfo {
  readonly name: string;
  /** Its folder below the page's base URL; by default `data`, whose files are build products. */
  readonly folder?: string;
  readonly split: Split;
  readonly first: number;
  readonly count: number;
  /** Size of the file, for the progress, because servers often omit Content-Length. Other zlibs differ by some bytes. */
  readonly gzipBytes: number;
  /** CRC-32 of the unpacked bytes, eight hexadecimal digits; the gzip stream ends with it. */
  readonly crc32: string;
}

/** Every pack; those of the training split are in order, and the first ones hold its first 1,000, 10,000 and 60,000 digits. */
export const packs = table as readonly PackInfo[];

/** The packs that hold the first `count` digits of a split. */
export function packsFor(split: Split, count: number): readonly PackInfo[] {
  return packs.filter((pack) => pack.split === split && pack.first < count);
}

/** The pack that holds digit `index` of a split, or undefined if MNIST has no such digit. */
export function packOf(split: Split, index: number): PackInfo | undefined {
  return packs.find((p) => p.split === split && index >= p.first && index < p.first + p.count);
}

/** Path of a pack below the page's base URL, such as "data/train-0.bin". */
export function packPath(info: PackInfo): string {
  return `${info.folder ?? 'data'}/${info.name}.bin`;
}

/** Its address below the page's base URL. It changes with what the pack holds: a browser that keeps files never gives an old one. */
export const packAddress = (info: PackInfo): string => `${packPath(info)}?${info.crc32}`;

/** The name of a digit, such as "MNIST train #1234", counted from 0 as in the data set. */
export function digitName(split: Split, index: number): string {
  return `MNIST ${split} #${index}`;
}
