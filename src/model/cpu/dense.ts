import type { ModuleBuilder, Procedure } from './assemble';
import { createFinisher, epilogueName, picturesOf, type Epilogue } from './epilogue';
import { i32, increase, loop, when, type Body } from './instructions';
import { pixelAt, QUAD, type Shape } from './memory';
import { createAccumulator } from './product';

/** Pictures that are computed at once: with two quads of filters as many sums as fit into sixteen registers beside their factors. */
const ROWS = 6;

/** Whether a 1x1 convolution is one of pictures of one pixel. */
export const isDense = (from: Shape, to: Shape): boolean => from.height === 1 && to.height === 1;

/**
 * A 1x1 convolution of pictures of one pixel: one product, whose rows are the pictures. The last six may have been computed before, to
 * the same numbers. A sum runs in the order of the channels, so a picture's bits do not depend on the number of pictures.
 * @param quads of filters that are computed at once, a panel of the kernel
 * @param shiftRow bytes from a picture's shifts to the next one's
 * @returns procedure(from, kernel, to, pictures, bias, shift, affine, ...pictures of the epilogue)
 */
export function denseConvolution(
  module: ModuleBuilder,
  source: Shape,
  target: Shape,
  quads: number,
  epilogue: Epilogue,
  shiftRow: number,
): Procedure {
  const name = `dense ${source.channels} to ${target.channels} by ${shiftRow} ${epilogueName(epilogue)}`;
  const types = Array.from({ length: 7 + picturesOf(epilogue) }, () => 'i32' as const);
  return module.define(name, types, (locals, from, kernel, to, pictures, bias, shift, affine, ...others) => {
    const [channel, panel, weights, n, row, a, offset, shifts] = Array.from({ length: 8 }, () =>
      locals.int(),
    );
    const sums = Array.from({ length: ROWS }, () => locals.vectors(quads));
    const accumulate = createAccumulator(module, locals, quads);
    const addresses = { to, bias, shift: shifts, affine, pictures: others };
    const { begin, finish } = createFinisher(module, locals, epilogue, target.channels, addresses, quads);
    /** Computes some pictures from number `row` on. */
    const compute = (count: number): Body => {
      const lines = sums.slice(0, count);
      return [
        lines.flat().map((sum) => sum.set(0)),
        a.set(i32.add(from, i32.multiply(row, source.picture), pixelAt(source, 1, 1))),
        weights.set(panel),
        accumulate({ sums: lines, a, rowBytes: source.picture, b: weights, depth: source.channels }),
        offset.set(i32.add(i32.multiply(row, target.picture), pixelAt(target, 1, 1), channel)),
        shifts.set(i32.add(shift, i32.multiply(row, shiftRow))),
        lines.map((line) => [
          begin(offset, channel),
          line.map((sum, q) => finish(sum, q, 0)),
          increase(offset, target.picture),
          increase(shifts, shiftRow),
        ]),
      ];
    };
    const isFew = i32.lessThan(pictures, ROWS);
    const last = i32.subtract(pictures, ROWS);
    return [
      panel.set(kernel),
      loop(channel, { to: target.pixel, step: QUAD * quads }, [
        when(isFew, loop(row, { to: pictures }, compute(1))),
        when(
          i32.equal(isFew, 0),
          loop(n, { to: pictures, step: ROWS }, [
            row.set(i32.select(n, last, i32.lessThan(n, last))),
            compute(ROWS),
          ]),
        ),
        increase(panel, QUAD * quads * source.channels),
      ]),
    ];
  });
}
