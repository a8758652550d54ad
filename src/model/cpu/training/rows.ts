import { siluWithSlope } from '../activation';
import type { ModuleBuilder, Procedure } from '../assemble';
import { f32, f32x4, i32, increase, loop, when, type Body, type Local, type Value } from '../instructions';
import { NUMBER, QUAD } from '../memory';

/** Visits rows of numbers, four numbers at a time, or one by one if their width is no multiple of 4. */
function eachRow(
  n: Local<'i32'>,
  i: Local<'i32'>,
  rows: Local<'i32'>,
  width: number,
  body: { before?: Body; quad: Body; single: Body; after: Body },
): Body {
  const isQuads = width % 4 === 0;
  return loop(n, { to: rows }, [
    body.before ?? [],
    loop(i, { to: NUMBER * width, step: isQuads ? QUAD : NUMBER }, isQuads ? body.quad : body.single),
    body.after,
  ]);
}

/** to[n] = table[indices[n]], rows of `width` numbers. @returns procedure(table, indices, to, rows) */
export function gatherRows(module: ModuleBuilder, width: number): Procedure {
  return module.define(
    `gather rows of ${width}`,
    ['i32', 'i32', 'i32', 'i32'],
    (locals, table, indices, to, rows) => {
      const [n, i, from] = Array.from({ length: 3 }, () => locals.int());
      const [a, b] = [i32.add(from, i), i32.add(to, i)];
      return eachRow(n, i, rows, width, {
        before: from.set(i32.add(table, i32.multiply(i32.load(indices), NUMBER * width))),
        quad: f32x4.store(b, f32x4.load(a)),
        single: f32.store(b, f32.load(a)),
        after: [increase(indices, NUMBER), increase(to, NUMBER * width)],
      });
    },
  );
}

/** table[indices[n]] += from[n], rows of `width` numbers. @returns procedure(from, indices, table, rows) */
export function scatterRows(module: ModuleBuilder, width: number): Procedure {
  return module.define(
    `scatter rows of ${width}`,
    ['i32', 'i32', 'i32', 'i32'],
    (locals, from, indices, table, rows) => {
      const [n, i, to] = Array.from({ length: 3 }, () => locals.int());
      const [a, b] = [i32.add(from, i), i32.add(to, i)];
      return eachRow(n, i, rows, width, {
        before: to.set(i32.add(table, i32.multiply(i32.load(indices), NUMBER * width))),
        quad: f32x4.store(b, f32x4.add(f32x4.load(b), f32x4.load(a))),
        single: f32.store(b, f32.add(f32.load(b), f32.load(a))),
        after: [increase(indices, NUMBER), increase(from, NUMBER * width)],
      });
    },
  );
}

/** How rows are copied. */
interface RowCopy {
  readonly width: number;
  /** From a row to the next; 0 where it is always the same. */
  readonly fromBytes: number;
  readonly toBytes: number;
  /** Whether the numbers are added to those that are there. */
  readonly adds: boolean;
}

/** Copies or adds rows of numbers. @returns procedure(from, to, rows) */
export function copyRows(module: ModuleBuilder, { width, fromBytes, toBytes, adds }: RowCopy): Procedure {
  const name = `${adds ? 'add' : 'copy'} rows of ${width} by ${fromBytes} to ${toBytes}`;
  return module.define(name, ['i32', 'i32', 'i32'], (locals, from, to, rows) => {
    const [n, i] = Array.from({ length: 2 }, () => locals.int());
    const [a, b] = [i32.add(from, i), i32.add(to, i)];
    return eachRow(n, i, rows, width, {
      quad: f32x4.store(b, adds ? f32x4.add(f32x4.load(b), f32x4.load(a)) : f32x4.load(a)),
      single: f32.store(b, adds ? f32.add(f32.load(b), f32.load(a)) : f32.load(a)),
      after: [increase(from, fromBytes), increase(to, toBytes)],
    });
  });
}

/** The sum of `count` rows of `width` numbers, a multiple of 4. @returns procedure(from, to) */
export function totalOfRows(module: ModuleBuilder, width: number, count: number): Procedure {
  return module.define(`total of ${count} rows of ${width}`, ['i32', 'i32'], (locals, from, to) => {
    const [n, i, source] = Array.from({ length: 3 }, () => locals.int());
    const sum = locals.vector();
    return loop(i, { to: NUMBER * width, step: QUAD }, [
      sum.set(0),
      source.set(i32.add(from, i)),
      loop(n, { to: count }, [sum.set(f32x4.add(sum, f32x4.load(source))), increase(source, NUMBER * width)]),
      f32x4.store(i32.add(to, i), sum),
    ]);
  });
}

