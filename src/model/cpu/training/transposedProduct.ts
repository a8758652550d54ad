import type { ModuleBuilder, Procedure } from '../assemble';
import { f32x4, i32, increase, loop, type Body } from '../instructions';
import { NUMBER, QUAD } from '../memory';
import { BLOCKS, blocksOf, matrixNumbers } from '../product';

/** Shapes of a batch of products A^T B. */
export interface TransposedProductShape {
  /** Number of products. */
  readonly matrices: number;
  /** Columns of A, which are the rows of the result. */
  readonly height: number;
  /** Columns of B and of the result, a multiple of 4. */
  readonly columns: number;
  /** Numbers from a row of A and of B to the next, if they are more than its columns. */
  readonly strides?: readonly [a: number, b: number];
  /** Most rows of A and B: their matrices stand `matrixNumbers(capacity, ...)` apart. */
  readonly capacity: number;
  /** A divisor of the number of rows. */
  readonly unrolled: number;
}

/** The greatest divisor of a number that is not greater than `most`. */
export function divisorUpTo(number: number, most: number): number {
  for (let divisor = Math.min(number, most); ; divisor--) if (number % divisor === 0) return divisor;
}

/** Rows of the result that are summed at once, and how many times: with two quads as many sums as fit into registers, if any can. */
function partsOf(height: number, quads: number): { readonly rows: number; readonly times: number }[] {
  const times = quads === 2 ? blocksOf(height) : undefined;
  if (times) return BLOCKS.flatMap((rows, i) => (times[i] > 0 ? [{ rows, times: times[i] }] : []));
  const rows = divisorUpTo(height, quads === 2 ? 6 : 8);
  return [{ rows, times: height / rows }];
}

/**
 * C += A^T B of several matrices: A is [matrices][rows, height], B [matrices][rows, columns], C [matrices][height, columns], with
 * matrices `matrixNumbers` apart. Sums run in the order of the rows.
 * @returns procedure(a, b, c, rows); rows are at least 1
 */
export function transposedProduct(
  module: ModuleBuilder,
  { matrices, height, columns, strides = [height, columns], capacity, unrolled }: TransposedProductShape,
): Procedure {
  const name = `transposed product ${matrices}x${capacity}x${height}x${columns} of ${strides.join()} by ${unrolled}`;
  const quads = columns % 8 === 0 ? 2 : 1;
  const parts = partsOf(height, quads);
  const [rowA, rowB, rowC] = [...strides, columns].map((numbers) => NUMBER * numbers);
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (locals, a, b, c, rows) => {
    const sums = Array.from({ length: parts[0].rows }, () => locals.vectors(quads));
    const weights = locals.vectors(quads);
    const x = locals.vector();
    const [matrix, n, top, column, row, fromA, fromB, to] = Array.from({ length: 8 }, () => locals.int());
    const partCode = ({ rows: atOnce, times }: (typeof parts)[number]): Body => {
      const lines = sums.slice(0, atOnce);
      const accumulate = Array.from({ length: unrolled }, (_, step) => [
        weights.map((weight, q) => weight.set(f32x4.load(fromB, step * rowB + QUAD * q))),
        lines.map((line, i) => [
          x.set(f32x4.loadSplat(fromA, step * rowA + NUMBER * i)),
          line.map((sum, q) => sum.set(module.multiplyAdd(x, weights[q], sum))),
        ]),
      ]);
      return loop(n, { to: times }, [
        loop(column, { to: rowC, step: QUAD * quads }, [
          lines.map((line, i) => line.map((sum, q) => sum.set(f32x4.load(to, i * rowC + QUAD * q)))),
          fromA.set(top),
          fromB.set(i32.add(b, column)),
          loop(row, { to: rows, step: unrolled }, [
            accumulate,
            increase(fromA, unrolled * rowA),
            increase(fromB, unrolled * rowB),
          ]),
          lines.map((line, i) => line.map((sum, q) => f32x4.store(to, sum, i * rowC + QUAD * q))),
          increase(to, QUAD * quads),
        ]),
        increase(to, rowC * (atOnce - 1)),
        increase(top, NUMBER * atOnce),
      ]);
    };
    return loop(matrix, { to: matrices }, [
      to.set(c),
      top.set(a),
      parts.map(partCode),
      increase(a, NUMBER * matrixNumbers(capacity, strides[0])),
      increase(b, NUMBER * matrixNumbers(capacity, strides[1])),
      increase(c, NUMBER * matrixNumbers(height, columns)),
    ]);
  });
}
