import type { ModuleBuilder, Procedure } from '../assemble';
import { f32x4, i32, increase, loop, type Body } from '../instructions';
import { NUMBER, pixelAt, QUAD, type Shape } from '../memory';
import { matrixNumbers } from '../product';
import { inBothDimensions, pointsOfOutputs, tapsOfPoints } from '../transforms';
import { forEachTile, INPUTS, pointIndex, pointRanges, type TileKind } from '../tiles';
import {
  capacityOf,
  matrixAt,
  storePoints,
  TAPS,
  tileAt,
  transformName,
  type PointProducts,
  type Winograd,
} from '../winograd';
import { pixelsAtOnce } from '../direct';
import { divisorUpTo, transposedProduct } from './transposedProduct';

/*
 * The gradient of a kernel is a sum over pictures and pixels of products of inputs and output gradients. By Winograd's points it is
 * G^T [sum over tiles of (B^T d B) * (A dy A^T)] G, the transposed of the forward convolution.
 */

/** A dy A^T of every tile of the output's gradient: [36][capacity, channels]. @returns procedure(from, to, pictures) */
export function gradientTransform(module: ModuleBuilder, convolution: Winograd): Procedure {
  const { to: shape, mixed } = convolution;
  const capacity = capacityOf(convolution);
  const name = transformName('gradients', shape, convolution);
  const matrix = NUMBER * matrixNumbers(capacity, shape.channels);
  return module.define(name, ['i32', 'i32', 'i32'], (locals, from, to, pictures) => {
    const [channel, source, target] = Array.from({ length: 3 }, () => locals.int());
    const transform = ({ rows, columns }: TileKind): Body =>
      inBothDimensions(pointsOfOutputs, module, locals, {
        ...{ rows: rows.outputs, columns: columns.outputs },
        read: (gradient, y, x) => gradient.set(f32x4.load(source, pixelAt(shape, y + 1, x + 1))),
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

/** The products of tiles of inputs and gradients, which are added to the gradients of kernels: [36][channels, filters]. */
export function pointGradients(module: ModuleBuilder, convolution: Winograd): PointProducts {
  const { from, to, mixed } = convolution;
  const [height, columns, capacity] = [from.channels, to.channels, capacityOf(convolution)];
  return (inputs, gradients, sums, pictures) =>
    pointRanges({ height: from.height, mixed }).map((range) =>
      transposedProduct(module, {
        ...{ matrices: range.matrices, height, columns, capacity, unrolled: divisorUpTo(range.tiles, 7) },
      }).call(
        tileAt(inputs, range, from, capacity, pictures),
        tileAt(gradients, range, to, capacity, pictures),
        matrixAt(sums, range, height, columns),
        i32.multiply(pictures, range.tiles),
      ),
    );
}

/** The kernel's gradient G^T u G, [3, 3, channels, filters], from the sums u, which become 0. @returns procedure(from, to) */
export function kernelOfPoints(module: ModuleBuilder, channels: number, filters: number): Procedure {
  const [numbers, matrix] = [channels * filters, matrixNumbers(channels, filters)].map((n) => NUMBER * n);
  return module.define(
    `winograd kernel gradient ${channels}x${filters}`,
    ['i32', 'i32'],
    (locals, from, to) => {
      const [i, source, target] = Array.from({ length: 3 }, () => locals.int());
      const transform = inBothDimensions(tapsOfPoints, module, locals, {
        ...{ rows: INPUTS, columns: INPUTS },
        read: (point, y, x) => [
          point.set(f32x4.load(source, pointIndex(y, x) * matrix)),
          f32x4.store(source, 0, pointIndex(y, x) * matrix),
        ],
        write: (taps, y) => taps.map((tap, x) => f32x4.store(target, tap, (y * TAPS + x) * numbers)),
      });
      return loop(i, { to: numbers, step: QUAD }, [
        source.set(i32.add(from, i)),
        target.set(i32.add(to, i)),
        transform,
      ]);
    },
  );
}

/** The gradient of a kernel as it is defined. */
export interface DirectGradient {
  /** Pictures whose windows the kernel meets. */
  readonly windows: Shape;
  /** Pictures of which each pixel belongs to one window; the kernel's last dimension. */
  readonly pixels: Shape;
  readonly kernel: number;
  readonly stride: 1 | 2;
}

/**
 * Adds a kernel's gradient, [kernel, kernel, channels of the windows, channels of the pixels], over some pictures.
 * @returns procedure(windows, pixels, to, pictures)
 */
export function directGradient(module: ModuleBuilder, gradient: DirectGradient): Procedure {
  const { windows, pixels, kernel, stride } = gradient;
  const name = `direct gradient ${kernel}x${kernel} stride ${stride} ${windows.height}x${windows.channels} to ${pixels.channels}`;
  // The taps of a row of the kernel meet neighbours in memory.
  const numbers = kernel * windows.channels;
  const quads = pixels.channels % 8 === 0 ? 2 : 1;
  const atOnce = divisorUpTo(numbers, quads === 2 ? 6 : 8);
  const unrolled = pixelsAtOnce(pixels.height);
  const border = kernel === 3 ? 0 : pixelAt(windows, 1, 1);
  const perPixel = stride * windows.pixel;
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (locals, from, gradients, to, pictures) => {
    const sums = Array.from({ length: atOnce }, () => locals.vectors(quads));
    const weights = locals.vectors(quads);
    const value = locals.vector();
    const [line, first, column, n, y, x, picture, row, a, gradientPicture, gradientRow, b] = Array.from(
      { length: 12 },
      () => locals.int(),
    );
    const accumulate = Array.from({ length: unrolled }, (_, p) => [
      weights.map((weight, q) => weight.set(f32x4.load(b, p * pixels.pixel + QUAD * q))),
      sums.map((each, i) => [
        value.set(f32x4.loadSplat(a, p * perPixel + NUMBER * i)),
        each.map((sum, q) => sum.set(module.multiplyAdd(value, weights[q], sum))),
      ]),
    ]);
    return loop(line, { to: kernel * windows.row, step: windows.row }, [
      loop(first, { to: NUMBER * numbers, step: NUMBER * atOnce }, [
        loop(column, { to: pixels.pixel, step: QUAD * quads }, [
          sums.map((each, i) => each.map((sum, q) => sum.set(f32x4.load(to, i * pixels.pixel + QUAD * q)))),
          picture.set(i32.add(from, line, first, border)),
          gradientPicture.set(i32.add(gradients, column, pixelAt(pixels, 1, 1))),
          loop(n, { to: pictures }, [
            row.set(picture),
            gradientRow.set(gradientPicture),
            loop(y, { to: pixels.height }, [
              a.set(row),
              b.set(gradientRow),
              loop(x, { to: pixels.height, step: unrolled }, [
                accumulate,
                increase(a, unrolled * perPixel),
                increase(b, unrolled * pixels.pixel),
              ]),
              increase(row, stride * windows.row),
              increase(gradientRow, pixels.row),
            ]),
            increase(picture, windows.picture),
            increase(gradientPicture, pixels.picture),
          ]),
          sums.map((each, i) => each.map((sum, q) => f32x4.store(to, sum, i * pixels.pixel + QUAD * q))),
          increase(to, QUAD * quads),
        ]),
        increase(to, (atOnce - 1) * pixels.pixel),
      ]),
    ]);
  });
}
