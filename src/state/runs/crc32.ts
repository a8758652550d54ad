/** Bytes that are taken at once. */
const AT_ONCE = 8;

/** Entry 256 k + byte: the CRC of the byte and k zero bytes after it. */
const TABLE = new Uint32Array(256 * AT_ONCE);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  TABLE[byte] = crc;
}
for (let i = 256; i < TABLE.length; i++) TABLE[i] = TABLE[TABLE[i - 256] & 255] ^ (TABLE[i - 256] >>> 8);

/**
 * CRC-32 as in gzip and PNG (ISO 3309; polynomial 0xEDB88320, bits reversed), eight bytes at once ("slicing-by-8"): byte by byte
 * a large run would hold up the page for a tenth of a second at each save.
 *
 * @param bytes what is summed up
 * @param before the CRC of what comes before these bytes, to go on from
 * @returns 0 .. 2^32 - 1
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let i = 0;
  for (const end = bytes.length - (bytes.length % AT_ONCE); i < end; i += AT_ONCE) {
    crc =
      TABLE[1792 + ((crc ^ bytes[i]) & 255)] ^
      TABLE[1536 + (((crc >>> 8) ^ bytes[i + 1]) & 255)] ^
      TABLE[1280 + (((crc >>> 16) ^ bytes[i + 2]) & 255)] ^
      TABLE[1024 + ((crc >>> 24) ^ bytes[i + 3])] ^
      TABLE[768 + bytes[i + 4]] ^
      TABLE[512 + bytes[i + 5]] ^
      TABLE[256 + bytes[i + 6]] ^
      TABLE[bytes[i + 7]];
  }
  for (; i < bytes.length; i++) crc = TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}
