import type { ModuleBuilder, Procedure } from '../assemble';
import { f32x4, i32, increase, loop } from '../instructions';
import { NUMBER, QUAD } from '../memory';
import { matrixNumbers } from '../product';

/** Shapes of a batch of products A^T B. */
export interface TransposedProductShape {
  /** Number of products. */
  readonly matrices: number;
  /** Columns of A, which are the rows of the result. */
  readonly height: number;
  /** Columns of B and of the result, a multiple of 4. */
  readonly columns: number;
  /** Numbers from a row of B to the next, if they are more than its columns. */
  readonly stride?: number;
  /** Most rows of A and B: their matrices stand `matrixNumbers(capacity, ...)` apart. */
  readonly capacity: number;
  /** A divisor of the number of rows. */
  readonly unrolled: number;
}

/** The greatest divisor of a number that is not greater than `most`. */
export function divisorUpTo(number: number, most: number): number {
  for (let divisor = Math.min(number, most); ; divisor--) if (number % divisor === 0) return divisor;
}

/**
 * C += A^T B of several matrices: A is [matrices][rows, height], B [matrices][rows, columns], C [matrices][height, columns], with
 * matrices `matrixNumbers` apart.
 * @returns procedure(a, b, c, rows); rows are at least 1
 */
export function transposedProduct(
  module: ModuleBuilder,
  { matrices, height, columns, stride = columns, capacity, unrolled }: TransposedProductShape,
): Procedure {
  const name = `transposed product ${matrices}x${capacity}x${height}x${columns} of ${stride} by ${unrolled}`;
  const quads = columns % 8 === 0 ? 2 : 1;
  const atOnce = divisorUpTo(height, quads === 2 ? 6 : 8);
  const [rowA, rowB, rowC] = [NUMBER * height, NUMBER * stride, NUMBER * columns];
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (locals, a, b, c, rows) => {
    const sums = Array.from({ length: atOnce }, () => locals.vectors(quads));
    const weights = locals.vectors(quads);
    const x = locals.vector();
    const [matrix, top, column, row, fromA, fromB, to] = Array.from({ length: 7 }, () => locals.int());
    const accumulate = Array.from({ length: unrolled }, (_, step) => [
      weights.map((weight, q) => weight.set(f32x4.load(fromB, step * rowB + QUAD * q))),
      sums.map((line, i) => [
        x.set(f32x4.loadSplat(fromA, step * rowA + NUMBER * i)),
        line.map((sum, q) => sum.set(module.multiplyAdd(x, weights[q], sum))),
      ]),
    ]);
    return loop(matrix, { to: matrices }, [
      to.set(c),
      loop(top, { to: rowA, step: NUMBER * atOnce }, [
        loop(column, { to: rowC, step: QUAD * quads }, [
          sums.map((line, i) => line.map((sum, q) => sum.set(f32x4.load(to, i * rowC + QUAD * q)))),
          fromA.set(i32.add(a, top)),
          fromB.set(i32.add(b, column)),
          loop(row, { to: rows, step: unrolled }, [
            accumulate,
            increase(fromA, unrolled * rowA),
            increase(fromB, unrolled * rowB),
          ]),
          sums.map((line, i) => line.map((sum, q) => f32x4.store(to, sum, i * rowC + QUAD * q))),
          increase(to, QUAD * quads),
        ]),
        increase(to, rowC * (atOnce - 1)),
      ]),
      increase(a, NUMBER * matrixNumbers(capacity, height)),
      increase(b, NUMBER * matrixNumbers(capacity, stride)),
      increase(c, NUMBER * matrixNumbers(height, columns)),
    ]);
  });
}
