import type { Locals } from './assemble';
import { i32, increase, loop, type Body, type Local } from './instructions';
import { pixelAt, TILE, tilesPerSide, type Shape } from './memory';

/*
 * A side of outputs is cut into tiles of four or, if it is mixed, at its end into as many of three as save outputs that nobody needs:
 * 7 = 4 + 3, 14 = 4 + 4 + 3 + 3. A tile of three has five points, the first five of a tile of four: so both meet the same kernels. Of
 * 7 x 7 pixels, 121 pairs of points are multiplied instead of 144; but each kind of tile needs code of its own.
 */

/** How pictures are cut into tiles. */
export interface Cut {
  /** Of the pictures, pixels. */
  readonly height: number;
  readonly mixed: boolean;
}

/** Points along a side of a tile of four outputs, and those that a tile of three has, too. */
export const INPUTS = TILE + 2;
const SHARED = INPUTS - 1;

/** Tiles of one size along a side. */
export interface SidePart {
  readonly outputs: number;
  readonly tiles: number;
  /** Pixels before the first one. */
  readonly first: number;
}

/** The tiles of four and of three outputs that cover a side. */
function partsOf({ height, mixed }: Cut): readonly [SidePart, SidePart] {
  const tiles = tilesPerSide(height);
  const threes = mixed ? Math.min(tiles, TILE * tiles - height) : 0;
  const fours = tiles - threes;
  return [
    { outputs: TILE, tiles: fours, first: 0 },
    { outputs: TILE - 1, tiles: threes, first: TILE * fours },
  ];
}

/** Tiles of one size. */
export interface TileKind {
  readonly rows: SidePart;
  readonly columns: SidePart;
  /** Tiles of a picture, and those of the kinds before. */
  readonly tiles: number;
  readonly before: number;
}

/** The kinds of tiles, in such an order that those with the same points stand together. */
function kindsOf(cut: Cut): TileKind[] {
  const [fours, threes] = partsOf(cut);
  let before = 0;
  return [
    [threes, fours],
    [fours, fours],
    [fours, threes],
    [threes, threes],
  ].flatMap(([rows, columns]) => {
    const kind = { rows, columns, tiles: rows.tiles * columns.tiles, before };
    before += kind.tiles;
    return kind.tiles > 0 ? [kind] : [];
  });
}

/** Index of the matrix of a pair of points: first those that all tiles have. */
export function pointIndex(y: number, x: number): number {
  if (y < SHARED) return x < SHARED ? SHARED * y + x : SHARED ** 2 + y;
  return SHARED ** 2 + SHARED + x;
}

/** Matrices of points, one after the other, that the same tiles have. */
export interface PointRange {
  readonly firstMatrix: number;
  readonly matrices: number;
  /** Tiles of a picture that have these points, and those before them. */
  readonly tiles: number;
  readonly before: number;
}

/** All matrices of points. */
export function pointRanges(cut: Cut): PointRange[] {
  const kinds = kindsOf(cut);
  const rangeOf = (
    firstMatrix: number,
    matrices: number,
    have: (kind: TileKind) => boolean,
  ): PointRange[] => {
    const having = kinds.filter(have);
    const tiles = having.reduce((sum, kind) => sum + kind.tiles, 0);
    return tiles > 0 ? [{ firstMatrix, matrices, tiles, before: having[0].before }] : [];
  };
  const all = (): boolean => true;
  const isWide = ({ columns }: TileKind): boolean => columns.outputs === TILE;
  const isHigh = ({ rows }: TileKind): boolean => rows.outputs === TILE;
  if (kinds.every((kind) => isWide(kind) && isHigh(kind))) return rangeOf(0, INPUTS ** 2, all);
  return [
    ...rangeOf(0, SHARED ** 2, all),
    ...rangeOf(pointIndex(0, SHARED), SHARED, isWide),
    ...rangeOf(pointIndex(SHARED, 0), SHARED, isHigh),
    ...rangeOf(pointIndex(SHARED, SHARED), 1, (kind) => isWide(kind) && isHigh(kind)),
  ];
}

/** Loops over the tiles of some pictures. */
interface Tiles {
  readonly pictures: Local<'i32'>;
  readonly shape: Shape;
  readonly mixed: boolean;
  /**
   * @param pixel offset of the tile's first pixel in the border's frame, from the first picture, bytes
   * @param row offset of the tile's row in a matrix, bytes
   * @param y place of the tile among the rows of its kind @param x among the columns
   */
  readonly body: (
    kind: TileKind,
    pixel: Local<'i32'>,
    row: Local<'i32'>,
    y: Local<'i32'>,
    x: Local<'i32'>,
  ) => Body;
  readonly afterPicture?: Body;
}

/** Visits the tiles of some pictures. In a matrix stand the tiles of a kind one after the other, of all pictures. */
export function forEachTile(
  locals: Locals,
  { pictures, shape, mixed, body, afterPicture = [] }: Tiles,
): Body {
  const [n, y, x, picture, line, pixel] = Array.from({ length: 6 }, () => locals.int());
  const kinds = kindsOf({ height: shape.height, mixed }).map((kind) => ({ kind, row: locals.int() }));
  return [
    picture.set(0),
    kinds.map(({ kind, row }) => row.set(i32.multiply(pictures, kind.before * shape.pixel))),
    loop(n, { to: pictures }, [
      kinds.map(({ kind, row }) => [
        line.set(i32.add(picture, pixelAt(shape, kind.rows.first, kind.columns.first))),
        loop(y, { to: kind.rows.tiles }, [
          pixel.set(line),
          loop(x, { to: kind.columns.tiles }, [
            body(kind, pixel, row, y, x),
            increase(pixel, kind.columns.outputs * shape.pixel),
            increase(row, shape.pixel),
          ]),
          increase(line, kind.rows.outputs * shape.row),
        ]),
      ]),
      increase(picture, shape.picture),
      afterPicture,
    ]),
  ];
}
