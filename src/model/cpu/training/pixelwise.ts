import { reluSlope, siluWithSlope } from '../activation';
import type { Locals, ModuleBuilder, Procedure } from '../assemble';
import { pixelsAtOnce } from '../direct';
import { f32x4, i32, increase, loop, type Body, type Local, type Operand, type Value } from '../instructions';
import { pixelAt, QUAD, type Shape } from '../memory';

/** Four channels of a pixel. */
export interface Quad {
  load(): Value<'v128'>;
  store(value: Operand<'v128'>): Body;
}

/** Pictures that are visited together. */
export interface Visited {
  readonly shape: Shape;
  /** Address of the first picture's border; moved on. */
  readonly at: Local<'i32'>;
}

/** Visits some pictures, four channels at a time, and of these pixel by pixel. */
export interface Pixelwise {
  readonly pictures: Local<'i32'>;
  /** All of the same height; the first one says how many channels are visited. */
  readonly places: readonly Visited[];
  /** Before and after the pixels. @param channel offset of the first channel, bytes */
  readonly before?: (channel: Local<'i32'>) => Body;
  readonly pixel: (...quads: readonly Quad[]) => Body;
  readonly after?: (channel: Local<'i32'>) => Body;
  readonly afterPicture?: Body;
}

/** Code that visits them. */
export function pixelwise(locals: Locals, visit: Pixelwise): Body {
  const { pictures, places, before, pixel, after, afterPicture = [] } = visit;
  const { height, pixel: channels } = places[0].shape;
  const unrolled = pixelsAtOnce(height);
  const [n, channel, y, x] = Array.from({ length: 4 }, () => locals.int());
  const cursors = places.map(({ shape, at }) => ({ shape, at, row: locals.int(), cursor: locals.int() }));
  const quadsAt = (i: number): Quad[] =>
    cursors.map(({ shape, cursor }) => ({
      load: () => f32x4.load(cursor, i * shape.pixel),
      store: (value) => f32x4.store(cursor, value, i * shape.pixel),
    }));
  return loop(n, { to: pictures }, [
    loop(channel, { to: channels, step: QUAD }, [
      before?.(channel) ?? [],
      cursors.map(({ shape, at, row }) => row.set(i32.add(at, pixelAt(shape, 1, 1), channel))),
      loop(y, { to: height }, [
        cursors.map(({ row, cursor }) => cursor.set(row)),
        loop(x, { to: height, step: unrolled }, [
          Array.from({ length: unrolled }, (_, i) => pixel(...quadsAt(i))),
          cursors.map(({ shape, cursor }) => increase(cursor, unrolled * shape.pixel)),
        ]),
        cursors.map(({ shape, row }) => increase(row, shape.row)),
      ]),
      after?.(channel) ?? [],
    ]),
    cursors.map(({ shape, at }) => increase(at, shape.picture)),
    afterPicture,
  ]);
}

const nameOf = (what: string, shape: Shape): string => `${what} ${shape.height}x${shape.channels}`;

/** SiLU of every number, and its derivative. @returns procedure(from, to, slope, pictures) */
export function activation(module: ModuleBuilder, shape: Shape): Procedure {
  const types = ['i32', 'i32', 'i32', 'i32'] as const;
  return module.define(nameOf('silu', shape), types, (locals, from, to, slopes, pictures) => {
    const [x, slope] = locals.vectors(2);
    const activate = siluWithSlope(module, locals);
    return pixelwise(locals, {
      pictures,
      places: [from, to, slopes].map((at) => ({ shape, at })),
      pixel: (source, target, derivative) => [
        x.set(source.load()),
        activate(x, slope),
        target.store(x),
        derivative.store(slope),
      ],
    });
  });
}

/**
 * The sum of some pictures, if `slope` times the derivative of an activation.
 * @param terms number of pictures that are added, at least 1
 * @returns procedure(to, pictures, ...terms, what the slope is found from)
 */
export function gradientSum(
  module: ModuleBuilder,
  shape: Shape,
  terms: number,
  slope: 'silu' | 'relu' | undefined,
): Procedure {
  const name = nameOf(`sum of ${terms}${slope ? ` times slope of ${slope}` : ''}`, shape);
  const types = Array.from({ length: 2 + terms + (slope ? 1 : 0) }, () => 'i32' as const);
  return module.define(name, types, (locals, to, pictures, ...others) => {
    const [sum, x] = locals.vectors(2);
    return pixelwise(locals, {
      pictures,
      places: [to, ...others].map((at) => ({ shape, at })),
      pixel: (target, first, ...rest) => [
        sum.set(first.load()),
        rest.slice(0, terms - 1).map((term) => sum.set(f32x4.add(sum, term.load()))),
        slope
          ? [
              x.set(rest[terms - 1].load()),
              slope === 'relu' ? reluSlope(x) : [],
              sum.set(f32x4.multiply(sum, x)),
            ]
          : [],
        target.store(sum),
      ],
    });
  });
}

/** The sums over each picture's pixels, [pictures, channels]. @returns procedure(from, to, pictures) */
export function pixelSums(module: ModuleBuilder, shape: Shape, rowBytes: number): Procedure {
  const name = nameOf(`pixel sums of ${rowBytes}`, shape);
  return module.define(name, ['i32', 'i32', 'i32'], (locals, from, to, pictures) => {
    const sum = locals.vector();
    return pixelwise(locals, {
      pictures,
      places: [{ shape, at: from }],
      before: () => sum.set(0),
      pixel: (source) => sum.set(f32x4.add(sum, source.load())),
      after: (channel) => f32x4.store(i32.add(to, channel), sum),
      afterPicture: increase(to, rowBytes),
    });
  });
}
