import { DataError } from './errors';

/** Larger images are refused, because a small file may unpack to gigabytes. */
const MAX_PIXELS = 40e6;

/** Throws a DataError 'too-many-pixels' if a picture is too large; `format` is for the message. */
export function checkPixels(width: number, height: number, format?: string): void {
  if (width * height <= MAX_PIXELS) return;
  throw new DataError(
    'too-many-pixels',
    `This ${format ? `${format} ` : ''}picture is ${width} x ${height} pixels, ${millions(width * height)} million; at most ${millions(MAX_PIXELS)} million are read.`,
    'Save it smaller: a few hundred pixels a side are plenty.',
  );
}

/** A count in millions with at most one decimal, such as '1.5' or '20'. */
export const millions = (count: number): string => (count / 1e6).toFixed(1).replace(/\.0$/, '');
