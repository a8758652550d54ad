import { DataError } from './errors';
import { decodePack, isGzip, rawBytes, type Pack } from './pack';
import { packAddress, type PackInfo } from './packs';
import { PROBLEMS } from './texts';

export interface LoadOptions {
  /** Cancels the load; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bytes received and expected, either both packed or both unpacked; equal in the last call. */
  readonly onProgress?: (loaded: number, total: number) => void;
}

/**
 * Downloads one pack from below `baseUrl` (which ends with a slash) and unpacks it.
 * Throws a DataError 'unreachable', 'missing', 'truncated' or 'wrong-pack', or the signal's reason.
 */
export async function loadPack(baseUrl: string, info: PackInfo, options: LoadOptions = {}): Promise<Pack> {
  const { signal, onProgress } = options;
  try {
    const response = await fetch(baseUrl + packAddress(info), signal ? { signal } : {});
    if (!response.ok) throw missing(info, response.status);
    return await decodePack(await download(response, info, onProgress), info);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof DataError ? error : unreachable(info, error);
  }
}

async function download(
  response: Response,
  info: PackInfo,
  onProgress: LoadOptions['onProgress'],
): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  let total = info.gzipBytes;
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    // If the server or browser has unpacked the file, more bytes arrive.
    if (loaded === 0 && !isGzip(read.value)) total = rawBytes(info);
    chunks.push(read.value);
    loaded += read.value.length;
    if (loaded < total) onProgress?.(loaded, total);
  }
  onProgress?.(loaded, loaded);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

const missing = (info: PackInfo, status: number): DataError =>
  new DataError('missing', ...PROBLEMS.missing(info.name, status, info.folder !== undefined));

const unreachable = (info: PackInfo, cause: unknown): DataError =>
  new DataError('unreachable', ...PROBLEMS.unreachable(info.name), { cause });
