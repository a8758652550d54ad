import type { ModuleBuilder, Procedure } from './assemble';
import { createFinisher, epilogueName, picturesOf, type Epilogue } from './epilogue';
import {
  f32x4,
  i32,
  increase,
  loop,
  when,
  type Body,
  type Local,
  type Operand,
  type Value,
} from './instructions';
import { NUMBER, pixelAt, QUAD, tilesPerSide, type Shape } from './memory';
import { EXTRA_ROWS, matrixNumbers, PANEL, product } from './product';
import {
  forEachTile,
  INPUTS,
  pointIndex,
  pointRanges,
  type PointRange,
  type SidePart,
  type TileKind,
} from './tiles';
import { filterPoints, inBothDimensions, inputPoints, outputsOfPoints } from './transforms';

/*
 * A 3x3 convolution by F(4x4, 3x3) (Lavin & Gray 2016, section 4.3). Of each tile of 6 x 6 inputs, which overlap, one value stands for
 * each of 36 pairs of points, and so of each filter; their products are summed over the channels by 36 products of matrices. Of the sums
 * 4 x 4 outputs are made: 36 multiplications for 16 outputs, where a direct convolution has 144. Smaller tiles may complete a picture.
 */

/** Kernel size. */
export const TAPS = 3;
/** Pairs of points. */
const POINTS = INPUTS ** 2;

/** A convolution of some pictures at once. */
export interface Winograd {
  readonly from: Shape;
  readonly to: Shape;
  /** Most pictures at once. */
  readonly pictures: number;
  /** Whether smaller tiles complete the pictures: less is multiplied, by a larger module. */
  readonly mixed: boolean;
}

/** Tiles of a picture. */
const tilesOf = ({ height }: Shape): number => tilesPerSide(height) ** 2;

/** Most tiles at once. */
export const capacityOf = ({ from, pictures }: Winograd): number => tilesOf(from) * pictures;

/** Name of the function that transforms what such pictures hold. */
export const transformName = (what: string, { height, channels }: Shape, convolution: Winograd): string =>
  `winograd ${what} ${height}x${channels} of ${capacityOf(convolution)}${convolution.mixed ? ' mixed' : ''}`;

/** Numbers that a matrix for each pair of points takes up. */
export const pointNumbers = (rows: number, columns: number): number => POINTS * matrixNumbers(rows, columns);

/** Numbers that the tiles take up, of inputs or of sums, with the rows that the last product may compute beyond its own. */
export function tileNumbers(convolution: Winograd): number {
  const channels = Math.max(convolution.from.channels, convolution.to.channels);
  return pointNumbers(capacityOf(convolution), channels) + EXTRA_ROWS * channels;
}

/** Stores a row of points, each in the matrix of its pair; matrices are so many bytes apart. */
export const storePoints = (
  target: Local<'i32'>,
  points: readonly Local<'v128'>[],
  y: number,
  matrix: number,
): Body => points.map((point, x) => f32x4.store(target, point, pointIndex(y, x) * matrix));

/** V = B^T d B of every tile: [36][capacity, channels]. @returns procedure(from, to, pictures) */
export function inputTransform(module: ModuleBuilder, convolution: Winograd): Procedure {
  const { from: shape, mixed } = convolution;
  const capacity = capacityOf(convolution);
  const name = transformName('inputs', shape, convolution);
  const matrix = NUMBER * matrixNumbers(capacity, shape.channels);
  return module.define(name, ['i32', 'i32', 'i32'], (locals, from, to, pictures) => {
    const [channel, source, target] = Array.from({ length: 3 }, () => locals.int());
    const transform = ({ rows, columns }: TileKind): Body =>
      inBothDimensions(inputPoints, module, locals, {
        ...{ rows: rows.outputs + 2, columns: columns.outputs + 2 },
        read: (input, y, x) => input.set(f32x4.load(source, pixelAt(shape, y, x))),
        write: (points, y) => storePoints(target, points, y, matrix),
      });
    return forEachTile(locals, {
      pictures,
      shape,
      mixed,
      body: (kind, pixel, row) =>
        loop(channel, { to: shape.pixel, step: QUAD }, [
          source.set(i32.add(from, pixel, channel)),
          target.set(i32.add(to, row, channel)),
          transform(kind),
        ]),
    });
  });
}

/**
 * A^T M A of every tile, finished, to the pictures.
 * @param shiftRow bytes from a picture's shifts to the next one's
 * @returns procedure(from, to, pictures, bias, shift, affine, ...pictures of the epilogue)
 */
