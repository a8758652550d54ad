import { DataError } from './errors';

/** Larger images are refused: a small file may unpack to gigabytes. */
const MAX_PIXELS = 40e6;

/** Throws a DataError 'too-many-pixels' for a picture, of a format if that is known, with more pixels than are read. */
export function checkPixels(width: number, height: number, format?: string): void {
  if (width * height <= MAX_PIXELS) return;
  throw new DataError(
    'too-many-pixels',
    `This ${format ? `${format} ` : ''}picture is ${width} x ${height} pixels, ${millions(width * height)} million; at most ${millions(MAX_PIXELS)} million are read.`,
    'Save it smaller: a few hundred pixels a side are plenty.',
  );
}

const millions = (count: number): string => (count / 1e6).toFixed(1).replace(/\.0$/, '');
