import type { Locals, ModuleBuilder, Procedure } from './assemble';
import { denseConvolution, isDense } from './dense';
import { createFinisher, epilogueName, picturesOf, type Epilogue } from './epilogue';
import { f32, f32x4, i32, increase, loop, type Body, type Local } from './instructions';
import { pixelAt, QUAD, type Shape } from './memory';
import { createAccumulator, packPanels } from './product';

/** Most pixels of a row that are computed at once. */
const MOST_PIXELS = 7;

/** A convolution that is computed as it is defined. */
export interface Direct {
  readonly from: Shape;
  readonly to: Shape;
  /** Height and width of the kernel: 1, 2 or 3. */
  readonly kernel: number;
  /** 2 halves height and width; with `transposed` it doubles them, and the kernel is as large. */
  readonly stride: 1 | 2;
  readonly transposed: boolean;
}

/** Quads of filters that are computed at once, a panel of the kernel. */
export const quadsOf = ({ to }: Direct): 1 | 2 => (to.channels % 8 === 0 ? 2 : 1);

/** The greatest divisor of a row's pixels that is not too large. */
export function pixelsAtOnce(width: number): number {
  for (let pixels = Math.min(width, MOST_PIXELS); ; pixels--) if (width % pixels === 0) return pixels;
}

/** Groups of pixels that cover a row, each so many pixels after the one before. They may overlap: the same is computed twice then. */
interface RowGroups {
  readonly pixels: number;
  readonly step: number;
  readonly groups: number;
}

const wholeGroups = (width: number): RowGroups => {
  const pixels = pixelsAtOnce(width);
  return { pixels, step: pixels, groups: width / pixels };
};

/**
 * The groups of a row that take the least time, if two quads are computed of each pixel: sums of at most six pixels fit into sixteen
 * registers beside their factors, and those of fewer than four wait for one another.
 */
function rowGroups(width: number): RowGroups {
  const [fewest, most] = [4, 6];
  const time = ({ pixels, groups }: RowGroups): number => groups * Math.max(pixels, fewest);
  let best: RowGroups = { pixels: 1, step: 1, groups: width };
  for (let pixels = 1; pixels <= Math.min(width, most); pixels++)
    for (let step = 1; step <= pixels; step++) {
      const candidate = { pixels, step, groups: (width - pixels) / step + 1 };
      if (Number.isInteger(candidate.groups) && time(candidate) < time(best)) best = candidate;
    }
  return best;
}

/**
 * Packs a kernel for a direct convolution: in panels of four or eight filters, each [kh, kw, channels, lanes]; of a transposed one, which
 * is [kh, kw, filters, channels], each of the kh kw positions by itself.
 */
export function packKernel(convolution: Direct, kernel: Float32Array): Float32Array {
  const { from, to, kernel: size, transposed } = convolution;
  const lanes = 4 * quadsOf(convolution);
  if (!transposed) return packPanels(kernel, size ** 2 * from.channels, to.channels, lanes);
  const [filters, channels] = [size ** 2 * to.channels, from.channels];
  const turned = new Float32Array(kernel.length);
  for (let f = 0; f < filters; f++)
    for (let c = 0; c < channels; c++) turned[c * filters + f] = kernel[f * channels + c];
  return packPanels(turned, channels, filters, lanes);
}

/** Loops over the pixels of some pictures, some pixels of a row at a time. */
interface PixelGroups {
  readonly pictures: Local<'i32'>;
  readonly rows: number;
  readonly groups: number;
  /** Offsets of the first group: in what is read and in what is written, and bytes to the next group, row and picture. */
  readonly read: {
    readonly first: number;
    readonly group: number;
    readonly row: number;
    readonly picture: number;
  };
  readonly write: PixelGroups['read'];
  readonly body: (read: Local<'i32'>, write: Local<'i32'>) => Body;
  readonly afterPicture?: Body;
}

function forEachGroup(locals: Locals, loops: PixelGroups): Body {
  const { pictures, rows, groups, body, afterPicture = [] } = loops;
  const [n, y, x] = Array.from({ length: 3 }, () => locals.int());
  const positions = [loops.read, loops.write].map((steps) => {
    const [picture, row, group] = Array.from({ length: 3 }, () => locals.int());
    return { steps, picture, row, group };
  });
  const [read, write] = positions;
  return [
    positions.map(({ picture, steps }) => picture.set(steps.first)),
    loop(n, { to: pictures }, [
      positions.map(({ picture, row }) => row.set(picture)),
      loop(y, { to: rows }, [
        positions.map(({ row, group }) => group.set(row)),
        loop(x, { to: groups }, [
          body(read.group, write.group),
          positions.map(({ group, steps }) => increase(group, steps.group)),
        ]),
        positions.map(({ row, steps }) => increase(row, steps.row)),
      ]),
      positions.map(({ picture, steps }) => increase(picture, steps.picture)),
      afterPicture,
    ]),
  ];
}

/**
 * A convolution by rows of pixels times panels of filters.
 * @param shiftRow bytes from a picture's shifts to the next one's
 * @returns procedure(from, kernel, to, pictures, bias, shift, affine, ...pictures of the epilogue)
 */
