import { gridOf, numbersOf, type Network } from '../../network';
import type { Locals, ModuleBuilder, Procedure } from '../assemble';
import { f32, i32, increase, loop, type Body, type Local } from '../instructions';
import { NUMBER, pixelAt, type Shape } from '../memory';

type Address = Local<'i32'>;

/** Visits the numbers of some flat pictures, of which a block makes one pixel of a place. */
interface Patches {
  readonly pictures: Address;
  /** Flat pictures, and places, by the address of the first; moved on. */
  readonly flat: readonly Address[];
  readonly places: readonly { readonly shape: Shape; readonly at: Address }[];
  readonly before?: Body;
  /**
   * @param flat addresses of the block's first number @param places addresses of a place's pixel
   * @param offset of a flat number from the first, bytes @param index of the number in the block
   */
  readonly pixel: (
    flat: readonly Address[],
    places: readonly Address[],
    offset: number,
    index: number,
  ) => Body;
  readonly afterPicture?: Body;
}

function eachPatch(locals: Locals, network: Network, visit: Patches): Body {
  const { width, rows: high, columns } = gridOf(network);
  const { pictures, flat, places, before = [], pixel, afterPicture = [] } = visit;
  const [n, y, x] = Array.from({ length: 3 }, () => locals.int());
  const rows = places.map((place) => ({ ...place, row: locals.int(), cursor: locals.int() }));
  const pixels = Array.from({ length: high * columns }, (_, index) => {
    const offset = NUMBER * (Math.floor(index / columns) * width + (index % columns));
    return pixel(
      flat,
      rows.map(({ cursor }) => cursor),
      offset,
      index,
    );
  });
  return loop(n, { to: pictures }, [
    before,
    rows.map(({ row, at, shape }) => row.set(i32.add(at, pixelAt(shape, 1, 1)))),
    loop(y, { to: network.size / high }, [
      rows.map(({ cursor, row }) => cursor.set(row)),
      loop(x, { to: width / columns }, [
        pixels,
        flat.map((each) => increase(each, NUMBER * columns)),
        rows.map(({ cursor, shape }) => increase(cursor, shape.pixel)),
      ]),
      flat.map((each) => increase(each, NUMBER * width * (high - 1))),
      rows.map(({ row, shape }) => increase(row, shape.row)),
    ]),
    rows.map(({ at, shape }) => increase(at, shape.picture)),
    afterPicture,
  ]);
}

/** Writes x_t and the second channel as the network's input. @returns procedure(xt, channel, to, pictures) */
export function pairedInput(module: ModuleBuilder, network: Network, shape: Shape): Procedure {
  return module.define('input', ['i32', 'i32', 'i32', 'i32'], (locals, xt, channel, to, pictures) =>
    eachPatch(locals, network, {
      pictures,
      flat: [xt, channel],
      places: [{ shape, at: to }],
      pixel: (flat, [place], offset, index) =>
        flat.map((each, c) => f32.store(place, f32.load(each, offset), NUMBER * (2 * index + c))),
    }),
  );
}

/**
 * The mean square of output - target of each picture, and its gradient times the picture's factor / 2; filters that a point does not
 * have get none.
 * @returns procedure(output, target, gradient, pictures, errors, factors)
 */
export function squaredErrors(module: ModuleBuilder, network: Network, shape: Shape): Procedure {
  const types = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return module.define(
    'squared errors',
    types,
    (locals, output, target, gradient, pictures, errors, factors) => {
      const [difference, sum, factor] = Array.from({ length: 3 }, () => locals.local('f32'));
      const numbers = numbersOf(network);
      return eachPatch(locals, network, {
        pictures,
        flat: [target],
        places: [output, gradient].map((at) => ({ shape, at })),
        before: [sum.set(0), factor.set(f32.multiply(f32.load(factors), 1 / numbers))],
        pixel: ([flat], [from, to], offset, index) => [
          difference.set(f32.subtract(f32.load(from, NUMBER * index), f32.load(flat, offset))),
          sum.set(f32.add(sum, f32.multiply(difference, difference))),
          f32.store(to, f32.multiply(difference, factor), NUMBER * index),
          network.channels ? f32.store(to, 0, NUMBER * (numbers + index)) : [],
        ],
        afterPicture: [
          f32.store(errors, f32.multiply(sum, 1 / numbers)),
          increase(errors, NUMBER),
          increase(factors, NUMBER),
        ],
      });
    },
  );
}

/** Copies pictures whose channels are the numbers of a block to flat ones. @returns procedure(from, to, pictures) */
export function flatPictures(module: ModuleBuilder, network: Network, shape: Shape): Procedure {
  return module.define('flat pictures', ['i32', 'i32', 'i32'], (locals, from, to, pictures) =>
    eachPatch(locals, network, {
      pictures,
      flat: [to],
      places: [{ shape, at: from }],
      pixel: ([flat], [place], offset, index) => f32.store(flat, f32.load(place, NUMBER * index), offset),
    }),
  );
}
