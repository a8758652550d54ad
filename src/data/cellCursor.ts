import type { Point } from './ink';
import { SIDE } from './pack';

/** The pixel at which the keyboard cursor is, column and row 0..27. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Where the cursor starts. */
export const FIRST_CELL: Cell = { column: SIDE / 2, row: SIDE / 2 };

/** The middle of a cell, where the pen draws. */
export function cellCentre({ column, row }: Cell): Point {
  return { x: column + 0.5, y: row + 0.5 };
}

/**
 * Where a key moves the cursor, or undefined for keys that do not move it: arrows by `step` cells, but not beyond the edges, Home and
 * End to the ends of the row, PageUp and PageDown to those of the column. With the pen down, draw a segment between the centres of
 * the two cells.
 *
 * @param key a KeyboardEvent's key
 */
export function moveCell(cell: Cell, key: string, step = 1): Cell | undefined {
  const clamp = (value: number): number => Math.min(SIDE - 1, Math.max(0, value));
  const { column, row } = cell;
  switch (key) {
    case 'ArrowLeft':
      return { row, column: clamp(column - step) };
    case 'ArrowRight':
      return { row, column: clamp(column + step) };
    case 'ArrowUp':
      return { column, row: clamp(row - step) };
    case 'ArrowDown':
      return { column, row: clamp(row + step) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: SIDE - 1 };
    case 'PageUp':
      return { column, row: 0 };
    case 'PageDown':
      return { column, row: SIDE - 1 };
    default:
      return undefined;
  }
}
