import { readFile } from 'node:fs/promises';
import { decodePack, digit, type Pack } from '../data/pack';
import { packOf, packPath, type PackInfo, type Split } from '../data/packs';
import type { Measure } from '../exercises/measure';

const PUBLIC = new URL('../../public/', import.meta.url);

/** What exercises ask of the command line. */
export function createNodeMeasure(): Measure {
  const packs = new Map<string, Promise<Pack>>();
  const read = async (info: PackInfo): Promise<Pack> =>
    decodePack(new Uint8Array(await readFile(new URL(packPath(info), PUBLIC))), info);
  return {
    digit: async (source) => {
      const [, split, index] = /^(train|test)\.(\d+)$/.exec(source) ?? [];
      const info = packOf(split as Split, Number(index));
      if (!info) throw new Error(`There is no digit "${source.slice(0, 24)}".`);
      const pack = packs.get(info.name) ?? read(info);
      packs.set(info.name, pack);
      return digit(await pack, Number(index) - info.first);
    },
  };
}
