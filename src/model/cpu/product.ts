import type { Locals, ModuleBuilder, Procedure } from './assemble';
import { f32x4, i32, increase, loop, when, type Body, type Local } from './instructions';
import { NUMBER, QUAD } from './memory';

/** Columns of a panel: with six rows, as many sums as fit into sixteen registers. */
export const PANEL = 8;
const QUADS = PANEL / 4;

/** Rows of a block, the sum of a product's rows being made of these. */
export const BLOCKS = [6, 5, 4] as const;

/** How many blocks of each height make so many rows together; undefined if none do. */
export function blocksOf(rows: number): readonly [number, number, number] | undefined {
  const blocks = Math.ceil(rows / BLOCKS[0]);
  const excess = BLOCKS[0] * blocks - rows;
  const [fives, fours] = [excess % 2, Math.floor(excess / 2)];
  return blocks < fives + fours ? undefined : [blocks - fives - fours, fives, fours];
}

/**
 * Between matrices of a batch stand so many more numbers, 64 bytes: at distances of a power of two, all would fall into the same few
 * lines of the cache.
 */
const APART = 16;

/** Numbers from a matrix of a batch to the next. */
export const matrixNumbers = (rows: number, columns: number): number => rows * columns + APART;

/** Rows that a product computes, with those beyond its own: blocks of six, five and four rows make every number except 1, 2, 3 and 7. */
export const computedRows = (rows: number): number => (rows < 4 ? 4 : rows === 7 ? 8 : rows);

/** Most rows that a product computes beyond its own. */
export const EXTRA_ROWS = 3;

/**
 * Packs a matrix [depth, columns] into panels of `lanes` columns, [ceil(columns / lanes), depth, lanes], with zeros in the columns that
 * the last panel has too many.
 */
export function packPanels(
  matrix: Float32Array,
  depth: number,
  columns: number,
  lanes: number = PANEL,
): Float32Array {
  const panels = Math.ceil(columns / lanes);
  const packed = new Float32Array(panels * depth * lanes);
  for (let row = 0; row < depth; row++)
    for (let column = 0; column < columns; column++) {
      const panel = Math.floor(column / lanes);
      packed[(panel * depth + row) * lanes + (column % lanes)] = matrix[row * columns + column];
    }
  return packed;
}

/** The inner loop of products: adds to `sums`, [rows][quads], `depth` numbers of each row of `a` times as many rows of the panel `b`. */
export interface Accumulation {
  readonly sums: readonly (readonly Local<'v128'>[])[];
  /** Address of the first row, and bytes to the next; moved on by `depth` numbers. */
  readonly a: Local<'i32'>;
  readonly rowBytes: number;
  /** Address of the panel; moved on by `depth` of its rows. */
  readonly b: Local<'i32'>;
  readonly depth: number;
}

/** Makes code for accumulations, with local variables that they share. @param quads of a panel's row */
export function createAccumulator(
  module: ModuleBuilder,
  locals: Locals,
  quads: number,
): (accumulation: Accumulation) => Body {
  const weights = locals.vectors(quads);
  const x = locals.vector();
  const k = locals.int();
  return ({ sums, a, rowBytes, b, depth }) => {
    const unrolled = [4, 3, 2].find((n) => depth % n === 0) ?? 1;
    const panelRow = QUAD * quads;
    const steps = Array.from({ length: unrolled }, (_, step) => [
      weights.map((weight, q) => weight.set(f32x4.load(b, step * panelRow + QUAD * q))),
      sums.map((row, r) => [
        x.set(f32x4.loadSplat(a, r * rowBytes + NUMBER * step)),
        row.map((sum, q) => sum.set(module.multiplyAdd(x, weights[q], sum))),
      ]),
    ]);
    return loop(k, { to: depth, step: unrolled }, [
      steps,
      increase(a, NUMBER * unrolled),
      increase(b, panelRow * unrolled),
    ]);
  };
}

/** Shapes of a batch of products. */
export interface ProductShape {
  /** Number of products. */
  readonly matrices: number;
  readonly depth: number;
  /** A multiple of PANEL. */
  readonly columns: number;
  /** Most rows of A and C. */
  readonly capacity: number;
}

/**
 * C = A B of several matrices: A is [matrices][capacity, depth], B is packed in panels, C is [matrices][capacity, columns], all
 * `matrixNumbers` apart. Sums run in the order of the depth, so a row's bits do not depend on the number of rows. Rows may be computed up to `computedRows(rows)`.
 * @returns procedure(a, b, c, rows); rows are at least 1
 */
export function product(
  module: ModuleBuilder,
  { matrices, depth, columns, capacity }: ProductShape,
): Procedure {
  const name = `product ${matrices}x${capacity}x${depth}x${columns}`;
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (locals, a, b, c, rows) => {
    const sums = Array.from({ length: BLOCKS[0] }, () => locals.vectors(QUADS));
    const accumulate = createAccumulator(module, locals, QUADS);
    const [matrix, column, row, from, panel, to, weights] = Array.from({ length: 7 }, () => locals.int());
    const split = splitRows(locals, rows);
    const [rowA, rowC] = [NUMBER * depth, NUMBER * columns];
    const blockOf = (height: number): Body => {
      const block = sums.slice(0, height);
      return [
        block.flat().map((sum) => sum.set(0)),
        weights.set(panel),
        accumulate({ sums: block, a: from, rowBytes: rowA, b: weights, depth }),
        block.map((row, r) => row.map((sum, q) => f32x4.store(to, sum, r * rowC + QUAD * q))),
        increase(from, rowA * (height - 1)),
        increase(to, rowC * height),
      ];
    };
    return [
      split.body,
      loop(matrix, { to: matrices }, [
        panel.set(b),
        loop(column, { to: rowC, step: NUMBER * PANEL }, [
          from.set(a),
          to.set(i32.add(c, column)),
          BLOCKS.map((height, i) =>
            when(split.counts[i], loop(row, { to: split.counts[i] }, blockOf(height))),
          ),
          increase(panel, rowA * PANEL),
        ]),
        increase(a, NUMBER * matrixNumbers(capacity, depth)),
        increase(b, NUMBER * matrixNumbers(depth, columns)),
        increase(c, NUMBER * matrixNumbers(capacity, columns)),
      ]),
    ];
  });
}

/** Numbers of blocks of six, five and four rows that make `rows` together, or `computedRows(rows)`. */
function splitRows(locals: Locals, rows: Local<'i32'>): { body: Body; counts: Local<'i32'>[] } {
  const [sixes, fives, fours, blocks] = Array.from({ length: 4 }, () => locals.int());
  const body = [
    blocks.set(i32.divide(i32.add(rows, BLOCKS[0] - 1), BLOCKS[0])),
    // Rows that as many blocks of six have too many: two less make a block of four, one less a block of five.
    fives.set(i32.subtract(i32.multiply(blocks, BLOCKS[0]), rows)),
    fours.set(i32.shiftRight(fives, 1)),
    fives.set(i32.and(fives, 1)),
    sixes.set(i32.subtract(blocks, i32.add(fours, fives))),
    when(i32.isNegative(sixes), [sixes.set(0), fives.set(0), fours.set(blocks)]),
  ];
  return { body, counts: [sixes, fives, fours] };
}
