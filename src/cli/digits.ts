import { readFile } from 'node:fs/promises';
import { averaged } from '../data/averaged';
import { decodePack } from '../data/pack';
import { packPath, packsFor, type Split } from '../data/packs';
import type { TrainDigits } from '../engine/protocol/train';

const PUBLIC = new URL('../../public/', import.meta.url);
const HALF_PIXELS = 14 * 14;

/**
 * The first `count` digits of a split in 14 x 14 pixels, or those of them that are of one class.
 * @param classOption '0'..'9', or 'all'
 * @throws Error if the packs have not been made; DataError if one is damaged
 */
export async function readDigits(split: Split, count: number, classOption: string): Promise<TrainDigits> {
  const packs = await Promise.all(
    packsFor(split, count).map(async (info) => {
      const bytes = await readFile(new URL(packPath(info), PUBLIC)).catch(() => {
        throw new Error(`The digits ${packPath(info)} are not there. Run npm run data.`);
      });
      return decodePack(new Uint8Array(bytes), info);
    }),
  );
  const labels = packs.flatMap((pack) => [...pack.labels]).slice(0, count);
  const pixels = packs.map((pack) => averaged(pack.pixels));
  const all = new Uint8Array(pixels.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of pixels) {
    all.set(part, at);
    at += part.length;
  }
  const kept = labels.flatMap((label, i) =>
    classOption === 'all' || label === Number(classOption) ? [i] : [],
  );
  const chosen = new Uint8Array(kept.length * HALF_PIXELS);
  kept.forEach((i, k) => chosen.set(all.subarray(i * HALF_PIXELS, (i + 1) * HALF_PIXELS), k * HALF_PIXELS));
  return { pixels: chosen, labels: Uint8Array.from(kept, (i) => labels[i]) };
}
