import { EPSILON } from '../../norms';
import { silu, siluSlope } from '../activation';
import type { ModuleBuilder, Procedure } from '../assemble';
import { f32x4, i32, increase, loop, type Local, type Value } from '../instructions';
import { NUMBER, pixelAt, QUAD, type Shape } from '../memory';
import { pixelwise } from './pixelwise';

/*
 * Batch normalisation by the statistics of the batch (Ioffe & Szegedy 2015, algorithm 1). Sums are made for each picture first, so that
 * they do not depend on how the batch is shared out.
 */

/** Rows of a table of what follows from the whole batch, [5, channels]. */
const ROWS = ['scale', 'offset', 'mean', 'perDeviation', 'variance'] as const;

/** Numbers of that table. */
export const statisticsNumbers = (channels: number): number => ROWS.length * channels;

/** Offset of a row, bytes. */
export const statisticsRow = (channels: number, row: (typeof ROWS)[number]): number =>
  NUMBER * channels * ROWS.indexOf(row);

const nameOf = (what: string, { height, channels }: Shape): string => `${what} ${height}x${channels}`;

const pixelsOf = ({ height }: Shape): number => height ** 2;

/** Each picture's means and sums of squared deviations, [pictures, 2, channels]. @returns procedure(from, to, pictures) */
export function moments(module: ModuleBuilder, shape: Shape): Procedure {
  return module.define(nameOf('moments', shape), ['i32', 'i32', 'i32'], (locals, from, to, pictures) => {
    const [pivot, sum, squares, x] = locals.vectors(4);
    const at = locals.int();
    const first = pixelAt(shape, 1, 1);
    return pixelwise(locals, {
      pictures,
      places: [{ shape, at: from }],
      // Deviations from a pixel, which are about as large as those from the mean.
      before: (channel) => [pivot.set(f32x4.load(i32.add(from, channel), first)), sum.set(0), squares.set(0)],
      pixel: (source) => [
        x.set(f32x4.subtract(source.load(), pivot)),
        sum.set(f32x4.add(sum, x)),
        squares.set(module.multiplyAdd(x, x, squares)),
      ],
      after: (channel) => [
        at.set(i32.add(to, channel)),
        x.set(f32x4.multiply(sum, 1 / pixelsOf(shape))),
        f32x4.store(at, f32x4.add(pivot, x)),
        f32x4.store(at, f32x4.subtract(squares, f32x4.multiply(sum, x)), shape.pixel),
      ],
      afterPicture: increase(to, 2 * shape.pixel),
    });
  });
}

/**
 * The statistics of a batch from those of its pictures, and with gamma and beta the scale and offset that normalise.
 * @param batch pictures
 * @returns procedure(moments, gamma, beta, to)
 */
export function batchStatistics(module: ModuleBuilder, shape: Shape, batch: number): Procedure {
  const name = nameOf(`statistics of ${batch}`, shape);
  const count = batch * pixelsOf(shape);
  const row = (which: (typeof ROWS)[number]) => statisticsRow(shape.channels, which);
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (locals, from, gamma, beta, to) => {
    const [mean, squares, x, scale] = locals.vectors(4);
    const [channel, n, source, target] = Array.from({ length: 4 }, () => locals.int());
    const eachPicture = (body: Parameters<typeof loop>[2]) => [
      source.set(i32.add(from, channel)),
      loop(n, { to: batch }, [body, increase(source, 2 * shape.pixel)]),
    ];
    return loop(channel, { to: shape.pixel, step: QUAD }, [
      mean.set(0),
      squares.set(0),
      eachPicture([
        mean.set(f32x4.add(mean, f32x4.load(source))),
        squares.set(f32x4.add(squares, f32x4.load(source, shape.pixel))),
      ]),
      mean.set(f32x4.multiply(mean, 1 / batch)),
      x.set(0),
      eachPicture([
        scale.set(f32x4.subtract(f32x4.load(source), mean)),
        x.set(module.multiplyAdd(scale, scale, x)),
      ]),
      squares.set(module.multiplyAdd(x, pixelsOf(shape), squares)),
      target.set(i32.add(to, channel)),
      f32x4.store(target, mean, row('mean')),
      // The unbiased one, for the running statistics.
      f32x4.store(target, f32x4.multiply(squares, 1 / Math.max(1, count - 1)), row('variance')),
      x.set(f32x4.divide(1, f32x4.squareRoot(module.multiplyAdd(squares, 1 / count, EPSILON)))),
      f32x4.store(target, x, row('perDeviation')),
      scale.set(f32x4.multiply(x, f32x4.load(i32.add(gamma, channel)))),
      f32x4.store(target, scale, row('scale')),
      f32x4.store(
        target,
        f32x4.subtract(f32x4.load(i32.add(beta, channel)), f32x4.multiply(mean, scale)),
        row('offset'),
      ),
    ]);
  });
}

/** What follows a normalisation. */
export interface NormUse {
  readonly shape: Shape;
  /** Whether a row of numbers is added to all pixels of a picture; bytes from one row to the next. */
  readonly shiftRow: number | undefined;
  readonly activation: 'silu' | 'relu' | undefined;
}

const useName = (what: string, { shape, shiftRow, activation }: NormUse): string =>
  nameOf(`${what}${shiftRow ? ` by ${shiftRow}` : ''} ${activation ?? ''}`, shape);