/**
 * SiLU of rows of `width` numbers, a multiple of 4; its derivative takes the place of the arguments.
 * @returns procedure(arguments, to, rows)
 */
export function activatedRows(module: ModuleBuilder, width: number): Procedure {
  return module.define(`silu of rows of ${width}`, ['i32', 'i32', 'i32'], (locals, from, to, rows) => {
    const [i, source] = [locals.int(), locals.int()];
    const [x, slope] = locals.vectors(2);
    const activate = siluWithSlope(module, locals, true);
    return loop(i, { to: i32.multiply(rows, NUMBER * width), step: QUAD }, [
      source.set(i32.add(from, i)),
      x.set(f32x4.load(source)),
      activate(x, slope),
      f32x4.store(i32.add(to, i), x),
      f32x4.store(source, slope),
    ]);
  });
}

/** a *= b, rows of `width` numbers, a multiple of 4. @returns procedure(a, b, rows) */
export function multipliedRows(module: ModuleBuilder, width: number): Procedure {
  return module.define(`product of rows of ${width}`, ['i32', 'i32', 'i32'], (locals, a, b, rows) => {
    const [i, to] = [locals.int(), locals.int()];
    return loop(i, { to: i32.multiply(rows, NUMBER * width), step: QUAD }, [
      to.set(i32.add(a, i)),
      f32x4.store(to, f32x4.multiply(f32x4.load(i32.add(b, i)), f32x4.load(to))),
    ]);
  });
}

/** Vectors whose lanes are those of four vectors at the same place: a block of 4 x 4 numbers with its rows as columns. */
function turned([a, b, c, d]: readonly Local<'v128'>[]): Value<'v128'>[] {
  const halves = (from: readonly number[]) => [f32x4.shuffle(a, b, from), f32x4.shuffle(c, d, from)] as const;
  return [halves([0, 4, 1, 5]), halves([2, 6, 3, 7])].flatMap(([first, second]) =>
    [
      [0, 1, 4, 5],
      [2, 3, 6, 7],
    ].map((lanes) => f32x4.shuffle(first, second, lanes)),
  );
}

/**
 * Packs a matrix into panels: number (row, column) comes from from + row rowBytes + column columnBytes. Lanes that no column has stay
 * as they are. Where the numbers of a row or of a column are neighbours, four go at once.
 * @param lanes columns of a panel
 * @returns procedure(from, to, depth, columns, rowBytes, columnBytes, panelBytes)
 */
export function packing(module: ModuleBuilder, lanes: number): Procedure {
  return module.define(
    `pack ${lanes}`,
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    (locals, from, to, depth, columns, rowBytes, columnBytes, panelBytes) => {
      const [column, row, source, target, address, isWide, isHigh] = Array.from({ length: 7 }, () =>
        locals.int(),
      );
      const block = locals.vectors(4);
      const panel = i32.multiply(i32.divide(column, lanes), panelBytes);
      const rowTo = NUMBER * lanes;
      /** Some columns at a time, and of these some rows. */
      const pack = (atOnce: number, rows: number, body: Body): Body =>
        loop(column, { to: columns, step: atOnce }, [
          source.set(i32.add(from, i32.multiply(column, columnBytes))),
          target.set(i32.add(to, panel, i32.multiply(i32.remainder(column, lanes), NUMBER))),
          loop(row, { to: depth, step: rows }, [
            body,
            increase(source, i32.multiply(rowBytes, rows)),
            increase(target, rowTo * rows),
          ]),
        ]);
      const columnsAtOnce = pack(4, 1, f32x4.store(target, f32x4.load(source)));
      const blocksAtOnce = pack(4, 4, [
        address.set(source),
        block.map((vector) => [vector.set(f32x4.load(address)), increase(address, columnBytes)]),
        turned(block).map((vector, i) => f32x4.store(target, vector, rowTo * i)),
      ]);
      const one = pack(1, 1, f32.store(target, f32.load(source)));
      const isWhole = (number: Value<'i32'>) => i32.equal(i32.remainder(number, 4), 0);
      if (lanes % 4 !== 0) return one;
      return [
        isWide.set(i32.and(i32.equal(columnBytes, NUMBER), isWhole(columns))),
        isHigh.set(i32.and(i32.equal(rowBytes, NUMBER), i32.and(isWhole(depth), isWhole(columns)))),
        when(isWide, columnsAtOnce),
        when(i32.lessThan(isWide, isHigh), blocksAtOnce),
        when(i32.equal(i32.add(isWide, isHigh), 0), one),
      ];
    },
  );
}
