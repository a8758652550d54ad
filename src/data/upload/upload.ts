import type { Picture } from './background';
import { decodeImage, type Rgba } from './decodeImage';
import { DataError } from '../errors';
import { isSvg, readHeader, type ImageHeader } from './imageHeader';
import { normalise } from './normalise';
import { checkPixels, millions } from './pixelLimit';
import { PROBLEMS } from '../texts';
import { unchanged } from './asItIs';

type Decode = (file: Blob) => Promise<Rgba>;

/** Larger files are refused. */
export const MAX_BYTES = 20e6;

/** Greys below this look black. */
const LEAST_VISIBLE = 0.1;

/**
 * Makes an MNIST picture of an image file: PIXELS values in [-1, 1], 1 ink. The header is checked before anything is decoded.
 * Throws a DataError that says what is wrong with the file and what to do.
 *
 * @param decode turns the checked file into pixels
 */
export async function readUpload(file: Blob, decode: Decode = decodeImage): Promise<Float32Array> {
  const rgba = await checkAndDecode(file, decode);
  try {
    return normalise(toGrey(rgba, 1));
  } catch (error) {
    // White ink on a transparent background is invisible on white.
    if (error instanceof DataError && isTransparent(rgba)) return normalise(toGrey(rgba, 0));
    throw error;
  }
}

/**
 * The picture of an image file with its noise, only resized: PIXELS values in [-1, 1], -1 black (data/unchanged). What is transparent
 * is black, or white if nothing could be seen on black.
 * Throws a DataError that says what is wrong with the file and what to do.
 *
 * @param decode turns the checked file into pixels
 */
export async function readUnchanged(file: Blob, decode: Decode = decodeImage): Promise<Float32Array> {
  const rgba = await checkAndDecode(file, decode);
  const onBlack = toGrey(rgba, 0);
  const isInvisible = isTransparent(rgba) && onBlack.values.every((value) => value < LEAST_VISIBLE);
  return unchanged(isInvisible ? toGrey(rgba, 1) : onBlack);
}

async function checkAndDecode(file: Blob, decode: Decode): Promise<Rgba> {
  const header = await inspect(file);
  try {
    return await decode(file);
  } catch (cause) {
    throw cause instanceof DataError ? cause : undecodable(header, cause);
  }
}

/** Reads the header of a file, and refuses it if something is wrong before decoding. Throws a DataError. */
async function inspect(file: Blob): Promise<ImageHeader> {
  if (file.size === 0) {
    throw new DataError('empty-file', ...PROBLEMS.emptyFile);
  }
  if (file.size > MAX_BYTES) {
    throw new DataError('too-many-bytes', ...PROBLEMS.tooManyBytes(millions(file.size), MAX_BYTES / 1e6));
  }
  const bytes = await readBytes(file);
  const header = readHeader(bytes);
  if (!header) throw isSvg(bytes) ? new DataError('svg', ...PROBLEMS.svg) : notAnImage(file);
  const { format, width, height } = header;
  if (width === 0 || height === 0) throw undecodable(header);
  checkPixels(width, height, format);
  return header;
}

async function readBytes(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new DataError('unreadable', ...PROBLEMS.unreadable, { cause });
  }
}

/** Luminance (ITU-R BT.709 weights on the encoded values) on a background of the given level, 0 black to 1 white. */
function toGrey({ width, height, bytes }: Rgba, sheet: number): Picture {
  const values = new Float32Array(width * height);
  for (let i = 0, j = 0; i < values.length; i++, j += 4) {
    const luminance = 0.2126 * bytes[j] + 0.7152 * bytes[j + 1] + 0.0722 * bytes[j + 2];
    const alpha = bytes[j + 3] / 255;
    values[i] = (alpha * luminance) / 255 + (1 - alpha) * sheet;
  }
  return { width, height, values };
}

function isTransparent({ bytes }: Rgba): boolean {
  return bytes.some((value, i) => i % 4 === 3 && value < 255);
}

const notAnImage = ({ type }: Blob): DataError =>
  new DataError('not-an-image', ...PROBLEMS.notAnImage(type.startsWith('image/') ? '' : type));

function undecodable({ format }: ImageHeader, cause?: unknown): DataError {
  const [message, remedy] = format === 'HEIC' ? PROBLEMS.heic : PROBLEMS.undecodable(format);
  return new DataError('undecodable', message, remedy, { cause });
}
