import { crc32 } from './crc32';

/** Something stored, with the checksum that tells whether it came back as it was. */
export interface Sealed<T> {
  readonly crc: number;
  readonly content: T;
}

/** The content as a text without the bytes of its arrays, which are appended to `bytes` in their order. */
function describe(content: unknown, bytes: Uint8Array[]): string {
  return JSON.stringify(content, (_, value: unknown) => {
    // JSON writes null for all of these.
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    if (!ArrayBuffer.isView(value)) return value;
    bytes.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return [Object.prototype.toString.call(value), value.byteLength];
  });
}

/**
 * CRC-32 over the JSON of plain data, followed by the bytes of every typed array in it; types and lengths of the arrays
 * stand in the JSON.
 *
 * @param content plain objects, arrays, numbers, texts and typed arrays
 * @returns 0 .. 2^32 - 1
 */
export function checksum(content: unknown): number {
  const bytes: Uint8Array[] = [];
  const text = new TextEncoder().encode(describe(content, bytes));
  return bytes.reduce((crc, array) => crc32(array, crc), crc32(text));
}

/** A copy of plain data. A view gets a buffer of its own size, since a stored view takes its whole buffer along. */
export function copyData<T>(data: T): T {
  if (ArrayBuffer.isView(data)) return (data as unknown as Float32Array).slice() as T;
  if (Array.isArray(data)) return data.map(copyData) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, copyData(value)])) as T;
}

/** Content with its checksum. The content is not copied. */
export function seal<T>(content: T): Sealed<T> {
  return { crc: checksum(content), content };
}

/** Whether something that was read is sealed and its checksum is right. */
export function isSound<T>(sealed: Sealed<T> | undefined): sealed is Sealed<T> {
  return sealed?.content !== undefined && checksum(sealed.content) === sealed.crc;
}
