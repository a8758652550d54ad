import table from './packs.json';

export type Split = 'train' | 'test';

/** One downloadable part of a data set: pictures `first` ... `first + count - 1` of a split, in the data set's own order. */
export interface PackInfo {
  readonly name: string;
  /** Where it lies below the page's base URL; `data`, whose files are build products, unless given. */
  readonly folder?: string;
  readonly split: Split;
  readonly first: number;
  readonly count: number;
  /** Size of the file, for progress: servers often leave Content-Length out. Other zlibs differ from it by some bytes. */
  readonly gzipBytes: number;
  /** CRC-32 of the unpacked bytes, eight hexadecimal digits; the gzip stream ends with it. */
  readonly crc32: string;
}

/** Every pack, those of the training split in order: the first k of them are its first 1,000, 10,000 and 60,000 digits. */
export const packs = table as readonly PackInfo[];

/** The packs that hold the first `count` digits of a split; what is loaded already need not be loaded again. */
export function packsFor(split: Split, count: number): readonly PackInfo[] {
  return packs.filter((pack) => pack.split === split && pack.first < count);
}

/** The pack that holds digit `index` of a split, or undefined where MNIST has no such digit. */
export function packOf(split: Split, index: number): PackInfo | undefined {
  return packs.find((p) => p.split === split && index >= p.first && index < p.first + p.count);
}

/** Where a pack lies below the page's base URL: "data/train-0.bin". */
export function packPath(info: PackInfo): string {
  return `${info.folder ?? 'data'}/${info.name}.bin`;
}

/** What a digit is called everywhere: "MNIST train #1234", counted from 0 as in the data set. */
export function digitName(split: Split, index: number): string {
  return `MNIST ${split} #${index}`;
}
