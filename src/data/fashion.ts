import table from './fashion.json';
import { loadPack, type LoadOptions } from './loadPack';
import type { Pack } from './pack';
import type { PackInfo } from './packs';

/** The first 500 test items of Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): pictures of MNIST's format that are not digits. */
export const FASHION = table as PackInfo;

/** The classes 0..9, in the words of the data set's authors. */
export const FASHION_CLASSES = [
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
] as const;

/**
 * Downloads the items from below `baseUrl`, which ends with a slash.
 * Throws a DataError 'unreachable', 'missing', 'truncated' or 'wrong-pack', or the signal's reason.
 */
export function loadFashion(baseUrl: string, options?: LoadOptions): Promise<Pack> {
  return loadPack(baseUrl, FASHION, options);
}

/** The name of an item, such as "Fashion-MNIST test #12", counted from 0 as in the data set. */
export function fashionName(index: number): string {
  return `Fashion-MNIST test #${index}`;
}
