import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ModelError } from './errors';
import { parameterShapes, type Network } from './network';
import { readSafetensors, type TensorFile } from './safetensors';

/** The weight file that is expected: its address relative to the page, its size and its digest. */
export interface WeightsManifest {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Parameter {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Weights {
  /** By name, exactly the parameters that the network needs. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly metadata: Record<string, string>;
}

const REMEDY = 'Reload the page without its cache. If it happens again, the file on the server is damaged.';

/** Bytes that have arrived, and all bytes of a download. */
export interface DownloadProgress {
  readonly kind: 'download';
  readonly loaded: number;
  readonly total: number;
}

/**
 * Downloads a weight file; yields the progress and returns the bytes, which are not checked yet.
 * @throws ModelError 'weights-missing' if the download fails; the abort reason if `signal` is aborted
 */
export async function* downloadWeights(
  manifest: WeightsManifest,
  baseUrl: string,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress, ArrayBuffer, void> {
  try {
    const response = await fetch(new URL(manifest.file, baseUrl), { signal });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // A server for single-page applications sends its page if a file is missing.
    if (response.headers.get('content-type')?.startsWith('text/html'))
      throw new Error('the server sent a page');
    if (!response.body) throw new Error('the answer is empty');

    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    let loaded = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      loaded += value.length;
      yield { kind: 'download', loaded, total: Math.max(loaded, manifest.bytes) };
    }
    return await new Blob(chunks).arrayBuffer();
  } catch (error) {
    signal.throwIfAborted();
    throw new ModelError(
      'weights-missing',
      `The network could not be downloaded: ${error instanceof Error ? error.message : String(error)}.`,
      'Check the connection and try again. Adding noise works without the network.',
    );
  }
}

/**
 * Checks a weight file against its manifest and its network, and decodes it.
 * @throws ModelError 'weights-corrupt' with the reason
 */
export function readWeights(network: Network, manifest: WeightsManifest, file: ArrayBuffer): Weights {
  checkDigest(manifest, file);
  return parseWeights(network, file);
}

/**
 * SHA-256 in lower-case hex. Not `crypto.subtle`, which exists on secure origins only: a page served over plain HTTP in a
 * lecture hall must check its weights too.
 */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** Checks that a file is the one its manifest names. @throws ModelError 'weights-corrupt' if it is not */
export function checkDigest(manifest: WeightsManifest, file: ArrayBuffer): void {
  const digest = sha256Hex(new Uint8Array(file));
  if (digest !== manifest.sha256) throw corrupt(`its SHA-256 is ${digest} instead of ${manifest.sha256}`);
}

/**
 * Decodes a weight file and checks that it holds exactly the network's parameters, and no other tensors than the optional ones.
 * @param optional shapes of tensors that the file may also hold, by name
 * @returns as `extra` the optional tensors that it holds
 * @throws ModelError 'weights-corrupt' with the reason
 */
export function parseWeights(
  network: Network,
  file: ArrayBuffer,
  optional: ReadonlyMap<string, readonly number[]> = new Map(),
): Weights & { readonly extra: ReadonlyMap<string, Parameter> } {
  const { tensors, metadata } = parsed(file);
  const take = (name: string, shape: readonly number[]): Parameter => {
    const tensor = tensors.get(name);
    if (!tensor) throw corrupt(`it has no tensor "${name}"`);
    if (tensor.shape.join() !== shape.join()) {
      throw corrupt(`"${name}" has the shape [${tensor.shape.join(', ')}] instead of [${shape.join(', ')}]`);
    }
    if (!(tensor.data instanceof Float32Array)) throw corrupt(`"${name}" does not hold real numbers`);
    return { shape, data: tensor.data };
  };
  const shapes = parameterShapes(network);
  for (const name of tensors.keys())
    if (!shapes.has(name) && !optional.has(name)) throw corrupt(`it has the unknown tensor "${name}"`);
  const parameters = new Map([...shapes].map(([name, shape]) => [name, take(name, shape)]));
  const present = [...optional].filter(([name]) => tensors.has(name));
  return {
    parameters,
    metadata,
    extra: new Map(present.map(([name, shape]) => [name, take(name, shape)])),
  };
}

/** The metadata of a weight file. @throws ModelError 'weights-corrupt' with the reason */
export function readMetadata(file: ArrayBuffer): Record<string, string> {
  return parsed(file).metadata;
}

function parsed(file: ArrayBuffer): TensorFile {
  try {
    return readSafetensors(file);
  } catch (error) {
    throw corrupt((error as Error).message);
  }
}

function corrupt(reason: string): ModelError {
  return new ModelError('weights-corrupt', `The network's file is refused: ${reason}.`, REMEDY);
}