/** Normalised pictures. @returns procedure(from, to, pictures, statistics, shifts) */
export function normalised(module: ModuleBuilder, use: NormUse): Procedure {
  const { shape, shiftRow, activation } = use;
  return module.define(
    useName('normalise', use),
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    (locals, from, to, pictures, statistics, shifts) => {
      const [scale, offset, x] = locals.vectors(3);
      const activate = silu(module, locals);
      return pixelwise(locals, {
        pictures,
        places: [from, to].map((at) => ({ shape, at })),
        before: (channel) => [
          scale.set(f32x4.load(i32.add(statistics, channel), statisticsRow(shape.channels, 'scale'))),
          offset.set(offsetOf(use, statistics, shifts, channel)),
        ],
        pixel: (source, target) => [
          x.set(module.multiplyAdd(source.load(), scale, offset)),
          activation === 'silu' ? activate(x) : activation ? x.set(f32x4.max(x, 0)) : [],
          target.store(x),
        ],
        afterPicture: increase(shifts, shiftRow ?? 0),
      });
    },
  );
}

function offsetOf(
  { shape, shiftRow }: NormUse,
  statistics: Local<'i32'>,
  shifts: Local<'i32'>,
  channel: Local<'i32'>,
): Value<'v128'> {
  const offset = f32x4.load(i32.add(statistics, channel), statisticsRow(shape.channels, 'offset'));
  return shiftRow ? f32x4.add(offset, f32x4.load(i32.add(shifts, channel))) : offset;
}

/**
 * The gradient before activation and shift, and of each picture its sums and those of its products with the normalised values,
 * [pictures, 2, channels].
 * @returns procedure(from, gradient, to, pictures, statistics, shifts, sums)
 */
export function normGradientSums(module: ModuleBuilder, use: NormUse): Procedure {
  const { shape, shiftRow, activation } = use;
  return module.define(
    useName('norm gradient sums', use),
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    (locals, from, gradient, to, pictures, statistics, shifts, sums) => {
      const [scale, offset, mean, perDeviation, x, d, sum, products] = locals.vectors(8);
      const [at, row] = [locals.int(), locals.int()];
      const slope = siluSlope(module, locals);
      if (activation === 'relu') throw new Error('a batch normalisation with ReLU is not trained here');
      return pixelwise(locals, {
        pictures,
        places: [from, gradient, to].map((each) => ({ shape, at: each })),
        before: (channel) => [
          row.set(i32.add(statistics, channel)),
          scale.set(f32x4.load(row, statisticsRow(shape.channels, 'scale'))),
          mean.set(f32x4.load(row, statisticsRow(shape.channels, 'mean'))),
          perDeviation.set(f32x4.load(row, statisticsRow(shape.channels, 'perDeviation'))),
          offset.set(offsetOf(use, statistics, shifts, channel)),
          sum.set(0),
          products.set(0),
        ],
        pixel: (source, dy, target) => [
          d.set(dy.load()),
          activation
            ? [x.set(module.multiplyAdd(source.load(), scale, offset)), slope(x), d.set(f32x4.multiply(d, x))]
            : [],
          target.store(d),
          sum.set(f32x4.add(sum, d)),
          products.set(module.multiplyAdd(d, f32x4.subtract(source.load(), mean), products)),
        ],
        after: (channel) => [
          at.set(i32.add(sums, channel)),
          f32x4.store(at, sum),
          f32x4.store(at, f32x4.multiply(products, perDeviation), shape.pixel),
        ],
        afterPicture: [increase(shifts, shiftRow ?? 0), increase(sums, 2 * shape.pixel)],
      });
    },
  );
}

/**
 * The gradient of what is normalised, through mean and variance as well, plus other terms.
 * @param terms number of pictures that are added
 * @returns procedure(from, gradient, to, pictures, statistics, sums of the batch, ...terms)
 */
export function normGradient(module: ModuleBuilder, shape: Shape, batch: number, terms: number): Procedure {
  const name = nameOf(`norm gradient of ${batch} +${terms}`, shape);
  const types = Array.from({ length: 6 + terms }, () => 'i32' as const);
  const perCount = 1 / (batch * pixelsOf(shape));
  return module.define(name, types, (locals, from, gradient, to, pictures, statistics, sums, ...others) => {
    const [scale, slope, offset, x] = locals.vectors(4);
    const row = locals.int();
    return pixelwise(locals, {
      pictures,
      places: [from, gradient, to, ...others].map((at) => ({ shape, at })),
      // scale (d - sum / count - xHat products / count), with xHat = (x - mean) perDeviation
      before: (channel) => [
        row.set(i32.add(statistics, channel)),
        scale.set(f32x4.load(row, statisticsRow(shape.channels, 'scale'))),
        x.set(f32x4.multiply(scale, -perCount)),
        slope.set(
          f32x4.multiply(
            f32x4.multiply(x, f32x4.load(i32.add(sums, channel), shape.pixel)),
            f32x4.load(row, statisticsRow(shape.channels, 'perDeviation')),
          ),
        ),
        offset.set(f32x4.multiply(x, f32x4.load(i32.add(sums, channel)))),
        x.set(f32x4.multiply(slope, f32x4.load(row, statisticsRow(shape.channels, 'mean')))),
        offset.set(f32x4.subtract(offset, x)),
      ],
      pixel: (source, d, target, ...added) => [
        x.set(module.multiplyAdd(d.load(), scale, module.multiplyAdd(source.load(), slope, offset))),
        added.map((term) => x.set(f32x4.add(x, term.load()))),
        target.store(x),
      ],
    });
  });
}
