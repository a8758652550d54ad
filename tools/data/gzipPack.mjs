/**
 * Packs of pictures: the gzip of [labels: count bytes][pixels: count * 784 bytes]. The files are not called .gz, because then servers
 * add Content-Encoding and the browser unpacks them before the page sees them.
 *
 * A pack is identified by the CRC-32 and length at the end of its gzip stream, which must be those of its entry in src/data. They
 * describe the content, whichever version of zlib compressed it.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';

const PIXELS = 28 * 28;

/** Whether a file with these last 8 bytes is the pack. */
export function isCurrent(pack, trailer) {
  return (
    trailer?.readUInt32LE(0) === Number.parseInt(pack.crc32, 16) &&
    trailer.readUInt32LE(4) === pack.count * (1 + PIXELS)
  );
}

/** Writes pictures `first` ... `first + count - 1` of a split to a folder. Throws if they are not those of the entry. */
export async function writePack(pack, folder, { labels, pixels }) {
  const { gzipSync } = await import('node:zlib');
  const end = pack.first + pack.count;
  const raw = Buffer.concat([
    labels.subarray(pack.first, end),
    pixels.subarray(pack.first * PIXELS, end * PIXELS),
  ]);
  // Level 9 takes ten times as long and saves 0.4 %. The time stamp is 0.
  const gzip = gzipSync(raw, { level: 7, memLevel: 9 });
  gzip[9] = 255; // "unknown operating system": the same header everywhere
  const trailer = gzip.subarray(-8);
  if (!isCurrent(pack, trailer)) {
    const crc32 = trailer.readUInt32LE(0).toString(16).padStart(8, '0');
    throw new Error(`${pack.name}: its entry says CRC-32 ${pack.crc32}, the data has ${crc32}.`);
  }
  mkdirSync(folder, { recursive: true });
  const temporary = new URL(`${pack.name}.${process.pid}.tmp`, folder);
  writeFileSync(temporary, gzip);
  renameSync(temporary, new URL(`${pack.name}.bin`, folder)); // never half a pack, even when two runs overlap
  console.log(`${pack.name}.bin  ${pack.count} pictures, ${gzip.length} bytes`);
}