export function outputTransform(
  module: ModuleBuilder,
  convolution: Winograd,
  epilogue: Epilogue,
  shiftRow: number,
): Procedure {
  const { to: shape, mixed } = convolution;
  const { height, channels } = shape;
  const capacity = capacityOf(convolution);
  const matrix = NUMBER * matrixNumbers(capacity, channels);
  const types = Array.from({ length: 6 + picturesOf(epilogue) }, () => 'i32' as const);
  const name = `${transformName('outputs', shape, convolution)} ${epilogueName(epilogue)}`;
  return module.define(name, types, (locals, from, to, pictures, bias, shift, affine, ...others) => {
    const [channel, source, offset] = Array.from({ length: 3 }, () => locals.int());
    const addresses = { to, bias, shift, affine, pictures: others };
    const { begin, finish } = createFinisher(module, locals, epilogue, channels, addresses, 1);
    /** What is done with an output of a tile, unless the tile is the last one and the picture has no such pixel. */
    const within = (
      { first, outputs, tiles }: SidePart,
      place: Local<'i32'>,
      index: number,
      statements: Body,
    ): Body =>
      first + outputs * (tiles - 1) + index < height
        ? statements
        : when(i32.lessThan(place, tiles - 1), statements);
    const transform = ({ rows, columns }: TileKind, y: Local<'i32'>, x: Local<'i32'>): Body =>
      inBothDimensions(outputsOfPoints, module, locals, {
        ...{ rows: rows.outputs + 2, columns: columns.outputs + 2 },
        read: (sum, i, j) => sum.set(f32x4.load(source, pointIndex(i, j) * matrix)),
        write: (results, i) =>
          within(
            rows,
            y,
            i,
            results.map((result, j) =>
              within(columns, x, j, finish(result, 0, pixelAt(shape, i + 1, j + 1))),
            ),
          ),
      });
    return forEachTile(locals, {
      pictures,
      shape,
      mixed,
      body: (kind, pixel, row, y, x) =>
        loop(channel, { to: shape.pixel, step: QUAD }, [
          source.set(i32.add(from, row, channel)),
          offset.set(i32.add(pixel, channel)),
          begin(offset, channel),
          transform(kind, y, x),
        ]),
      afterPicture: increase(shift, shiftRow),
    });
  });
}

/** Code of products C of A and B at all pairs of points of some pictures. */
export type PointProducts = (
  a: Operand<'i32'>,
  b: Operand<'i32'>,
  c: Operand<'i32'>,
  pictures: Value<'i32'>,
) => Body;

/** Address of a range's first matrix, of those at `at`. */
export const matrixAt = (at: Operand<'i32'>, { firstMatrix }: PointRange, rows: number, columns: number) =>
  i32.add(at, NUMBER * firstMatrix * matrixNumbers(rows, columns));

/** Address of a range's first tile in its first matrix. @param capacity most tiles at once */
export const tileAt = (
  at: Operand<'i32'>,
  range: PointRange,
  { channels, pixel }: Shape,
  capacity: number,
  pictures: Value<'i32'>,
) => i32.add(matrixAt(at, range, capacity, channels), i32.multiply(pictures, range.before * pixel));

/** The products of tiles of inputs and kernels: sums. */
export function pointProducts(module: ModuleBuilder, convolution: Winograd): PointProducts {
  const { from, to, mixed } = convolution;
  const [depth, columns, capacity] = [from.channels, to.channels, capacityOf(convolution)];
  return (inputs, kernels, sums, pictures) =>
    pointRanges({ height: from.height, mixed }).map((range) =>
      product(module, { matrices: range.matrices, depth, columns, capacity }).call(
        tileAt(inputs, range, from, capacity, pictures),
        matrixAt(kernels, range, depth, columns),
        tileAt(sums, range, to, capacity, pictures),
        i32.multiply(pictures, range.tiles),
      ),
    );
}

/**
 * U = G g G^T of a kernel [3, 3, channels, filters], in panels: [36][filters / 8, channels, 8].
 * @returns procedure(from, to)
 */
export function kernelTransform(module: ModuleBuilder, channels: number, filters: number): Procedure {
  const name = `winograd kernel ${channels}x${filters}`;
  const tap = NUMBER * channels * filters;
  const matrix = NUMBER * matrixNumbers(channels, filters);
  return module.define(name, ['i32', 'i32'], (locals, from, to) => {
    const [channel, filter, source, target, panel] = Array.from({ length: 5 }, () => locals.int());
    const transform = inBothDimensions(filterPoints, module, locals, {
      ...{ rows: TAPS, columns: TAPS },
      read: (vector, y, x) => vector.set(f32x4.load(source, (y * TAPS + x) * tap)),
      write: (points, y) => storePoints(target, points, y, matrix),
    });
    return loop(filter, { to: NUMBER * filters, step: QUAD }, [
      // Filters 0..3 and 4..7 of a panel stand side by side.
      panel.set(i32.multiply(i32.divide(filter, NUMBER * PANEL), NUMBER * PANEL * channels)),
      source.set(i32.add(from, filter)),
      target.set(i32.add(to, panel, i32.and(filter, QUAD))),
      loop(channel, { to: channels }, [
        transform,
        increase(source, NUMBER * filters),
        increase(target, NUMBER * PANEL),
      ]),
    ]);
  });
}
