/** One tensor of a file; F16 is converted to float32. */
export interface FileTensor {
  readonly dtype: 'F16' | 'F32' | 'I32';
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, FileTensor>;
  readonly metadata: Record<string, string>;
}

/** The largest network of this page has a header of some 20 kB. */
const MAX_HEADER_BYTES = 100_000;
const BYTES = { F16: 2, F32: 4, I32: 4 } as const;

/**
 * Reads a safetensors file: 8 bytes of header length, a JSON header {name: {dtype, shape, data_offsets}}, data
 * (https://github.com/huggingface/safetensors#format). Little-endian throughout.
 *
 * The file is not trusted: the header may have at most 100 kB, the tensors must cover the data exactly (no overlaps, holes
 * or out-of-range offsets), no name may be repeated, and every number must be finite.
 * @throws Error with the reason, as a clause in which 'it' is the file; what it quotes of the file is cut
 */
export function readSafetensors(file: ArrayBuffer): TensorFile {
  if (file.byteLength < 8) throw new Error('it is too short to be a safetensors file');
  const length = new DataView(file).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES)
    throw new Error(`its header claims ${length} bytes, and at most 100 kB are read`);
  const start = 8 + Number(length);
  if (start > file.byteLength) throw new Error('it ends within its header');

  const { __metadata__: metadata = {}, ...entries } = parseHeader(new Uint8Array(file, 8, Number(length)));
  if (!isRecord(metadata) || !Object.values(metadata).every((text) => typeof text === 'string')) {
    throw new Error('its metadata is not a set of strings');
  }
  const located = Object.entries(entries)
    .map(([name, entry]) => locate(name, entry))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const tensor of located) {
    if (tensor.begin !== end)
      throw new Error(`tensor "${cut(tensor.name)}" does not start where the one before it ends`);
    end = tensor.end;
  }
  if (start + end !== file.byteLength) {
    throw new Error(`its tensors have ${end} bytes, but the file has room for ${file.byteLength - start}`);
  }
  const tensors = new Map<string, FileTensor>();
  for (const { name, dtype, shape, begin, end } of located) {
    const data = decode(dtype, file.slice(start + begin, start + end));
    if (!data.every(Number.isFinite))
      throw new Error(`tensor "${cut(name)}" has a number that is not finite`);
    tensors.set(name, { dtype, shape, data });
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

/** What a message quotes of a file. */
const cut = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 60)}…`);

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw new Error('its header is not JSON');
  }
  if (!isRecord(header)) throw new Error('its header is not a JSON object');
  if (topLevelNames(text) !== Object.keys(header).length)
    throw new Error('its header gives a name more than once');
  return header;
}

/** Number of names in the outermost object of a JSON text, counting repeats, of which JSON.parse keeps only the last. */
function topLevelNames(json: string): number {
  let depth = 0;
  let names = 0;
  for (const [token, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (colon && depth === 1) names++;
  }
  return names;
}

interface LocatedTensor extends Omit<FileTensor, 'data'> {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

function locate(name: string, entry: unknown): LocatedTensor {
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (typeof dtype !== 'string' || !Object.hasOwn(BYTES, dtype)) {
    throw new Error(
      `tensor "${cut(name)}" has the type ${typeof dtype === 'string' ? `"${cut(dtype)}"` : typeof dtype}, and only F16, F32 and I32 are read`,
    );
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw new Error(`tensor "${cut(name)}" has no proper shape and offsets`);
  }
  const type = dtype as FileTensor['dtype'];
  const bytes = shape.reduce((product, size) => product * size, BYTES[type]);
  if (offsets[1] - offsets[0] !== bytes) {
    throw new Error(`tensor "${cut(name)}" of shape [${cut(shape.join(', '))}] does not fit its offsets`);
  }
  return { name, dtype: type, shape, begin: offsets[0], end: offsets[1] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function decode(dtype: FileTensor['dtype'], bytes: ArrayBuffer): Float32Array | Int32Array {
  switch (dtype) {
    case 'F16':
      return halvesToFloats(new Uint16Array(bytes));
    case 'F32':
      return new Float32Array(bytes);
    case 'I32':
      return new Int32Array(bytes);
  }
}

/** The value of one unit of the fraction, by exponent. */
const UNITS = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (Math.max(1, exponent) - 25));

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. A loop, because Float32Array.from is several times slower. */
function halvesToFloats(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    const size =
      exponent === 0x1f
        ? fraction
          ? NaN
          : Infinity
        : (exponent === 0 ? fraction : 1024 + fraction) * UNITS[exponent];
    floats[i] = half & 0x8000 ? -size : size;
  }
  return floats;
}
