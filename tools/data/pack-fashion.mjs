/**
 * npm run data:fashion [-- FOLDER]: packs the first test items of Fashion-MNIST into public/sets/fashion.bin, which is
 * committed, so it is only run to change it. FOLDER holds the two gzipped IDX files of the test split; by default it is where
 * Debian's package dataset-fashion-mnist puts them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { writePack } from './gzipPack.mjs';

const root = new URL('../../', import.meta.url);
const source = process.argv[2] ?? '/usr/share/datasets/fashion-mnist';

/** SHA-256 of the uncompressed files; the header is the number of bytes before the data. */
const FILES = {
  labels: {
    name: 't10k-labels-idx1-ubyte',
    header: 8,
    sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
  pixels: {
    name: 't10k-images-idx3-ubyte',
    header: 16,
    sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
  },
};

function read({ name, header, sha256 }) {
  let bytes;
  try {
    bytes = gunzipSync(readFileSync(`${source}/${name}.gz`));
  } catch (cause) {
    throw new Error(
      `${source}/${name}.gz cannot be read. Run: apt-get install dataset-fashion-mnist, or name a folder.`,
      { cause },
    );
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== sha256)
    throw new Error(`${name} is not the file of Fashion-MNIST (SHA-256 ${digest}, expected ${sha256}).`);
  return bytes.subarray(header);
}

try {
  const pack = JSON.parse(readFileSync(new URL('src/data/fashion.json', root), 'utf8'));
  const split = { labels: read(FILES.labels), pixels: read(FILES.pixels) };
  await writePack(pack, new URL('public/sets/', root), split);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
