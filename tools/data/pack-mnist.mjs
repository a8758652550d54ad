/**
 * npm run data: packs MNIST into public/data/*.bin, which are build products and not committed.
 *
 * A pack is the gzip of [labels: count bytes][pixels: count * 784 bytes] in the data set's own order, so that a digit's
 * name ("MNIST train #1234") is its index and the larger packs continue the smaller ones. The files are not called .gz
 * because servers then add Content-Encoding and the browser unpacks them before the page sees them.
 *
 * A pack is up to date when the CRC-32 and length that close its gzip stream are those of src/data/packs.json: they
 * describe the content, whichever version of zlib compressed it.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';

const root = new URL('../../', import.meta.url);
const folder = new URL('public/data/', root);
const packs = JSON.parse(readFileSync(new URL('src/data/packs.json', root), 'utf8'));
const BYTES_PER_DIGIT = 1 + 28 * 28;

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

function isCurrent(pack, trailer) {
  return (
    trailer?.readUInt32LE(0) === Number.parseInt(pack.crc32, 16) &&
    trailer.readUInt32LE(4) === pack.count * BYTES_PER_DIGIT
  );
}

async function write(pack, { labels, pixels }) {
  const { gzipSync } = await import('node:zlib');
  const end = pack.first + pack.count;
  const raw = Buffer.concat([
    labels.subarray(pack.first, end),
    pixels.subarray(pack.first * 28 * 28, end * 28 * 28),
  ]);
  const gzip = gzipSync(raw, { level: 9 }); // its time stamp is 0
  gzip[9] = 255; // "unknown operating system": the same header everywhere
  const trailer = gzip.subarray(-8);
  if (!isCurrent(pack, trailer)) {
    const crc32 = trailer.readUInt32LE(0).toString(16).padStart(8, '0');
    throw new Error(`${pack.name}: packs.json says CRC-32 ${pack.crc32}, the data has ${crc32}.`);
  }
  const temporary = new URL(`${pack.name}.${process.pid}.tmp`, folder);
  writeFileSync(temporary, gzip);
  renameSync(temporary, fileOf(pack)); // never half a pack, even when two runs overlap
  console.log(`public/data/${pack.name}.bin  ${pack.count} digits, ${gzip.length} bytes`);
}

async function main() {
  const stale = packs.filter((pack) => !isCurrent(pack, readTrailer(fileOf(pack))));
  if (stale.length === 0) return console.log('MNIST packs are up to date.');
  mkdirSync(folder, { recursive: true });
  const { readSplit } = await import('./idx.mjs');
  for (const split of new Set(stale.map((pack) => pack.split))) {
    const data = readSplit(split);
    for (const pack of stale) if (pack.split === split) await write(pack, data);
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
