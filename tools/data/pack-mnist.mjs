/**
 * npm run data: packs MNIST into public/data/*.bin, which are build products and not committed.
 *
 * Digits keep the order of the data set, so that the name of a digit ("MNIST train #1234") is its index and each pack continues
 * the one before.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { isCurrent, writePack } from './gzipPack.mjs';

const root = new URL('../../', import.meta.url);
const folder = new URL('public/data/', root);
const packs = JSON.parse(readFileSync(new URL('src/data/packs.json', root), 'utf8'));

const fileOf = (pack) => new URL(`${pack.name}.bin`, folder);

function readTrailer(file) {
  let handle;
  try {
    handle = openSync(file);
  } catch {
    return undefined;
  }
  try {
    const trailer = Buffer.alloc(8);
    readSync(handle, trailer, 0, 8, fstatSync(handle).size - 8);
    return trailer;
  } catch {
    return undefined;
  } finally {
    closeSync(handle);
  }
}

async function main() {
  const stale = packs.filter((pack) => !isCurrent(pack, readTrailer(fileOf(pack))));
  if (stale.length === 0) return console.log('MNIST packs are up to date.');
  const { readSplit } = await import('./idx.mjs');
  for (const split of new Set(stale.map((pack) => pack.split))) {
    const data = readSplit(split);
    for (const pack of stale) if (pack.split === split) await writePack(pack, folder, data);
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
