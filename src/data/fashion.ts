import table from './fashion.json';
import type { PackInfo } from './packs';

/** The first 500 test items of Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): pictures of MNIST's format that are not digits. */
export const FASHION = table as PackInfo;
