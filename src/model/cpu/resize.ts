import type { ModuleBuilder, Procedure } from './assemble';
import { f32x4, i32, increase, loop, type Body, type Local, type Value } from './instructions';
import { pixelAt, QUAD, type Shape } from './memory';

/** The four pixels of a block of 2 x 2. */
export const BLOCK = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** Copies vectors of channels from one picture to another of some other size. */
interface Copy {
  readonly name: string;
  readonly source: Shape;
  readonly target: Shape;
  /** Blocks along a side, and pixels of a block's side on either. */
  readonly blocks: number;
  readonly read: number;
  readonly write: number;
  /** Bytes of a pixel's channels, by default all that are read. */
  readonly channels?: number;
  /** Number of other arguments, which the body is given. */
  readonly others?: number;
  /** @param from address of a vector of the block's first pixel that is read @param to that is written */
  readonly body: (from: Local<'i32'>, to: Local<'i32'>, ...others: readonly Local<'i32'>[]) => Body;
}

/** @returns procedure(from, to, pictures, ...others) */
export function copying(
  module: ModuleBuilder,
  { name, source, target, blocks, read, write, channels = source.pixel, others = 0, body }: Copy,
): Procedure {
  const types = Array.from({ length: 3 + others }, () => 'i32' as const);
  return module.define(name, types, (locals, from, to, pictures, ...given) => {
    const [n, y, x, channel, readRow, writeRow, a, b, first, second] = Array.from({ length: 10 }, () =>
      locals.int(),
    );
    return loop(n, { to: pictures }, [
      readRow.set(i32.add(from, pixelAt(source, 1, 1))),
      writeRow.set(i32.add(to, pixelAt(target, 1, 1))),
      loop(y, { to: blocks }, [
        first.set(readRow),
        second.set(writeRow),
        loop(x, { to: blocks }, [
          loop(channel, { to: channels, step: QUAD }, [
            a.set(i32.add(first, channel)),
            b.set(i32.add(second, channel)),
            body(a, b, ...given),
          ]),
          increase(first, read * source.pixel),
          increase(second, write * target.pixel),
        ]),
        increase(readRow, read * source.row),
        increase(writeRow, write * target.row),
      ]),
      increase(from, source.picture),
      increase(to, target.picture),
    ]);
  });
}

/** The name of a function that makes pictures of one shape from those of another. */
export const nameOf = (what: string, source: Shape, target: Shape): string =>
  `${what} ${source.height}x${source.channels} to ${target.height}x${target.channels}`;

/** The maximum of each 2 x 2 pixels. @returns procedure(from, to, pictures) */
export function maxPool(module: ModuleBuilder, source: Shape, target: Shape): Procedure {
  const name = nameOf('max-pool', source, target);
  return copying(module, {
    ...{ name, source, target },
    ...{ blocks: target.height, read: 2, write: 1 },
    body: (from, to) => {
      const [first, ...others] = BLOCK.map(([y, x]) => f32x4.load(from, pixelAt(source, y, x)));
      return f32x4.store(
        to,
        others.reduce<Value<'v128'>>((most, each) => f32x4.max(most, each), first),
      );
    },
  });
}

/** Each pixel four times. @returns procedure(from, to, pictures) */
export function upsample(module: ModuleBuilder, source: Shape, target: Shape): Procedure {
  const name = nameOf('upsample', source, target);
  return copying(module, {
    ...{ name, source, target },
    ...{ blocks: source.height, read: 1, write: 2 },
    body: (from, to) => BLOCK.map(([y, x]) => f32x4.store(to, f32x4.load(from), pixelAt(target, y, x))),
  });
}

/** Copies all channels to those of another picture that begin at its address `to`. @returns procedure(from, to, pictures) */
export function copyChannels(module: ModuleBuilder, source: Shape, target: Shape): Procedure {
  const name = nameOf('channels', source, target);
  return copying(module, {
    ...{ name, source, target },
    ...{ blocks: source.height, read: 1, write: 1 },
    body: (from, to) => f32x4.store(to, f32x4.load(from)),
  });
}
