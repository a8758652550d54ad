import type { Locals, ModuleBuilder, Procedure } from './assemble';
import { createFinisher, epilogueName, picturesOf, type Epilogue } from './epilogue';
import { f32x4, i32, increase, loop, when, type Body, type Local } from './instructions';
import { NUMBER, pixelAt, QUAD, TILE, tilesPerSide, type Shape } from './memory';
import { matrixNumbers, PANEL, product } from './product';
import { filterPoints, inBothDimensions, inputPoints, outputsOfPoints } from './transforms';

/*
 * A 3x3 convolution by F(4x4, 3x3) (Lavin & Gray 2016, section 4.3). Of each tile of 6 x 6 inputs, which overlap, one value stands for
 * each of 36 pairs of points, and so of each filter; their products are summed over the channels by 36 products of matrices. Of the sums
 * 4 x 4 outputs are made: 36 multiplications for 16 outputs, where a direct convolution has 144.
 */

/** Inputs of a tile along a side, and kernel size. */
export const [INPUTS, TAPS] = [TILE + 2, 3];
/** Pairs of points. */
export const POINTS = INPUTS ** 2;

/** A convolution of some pictures at once. */
export interface Winograd {
  readonly from: Shape;
  readonly to: Shape;
  /** Most pictures at once. */
  readonly pictures: number;
}

/** Tiles of a picture. */
export const tilesOf = ({ height }: Shape): number => tilesPerSide(height) ** 2;

/** Most tiles at once. */
export const capacityOf = ({ from, pictures }: Winograd): number => tilesOf(from) * pictures;

/** Numbers that a matrix for each pair of points takes up. */
export const pointNumbers = (rows: number, columns: number): number => POINTS * matrixNumbers(rows, columns);

/** Numbers that the tiles take up, of inputs or of sums. */
export const tileNumbers = (convolution: Winograd): number =>
  pointNumbers(capacityOf(convolution), Math.max(convolution.from.channels, convolution.to.channels));

/** Stores a row of points, each in the matrix of its pair; matrices are so many bytes apart. */
export const storePoints = (
  target: Local<'i32'>,
  points: readonly Local<'v128'>[],
  y: number,
  matrix: number,
): Body => points.map((point, x) => f32x4.store(target, point, (y * INPUTS + x) * matrix));

/** Loops over the tiles of some pictures. */
interface Tiles {
  readonly pictures: Local<'i32'>;
  readonly shape: Shape;
  /**
   * @param pixel offset of the tile's first pixel in the border's frame, from the first picture, bytes
   * @param row offset of the tile's row in a matrix, bytes
   */
  readonly body: (pixel: Local<'i32'>, row: Local<'i32'>, y: Local<'i32'>, x: Local<'i32'>) => Body;
  readonly afterPicture?: Body;
}

/** Visits the tiles of some pictures. */
export function forEachTile(locals: Locals, { pictures, shape, body, afterPicture = [] }: Tiles): Body {
  const tiles = tilesPerSide(shape.height);
  const [n, y, x, picture, line, pixel, row] = Array.from({ length: 7 }, () => locals.int());
  return [
    picture.set(0),
    row.set(0),
    loop(n, { to: pictures }, [
      line.set(picture),
      loop(y, { to: tiles }, [
        pixel.set(line),
        loop(x, { to: tiles }, [
          body(pixel, row, y, x),
          increase(pixel, TILE * shape.pixel),
          increase(row, shape.pixel),
        ]),
        increase(line, TILE * shape.row),
      ]),
      increase(picture, shape.picture),
      afterPicture,
    ]),
  ];
}

/** V = B^T d B of every tile: [36][capacity, channels]. @returns procedure(from, to, pictures) */
export function inputTransform(module: ModuleBuilder, convolution: Winograd): Procedure {
  const { from: shape } = convolution;
  const capacity = capacityOf(convolution);
  const name = `winograd inputs ${shape.height}x${shape.channels} of ${capacity}`;
  const matrix = NUMBER * matrixNumbers(capacity, shape.channels);
  return module.define(name, ['i32', 'i32', 'i32'], (locals, from, to, pictures) => {
    const [channel, source, target] = Array.from({ length: 3 }, () => locals.int());
    const transform = inBothDimensions(inputPoints, module, locals, {
      size: INPUTS,
      read: (input, y, x) => input.set(f32x4.load(source, pixelAt(shape, y, x))),
      write: (points, y) => storePoints(target, points, y, matrix),
    });
    return forEachTile(locals, {
      pictures,
      shape,
      body: (pixel, row) =>
        loop(channel, { to: shape.pixel, step: QUAD }, [
          source.set(i32.add(from, pixel, channel)),
          target.set(i32.add(to, row, channel)),
          transform,
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
  const { to: shape } = convolution;
  const { height, channels } = shape;
  const capacity = capacityOf(convolution);
  const matrix = NUMBER * matrixNumbers(capacity, channels);
  const types = Array.from({ length: 6 + picturesOf(epilogue) }, () => 'i32' as const);
  const name = `winograd outputs ${height}x${channels} of ${capacity} ${epilogueName(epilogue)}`;
  return module.define(name, types, (locals, from, to, pictures, bias, shift, affine, ...others) => {
    const [channel, source, offset] = Array.from({ length: 3 }, () => locals.int());
    const addresses = { to, bias, shift, affine, pictures: others };
    const { begin, finish } = createFinisher(module, locals, epilogue, channels, addresses, 1);
    /** Outputs of a whole tile that the last one has. */
    const inLast = height - TILE * (tilesPerSide(height) - 1);
    const unlessLast = (place: Local<'i32'>, index: number, statements: Body): Body =>
      index < inLast ? statements : when(i32.lessThan(place, tilesPerSide(height) - 1), statements);
    const transform = (y: Local<'i32'>, x: Local<'i32'>): Body =>
      inBothDimensions(outputsOfPoints, module, locals, {
        size: INPUTS,
        read: (sum, i, j) => sum.set(f32x4.load(source, (i * INPUTS + j) * matrix)),
        write: (results, i) =>
          unlessLast(
            y,
            i,
            results.map((result, j) => unlessLast(x, j, finish(result, 0, pixelAt(shape, i + 1, j + 1)))),
          ),
      });
    return forEachTile(locals, {
      pictures,
      shape,
      body: (pixel, row, y, x) =>
        loop(channel, { to: shape.pixel, step: QUAD }, [
          source.set(i32.add(from, row, channel)),
          offset.set(i32.add(pixel, channel)),
          begin(offset, channel),
          transform(y, x),
        ]),
      afterPicture: increase(shift, shiftRow),
    });
  });
}

/** The products of all pairs of points. @returns procedure(a, b, c, tiles) as of a product */
export function pointProducts(module: ModuleBuilder, convolution: Winograd): Procedure {
  const { from, to } = convolution;
  const shape = { matrices: POINTS, depth: from.channels, columns: to.channels };
  return product(module, { ...shape, capacity: capacityOf(convolution) });
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
      size: TAPS,
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
