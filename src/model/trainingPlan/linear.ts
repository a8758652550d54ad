import { dispatch, type Bound, type Dispatch } from './shader';

/** A matrix product among several that one dispatch computes, with places in numbers. */
export interface Block {
  /** Where its kernel [inputs, columns] and its bias [columns] begin in `parameters`. */
  readonly kernel: number;
  readonly bias: number;
  readonly inputs: number;
  readonly columns: number;
  /** Where its first picture's row begins on the side of the columns, and the distance of rows there. */
  readonly row: number;
  readonly rowStride: number;
  /** Where its gradient [rows, columns] begins in `sums`. */
  readonly gradient: number;
}

/** What the rows of a kernel multiply: a number for each row and picture. */
export interface Row {
  readonly count: number;
  /** For row i of picture n. */
  readonly factor: (n: string, i: string) => string;
}

/** A bias is a row that multiplies 1. */
export const bias: Row = { count: 1, factor: () => '1.0' };

/** The rows of a table: 1 for the row that a picture has, 0 for the others. @param row gives the row of picture n */
export const oneHot = (count: number, row: (n: string) => string): Row => ({
  count,
  factor: (n, i) => `select(0.0, 1.0, ${row(n)} == ${i})`,
});

const quads = (numbers: number): string => `${numbers / 4}u`;

/** `body` with the block of an item, and the item's index in it. @param items of each block; the caller's `count` is the item */
function byBlock(
  blocks: readonly Block[],
  items: (block: Block) => number,
  body: (block: Block) => string,
): string {
  let first = 0;
  return blocks
    .map((block) => {
      const [begin, end] = [first, (first += items(block))];
      return `if (count >= ${begin}u && count < ${end}u) {
    let item = count - ${begin}u;
    ${body(block)}
  }`;
    })
    .join('\n  ');
}

const total = (blocks: readonly Block[], items: (block: Block) => number): number =>
  blocks.reduce((sum, block) => sum + items(block), 0);

/**
 * Each block's kernel times its rows' factors, plus its bias: a thread for each four columns of a picture.
 * @param more what else is added to `v`, for the columns `item`
 */
export function linear(
  id: string,
  blocks: readonly Block[],
  bound: readonly Bound[],
  { factor }: Row,
  more = '',
  declarations = '',
): Dispatch {
  const items = ({ columns }: Block): number => columns / 4;
  const all = total(blocks, items);
  const body = byBlock(blocks, items, (block) => {
    const { kernel, bias, inputs, columns, row, rowStride } = block;
    return `var v = parameters[${quads(bias)} + item];
    for (var i = 0u; i < ${inputs}u; i++) { v += ${factor('n', 'i')} * parameters[${quads(kernel)} + i * ${quads(columns)} + item]; }
    ${more}
    result[${quads(row)} + n * ${quads(rowStride)} + item] = v;`;
  });
  return dispatch(
    id,
    bound,
    { perPicture: all },
    `
  let n = thread.x / ${all}u;
  let count = thread.x % ${all}u;
  if (n >= step.pictures) { return; }
  ${body}`,
    declarations,
  );
}

/**
 * The gradient with respect to the input of all blocks: a thread for each input of a picture.
 * @param finish what becomes of the sum `v`, whose place is `at`
 */
export function linearInput(
  id: string,
  blocks: readonly Block[],
  bound: readonly Bound[],
  finish: readonly string[],
): Dispatch {
  const [{ inputs }] = blocks;
  const products = blocks.map(
    ({ kernel, columns, row, rowStride }) => `for (var j = 0u; j < ${quads(columns)}; j++) {
    v += dot(gradient[${quads(row)} + n * ${quads(rowStride)} + j], parameters[${quads(kernel)} + i * ${quads(columns)} + j]);
  }`,
  );
  return dispatch(
    id,
    bound,
    { perPicture: inputs },
    `
  let at = thread.x;
  let n = at / ${inputs}u;
  let i = at % ${inputs}u;
  if (n >= step.pictures) { return; }
  var v = 0.0;
  ${products.join('\n  ')}
  ${finish.join('\n  ')}`,
  );
}

/**
 * Sums over the pictures of a row's factor times the columns' gradient: the gradients of kernels, biases and
 * tables. A thread for each four columns of a row.
 * @param options the variable that has the columns' gradient, and functions that the factors call
 */
export function linearKernel(
  id: string,
  blocks: readonly Block[],
  bound: readonly Bound[],
  rows: readonly Row[],
  { columnsOf = 'gradient', declarations = '' } = {},
): Dispatch {
  const height = rows.reduce((sum, { count }) => sum + count, 0);
  const items = ({ columns }: Block): number => (height * columns) / 4;
  const body = byBlock(blocks, items, ({ columns, row, rowStride, gradient }) => {
    let first = 0;
    const kinds = rows.map(({ count, factor }) => {
      const [begin, end] = [first, (first += count)];
      return `if (r >= ${begin}u && r < ${end}u) {
      let i = r - ${begin}u;
      for (var n = 0u; n < step.pictures; n++) { v += ${factor('n', 'i')} * ${columnsOf}[${quads(row)} + n * ${quads(rowStride)} + j]; }
    }`;
    });
    return `let j = item % ${quads(columns)};
    let r = item / ${quads(columns)};
    var v = vec4f();
    ${kinds.join(' else ')}
    sums[${quads(gradient)} + item] = v;`;
  });
  return dispatch(
    id,
    bound,
    { all: total(blocks, items) },
    `
  let count = thread.x;
  ${body}`,
    declarations,
  );
}
