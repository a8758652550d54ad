import { exponential } from './activation';
import type { Locals, ModuleBuilder, Procedure } from './assemble';
import { f32, f32x4, i32, increase, loop, type Body, type Local, type Value } from './instructions';
import { NUMBER, pixelAt, QUAD, type Shape } from './memory';

/** The logit of what is no pixel. */
export const NOTHING = -1e30;

/** Vectors of logits of one query. */
const rounds = ({ height }: Shape): number => Math.ceil(height ** 2 / 4);

/** Numbers that the logits of one query take up. */
export const logitNumbers = (shape: Shape): number => 4 * rounds(shape);

/** A vector with its halves, or the neighbours in each half, exchanged. */
export const exchanged = (x: Value<'v128'>, what: 'halves' | 'neighbours'): Value<'v128'> =>
  f32x4.shuffle(x, x, what === 'halves' ? [2, 3, 0, 1] : [1, 0, 3, 2]);

/** Code that combines the four lanes of x, and leaves the result in all of them. */
export const acrossLanes = (
  x: Local<'v128'>,
  combine: (a: Value<'v128'>, b: Value<'v128'>) => Value<'v128'>,
): Body => (['halves', 'neighbours'] as const).map((what) => x.set(combine(x, exchanged(x, what))));

/** Visits the vectors of a query's logits. */
export function eachLogits(at: Local<'i32'>, logits: Local<'i32'>, source: Shape, body: Body): Body {
  const last = i32.add(logits, NUMBER * logitNumbers(source));
  return loop(at, { from: logits, to: last, step: QUAD }, body);
}

/** Pictures of one height, and the address of the first pixel. */
interface Pixels {
  readonly shape: Shape;
  readonly first: Value<'i32'>;
}

/** Visits the pixels of a picture, or of several at once, row by row. @param body is given their addresses */
export function forEachPixel(
  locals: Locals,
  pictures: readonly Pixels[],
  body: (...addresses: readonly Local<'i32'>[]) => Body,
): Body {
  const [y, x] = [locals.int(), locals.int()];
  const pixels = pictures.map(({ shape, first }) => ({ shape, first, address: locals.int() }));
  const { height } = pictures[0].shape;
  return [
    pixels.map(({ address, first }) => address.set(first)),
    loop(y, { to: height }, [
      loop(x, { to: height }, [
        body(...pixels.map(({ address }) => address)),
        pixels.map(({ address, shape }) => increase(address, shape.pixel)),
      ]),
      pixels.map(({ address, shape }) => increase(address, shape.row - height * shape.pixel)),
    ]),
  ];
}

/**
 * softmax(q k^T / sqrt(d)) v over all pixels (Vaswani et al. 2017, eq. 1), query by query.
 * @param source channels q, k, v, each heads x d; d is a multiple of 4
 * @param target channels heads x d
 * @returns procedure(from, logits, to, pictures)
 */
export function attention(module: ModuleBuilder, source: Shape, target: Shape, heads: number): Procedure {
  const d = target.channels / heads;
  const quads = Array.from({ length: d / 4 }, (_, i) => QUAD * i);
  const [keys, values] = [target.pixel, 2 * target.pixel];
  const name = `attention ${source.height}x${target.channels} by ${heads}`;
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (locals, from, logits, to, pictures) => {
    const query = locals.vectors(quads.length);
    const sums = locals.vectors(quads.length);
    const [x, most, total] = locals.vectors(3);
    const [n, head, picture, at] = Array.from({ length: 4 }, () => locals.int());
    const exp = exponential(module, locals);
    /** Logits of the query with all keys, one after the other. */
    const products: Body = [
      at.set(logits),
      forEachPixel(locals, [{ shape: source, first: picture }], (key) => [
        x.set(f32x4.multiply(query[0], f32x4.load(key, keys))),
        query
          .slice(1)
          .map((part, i) => x.set(module.multiplyAdd(part, f32x4.load(key, keys + quads[i + 1]), x))),
        x.set(f32x4.add(x, exchanged(x, 'halves'))),
        f32.store(at, f32.add(f32x4.lane(x, 0), f32x4.lane(x, 1))),
        increase(at, NUMBER),
      ]),
      Array.from({ length: logitNumbers(source) - source.height ** 2 }, (_, i) =>
        f32.store(at, NOTHING, NUMBER * i),
      ),
    ];
    const softmax: Body = [
      most.set(NOTHING),
      eachLogits(at, logits, source, most.set(f32x4.max(most, f32x4.load(at)))),
      acrossLanes(most, f32x4.max),
      total.set(0),
      eachLogits(at, logits, source, [
        x.set(f32x4.subtract(f32x4.load(at), most)),
        exp(x),
        f32x4.store(at, x),
        total.set(f32x4.add(total, x)),
      ]),
      acrossLanes(total, f32x4.add),
    ];
    const mixture: Body = [
      sums.map((sum) => sum.set(0)),
      at.set(logits),
      forEachPixel(locals, [{ shape: source, first: picture }], (value) => [
        x.set(f32x4.loadSplat(at)),
        sums.map((sum, i) => sum.set(module.multiplyAdd(x, f32x4.load(value, values + quads[i]), sum))),
        increase(at, NUMBER),
      ]),
    ];
    const queries = [
      { shape: source, first: picture },
      { shape: target, first: i32.add(to, pixelAt(target, 1, 1), head) },
    ];
    const oneHead: Body = [
      // The first pixel's channels of this head.
      picture.set(i32.add(from, pixelAt(source, 1, 1), head)),
      forEachPixel(locals, queries, (pixel, output) => [
        query.map((part, i) => part.set(f32x4.multiply(f32x4.load(pixel, quads[i]), 1 / Math.sqrt(d)))),
        products,
        softmax,
        mixture,
        sums.map((sum, i) => f32x4.store(output, f32x4.divide(sum, total), quads[i])),
      ]),
    ];
    return loop(n, { to: pictures }, [
      loop(head, { to: target.pixel, step: NUMBER * d }, oneHead),
      increase(from, source.picture),
      increase(to, target.picture),
    ]);
  });
}
