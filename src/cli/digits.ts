import { readFile } from 'node:fs/promises';
import { decodePack, type Pack } from '../data/pack';
import { packPath, packsFor, type Split } from '../data/packs';

const PUBLIC = new URL('../../public/', import.meta.url);

/**
 * The packs that hold the first `count` digits of a split.
 * @throws Error if they have not been built; DataError if one is damaged
 */
export function readPacks(split: Split, count: number): Promise<Pack[]> {
  return Promise.all(
    packsFor(split, count).map(async (info) => {
      const bytes = await readFile(new URL(packPath(info), PUBLIC)).catch(() => {
        throw new Error(`The digits ${packPath(info)} are not there. Run npm run data.`);
      });
      return decodePack(new Uint8Array(bytes), info);
    }),
  );
}
