import { exponential } from '../activation';
import type { ModuleBuilder, Procedure } from '../assemble';
import { acrossLanes, eachLogits, exchanged, forEachPixel, logitNumbers, NOTHING } from '../attention';
import { f32, f32x4, i32, increase, loop, type Body, type Local } from '../instructions';
import { NUMBER, pixelAt, QUAD, type Shape } from '../memory';

/**
 * The gradient of attention with respect to queries, keys and values. The softmax is computed again, query by query: with weights w and
 * their gradients g, that of the logits is w (g - sum of w g).
 * @param source channels q, k, v, as of the forward pass, and the shape of the result
 * @param target shape of the output's gradient
 * @returns procedure(from, scratch, gradient, to, pictures); the scratch memory has room for 2 logitNumbers
 */
export function attentionGradient(
  module: ModuleBuilder,
  source: Shape,
  target: Shape,
  heads: number,
): Procedure {
  const d = target.channels / heads;
  const quads = Array.from({ length: d / 4 }, (_, i) => QUAD * i);
  const [keys, values] = [target.pixel, 2 * target.pixel];
  const scale = 1 / Math.sqrt(d);
  const name = `attention gradient ${source.height}x${target.channels} by ${heads}`;
  const bytes = NUMBER * logitNumbers(source);
  return module.define(
    name,
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    (locals, from, logits, gradient, to, pictures) => {
      const query = locals.vectors(quads.length);
      const outer = locals.vectors(quads.length);
      const sums = locals.vectors(quads.length);
      const [x, y, most, total] = locals.vectors(4);
      const [n, head, picture, at, results] = Array.from({ length: 5 }, () => locals.int());
      const exp = exponential(module, locals);
      /** x = the product of a vector with a part of a pixel, in all lanes. */
      const dot = (vector: readonly Local<'v128'>[], pixel: Local<'i32'>, part: number): Body => [
        x.set(f32x4.multiply(vector[0], f32x4.load(pixel, part))),
        vector
          .slice(1)
          .map((each, i) => x.set(module.multiplyAdd(each, f32x4.load(pixel, part + quads[i + 1]), x))),
        x.set(f32x4.add(x, exchanged(x, 'halves'))),
      ];
      const sum = f32.add(f32x4.lane(x, 0), f32x4.lane(x, 1));
      const pixels = { shape: source, first: picture };
      /** Logits, and after them the gradients of the weights; of what is no pixel these do not count. */
      const products: Body = [
        at.set(logits),
        forEachPixel(locals, [pixels], (pixel) => [
          dot(query, pixel, keys),
          f32.store(at, sum),
          dot(outer, pixel, values),
          f32.store(at, sum, bytes),
          increase(at, NUMBER),
        ]),
        Array.from({ length: logitNumbers(source) - source.height ** 2 }, (_, i) => [
          f32.store(at, NOTHING, NUMBER * i),
          f32.store(at, 0, bytes + NUMBER * i),
        ]),
      ];
      const softmax: Body = [
        most.set(NOTHING),
        eachLogits(at, logits, source, most.set(f32x4.max(most, f32x4.load(at)))),
        acrossLanes(most, f32x4.max),
        total.set(0),
        y.set(0),
        eachLogits(at, logits, source, [
          x.set(f32x4.subtract(f32x4.load(at), most)),
          exp(x),
          f32x4.store(at, x),
          total.set(f32x4.add(total, x)),
          y.set(module.multiplyAdd(x, f32x4.load(at, bytes), y)),
        ]),
        acrossLanes(total, f32x4.add),
        acrossLanes(y, f32x4.add),
        total.set(f32x4.divide(1, total)),
        y.set(f32x4.multiply(y, total)),
        eachLogits(at, logits, source, [
          x.set(f32x4.multiply(f32x4.load(at), total)),
          f32x4.store(at, x),
          f32x4.store(at, f32x4.multiply(x, f32x4.subtract(f32x4.load(at, bytes), y)), bytes),
        ]),
      ];
      const addTo = (
        pixel: Local<'i32'>,
        part: number,
        factor: Local<'v128'>,
        vector: readonly Local<'v128'>[],
      ) =>
        vector.map((each, i) =>
          f32x4.store(
            pixel,
            module.multiplyAdd(factor, each, f32x4.load(pixel, part + quads[i])),
            part + quads[i],
          ),
        );
      const gradients: Body = [
        sums.map((each) => each.set(0)),
        at.set(logits),
        forEachPixel(locals, [pixels, { shape: source, first: results }], (pixel, result) => [
          x.set(f32x4.loadSplat(at)),
          addTo(result, values, x, outer),
          x.set(f32x4.loadSplat(at, bytes)),
          sums.map((each, i) => each.set(module.multiplyAdd(x, f32x4.load(pixel, keys + quads[i]), each))),
          addTo(result, keys, x, query),
          increase(at, NUMBER),
        ]),
      ];
      const clear: Body = forEachPixel(locals, [{ shape: source, first: results }], (result) =>
        [keys, values].map((part) => quads.map((quad) => f32x4.store(result, 0, part + quad))),
      );
      const oneHead: Body = [
        // The first pixel's channels of this head.
        picture.set(i32.add(from, pixelAt(source, 1, 1), head)),
        results.set(i32.add(to, pixelAt(source, 1, 1), head)),
        clear,
        forEachPixel(
          locals,
          [
            pixels,
            { shape: target, first: i32.add(gradient, pixelAt(target, 1, 1), head) },
            { shape: source, first: results },
          ],
          (pixel, dy, result) => [
            // The scale of the logits belongs to the query here, so keys' gradients need none, and queries' get it last.
            query.map((part, i) => part.set(f32x4.multiply(f32x4.load(pixel, quads[i]), scale))),
            outer.map((part, i) => part.set(f32x4.load(dy, quads[i]))),
            products,
            softmax,
            gradients,
            sums.map((each, i) => f32x4.store(result, f32x4.multiply(each, scale), quads[i])),
          ],
        ),
      ];
      return loop(n, { to: pictures }, [
        loop(head, { to: target.pixel, step: NUMBER * d }, oneHead),
        increase(from, source.picture),
        increase(gradient, target.picture),
        increase(to, source.picture),
      ]);
    },
  );
}
