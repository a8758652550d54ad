import { DataError } from '../errors';
import { PROBLEMS } from '../texts';

/** Larger images are refused, because a small file may unpack to gigabytes. */
const MAX_PIXELS = 40e6;

/** Throws a DataError 'too-many-pixels' if a picture is too large; `format` is for the message. */
export function checkPixels(width: number, height: number, format?: string): void {
  if (width * height <= MAX_PIXELS) return;
  throw new DataError(
    'too-many-pixels',
    ...PROBLEMS.tooManyPixels(format, width, height, millions(width * height), millions(MAX_PIXELS)),
  );
}

/** A count in millions with at most one decimal, such as '1.5' or '20'. */
export const millions = (count: number): string => (count / 1e6).toFixed(1).replace(/\.0$/, '');
