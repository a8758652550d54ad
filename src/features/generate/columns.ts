import type { Size } from '../../ui/observeSize';

/** Between two pictures, CSS pixels. */
export const GAP = 6;
/** More than this does not make a picture of 28 x 28 clearer. */
const LARGEST = 420;
/** What a finger can hit. */
export const LEAST = 24;
/** How much smaller pictures may be for the sake of rows of one length, or of a column for each digit. */
const FULL_ROWS = 1.15;

/**
 * In how many columns pictures are largest, and how large they are then.
 * @param count pictures
 * @param foot height of what stands below each picture
 * @param areClassed picture i is the digit i mod 10, and a column is to hold one digit, or two
 */
export function bestColumns(
  { width, height }: Size,
  { count, foot, areClassed }: { count: number; foot: number; areClassed: boolean },
): { columns: number; side: number } {
  const side = (columns: number): number => {
    const rows = Math.ceil(count / columns);
    return Math.floor(Math.min((width + GAP) / columns - GAP, (height + GAP) / rows - GAP - foot, LARGEST));
  };
  const choices = areClassed ? [10, 5] : Array.from({ length: count }, (_, i) => i + 1);
  const isNeat = (columns: number): boolean => (areClassed ? columns === 10 : count % columns === 0);
  const value = (columns: number): number => side(columns) * (isNeat(columns) ? FULL_ROWS : 1);
  const columns = choices.reduce((best, each) => (value(each) > value(best) ? each : best));
  return { columns, side: Math.max(LEAST, side(columns)) };
}