export function directConvolution(
  module: ModuleBuilder,
  convolution: Direct,
  epilogue: Epilogue,
  shiftRow: number,
): Procedure {
  const { from: source, to: target, kernel: size, stride, transposed } = convolution;
  const quads = quadsOf(convolution);
  if (isDense(source, target)) return denseConvolution(module, source, target, quads, epilogue, shiftRow);
  const width = transposed ? source.height : target.height;
  const { pixels, step, groups } = quads === 2 ? rowGroups(width) : wholeGroups(width);
  // Each row of a kernel meets neighbours in memory: their channels are one sum.
  const [kernelRows, depth] = transposed ? [1, source.channels] : [size, size * source.channels];
  const positions = transposed ? size : 1;
  const read = source.pixel * (transposed ? 1 : stride);
  const write = target.pixel * positions;
  const kind = `${size}x${size} ${transposed ? 'transposed' : `stride ${stride}`}`;
  const name = `direct ${kind} ${source.height}x${source.channels} to ${target.channels} ${epilogueName(epilogue)}`;
  const types = Array.from({ length: 7 + picturesOf(epilogue) }, () => 'i32' as const);
  return module.define(name, types, (locals, from, kernel, to, pictures, bias, shift, affine, ...others) => {
    const [panel, channel, offset, row, a] = Array.from({ length: 5 }, () => locals.int());
    const sums = Array.from({ length: pixels }, () => locals.vectors(quads));
    const accumulate = createAccumulator(module, locals, quads);
    const addresses = { to, bias, shift, affine, pictures: others };
    const { begin, finish } = createFinisher(module, locals, epilogue, target.channels, addresses, quads);
    const filtersAt = (y: number, x: number, group: Local<'i32'>, output: Local<'i32'>): Body =>
      loop(channel, { to: target.pixel, step: QUAD * quads }, [
        sums.flat().map((sum) => sum.set(0)),
        row.set(i32.add(from, group)),
        Array.from({ length: kernelRows }, () => [
          a.set(row),
          accumulate({ sums, a, rowBytes: read, b: panel, depth }),
          increase(row, source.row),
        ]),
        offset.set(i32.add(output, channel)),
        begin(offset, channel),
        sums.map((line, p) => line.map((sum, q) => finish(sum, q, pixelAt(target, y, x) + p * write))),
      ]);
    const border = size === 3 ? 0 : pixelAt(source, 1, 1);
    return forEachGroup(locals, {
      pictures,
      rows: target.height / positions,
      groups,
      read: {
        first: border,
        group: read * step,
        row: source.row * (transposed ? 1 : stride),
        picture: source.picture,
      },
      write: {
        first: pixelAt(target, 1, 1),
        group: write * step,
        row: target.row * positions,
        picture: target.picture,
      },
      body: (group, output) => [
        panel.set(kernel),
        Array.from({ length: positions ** 2 }, (_, i) =>
          filtersAt(Math.floor(i / positions), i % positions, group, output),
        ),
      ],
      afterPicture: increase(shift, shiftRow),
    });
  });
}

/**
 * A convolution to one filter, 1x1 or 3x3: a sum over four channels at a time, and of the four at last.
 * @param kernel height and width
 * @returns procedure(from, kernel, to, pictures, bias)
 */
export function toOneFilter(module: ModuleBuilder, source: Shape, target: Shape, kernel: number): Procedure {
  const pixels = pixelsAtOnce(source.height);
  const name = `direct ${kernel}x${kernel} ${source.height}x${source.channels} to 1`;
  return module.define(
    name,
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    (locals, from, weights, to, pictures, bias) => {
      const sums = locals.vectors(pixels);
      const weight = locals.vector();
      const [a, b, c, channel] = Array.from({ length: 4 }, () => locals.int());
      const border = (3 - kernel) / 2;
      const taps = Array.from({ length: kernel ** 2 }, (_, i) =>
        pixelAt(source, Math.floor(i / kernel), i % kernel),
      );
      const total = (sum: Local<'v128'>) =>
        f32.add(f32x4.lane(sum, 0), ...[1, 2, 3].map((i) => f32x4.lane(sum, i)));
      return forEachGroup(locals, {
        pictures,
        rows: target.height,
        groups: target.height / pixels,
        read: {
          first: pixelAt(source, border, border),
          group: source.pixel * pixels,
          row: source.row,
          picture: source.picture,
        },
        write: {
          first: pixelAt(target, 1, 1),
          group: target.pixel * pixels,
          row: target.row,
          picture: target.picture,
        },
        body: (group, output) => [
          sums.map((sum) => sum.set(0)),
          a.set(i32.add(from, group)),
          b.set(weights),
          loop(channel, { to: source.pixel, step: QUAD }, [
            taps.map((offset, i) => [
              weight.set(f32x4.load(b, i * source.pixel)),
              sums.map((sum, p) =>
                sum.set(module.multiplyAdd(f32x4.load(a, offset + p * source.pixel), weight, sum)),
              ),
            ]),
            increase(a, QUAD),
            increase(b, QUAD),
          ]),
          c.set(i32.add(to, output)),
          sums.map((sum, p) => f32.store(c, f32.add(total(sum), f32.load(bias)), p * target.pixel)),
        ],
      });
    },
  );
}
