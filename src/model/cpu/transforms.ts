import type { Locals, ModuleBuilder } from './assemble';
import { f32x4, type Body, type Local, type Value } from './instructions';

/*
 * The minimal filtering algorithm F(4, 3): four outputs of a filter with three taps from six inputs by six multiplications,
 * y = A^T [(G g) * (B^T d)] (Winograd 1980; Lavin & Gray 2016, section 4). In two dimensions each transform is applied to the columns,
 * then to the rows. Its points are 0, 1/sqrt(2), -1/sqrt(2), sqrt(2), infinity and -sqrt(2): with 0, 1, -1, 2, -2 rounding errors
 * would be twice as large. Without the last one it is F(3, 3), three outputs from five inputs, with the same G g.
 */

/** The two positive points; their product is 1. */
const [P, Q] = [Math.SQRT1_2, Math.SQRT2];

type Vector = Local<'v128'>;

/** A linear map of some vectors to others, by local variables of its own. */
export type Transform = (
  module: ModuleBuilder,
  locals: Locals,
  from: readonly Vector[],
) => Transformed<Vector[]>;

interface Transformed<Results> {
  readonly body: Body;
  readonly results: Results;
}

/** Vectors with the values that they are given. */
function assigned(locals: Locals, values: readonly Value<'v128'>[]): Transformed<Vector[]> {
  const results = locals.vectors(values.length);
  return { body: results.map((each, i) => each.set(values[i])), results };
}

/** B^T d: six inputs of a tile to the six points, or five to the first five. */
export const inputPoints: Transform = (module, locals, d) =>
  (d.length === 6 ? pointsOfSix : pointsOfFive)(module, locals, d);

const pointsOfSix: Transform = (module, locals, [d0, d1, d2, d3, d4, d5]) => {
  const [p2, q2] = [P ** 2, Q ** 2];
  const ends = (x: Vector, y: Vector, z: Vector) => module.multiplyAdd(-(p2 + q2), y, f32x4.add(x, z));
  const halves = assigned(locals, [
    module.multiplyAdd(-q2, d2, d4),
    f32x4.multiply(P, module.multiplyAdd(-q2, d1, d3)),
    module.multiplyAdd(-p2, d2, d4),
    f32x4.multiply(Q, module.multiplyAdd(-p2, d1, d3)),
  ]);
  const [evenP, oddP, evenQ, oddQ] = halves.results;
  const points = assigned(locals, [
    ends(d0, d2, d4),
    f32x4.add(evenP, oddP),
    f32x4.subtract(evenP, oddP),
    f32x4.add(evenQ, oddQ),
    ends(d1, d3, d5),
    f32x4.subtract(evenQ, oddQ),
  ]);
  return { body: [halves.body, points.body], results: points.results };
};

/** Each times the point's distance to the one that is missing, by which G divides. */
const pointsOfFive: Transform = (module, locals, [d0, d1, d2, d3, d4]) => {
  const p2 = P ** 2;
  // The polynomial of the inputs times x - Q, which all points but Q share.
  const shared = assigned(
    locals,
    [d0, d1, d2, d3].map((d, i) => module.multiplyAdd(-Q, d, [d1, d2, d3, d4][i])),
  );
  const [e0, e1, e2, e3] = shared.results;
  const points = assigned(locals, [
    f32x4.multiply(Q, module.multiplyAdd(-p2, e0, e2)),
    f32x4.multiply(Q + P, module.multiplyAdd(P, e1, e2)),
    f32x4.multiply(Q - P, module.multiplyAdd(-P, e1, e2)),
    f32x4.multiply(2 * Q, module.multiplyAdd(-p2, d1, d3)),
    module.multiplyAdd(-p2, e1, e3),
  ]);
  return { body: [shared.body, points.body], results: points.results };
};

/** A^T m: six points to four outputs, or five to three. */
export const outputsOfPoints: Transform = (module, locals, [m0, m1, m2, m3, infinite, m5]) => {
  const isWhole = (m5 as Vector | undefined) !== undefined;
  const parts = assigned(locals, [
    f32x4.add(m1, m2),
    f32x4.subtract(m1, m2),
    ...(isWhole ? [f32x4.add(m3, m5), f32x4.subtract(m3, m5)] : []),
  ]);
  const [sumP, differenceP, sumQ = m3, differenceQ = m3] = parts.results;
  /** Outputs are values of polynomials: P and Q to the power of the output's index. */
  const mixed = (power: number, p: Vector, q: Vector, last?: Vector) =>
    module.multiplyAdd(
      Q ** power,
      q,
      last ? module.multiplyAdd(P ** power, p, last) : f32x4.multiply(P ** power, p),
    );
  const outputs = assigned(locals, [
    f32x4.add(m0, sumP, sumQ),
    mixed(1, differenceP, differenceQ),
    ...(isWhole
      ? [mixed(2, sumP, sumQ), mixed(3, differenceP, differenceQ, infinite)]
      : [mixed(2, sumP, sumQ, infinite)]),
  ]);
  return { body: [parts.body, outputs.body], results: outputs.results };
};

/** G: the value of a filter's polynomial at each point, divided by the product of the point's distances to the others. */
const G: readonly (readonly number[])[] = [[1, 0, 0], ...[P, -P, Q].map(valueAt), [0, 0, 1], valueAt(-Q)];

function valueAt(point: number): number[] {
  const square = point ** 2;
  const norm = 2 * square * (square - 1 / square);
  return [1 / norm, point / norm, square / norm];
}

/** G g: three taps of a filter to the six points. */
export const filterPoints: Transform = (module, locals, taps) =>
  assigned(
    locals,
    G.map((row) => combination(module, row, taps)),
  );

/** G^T u: the gradient of a filter's three taps from that of its six points. */
export const tapsOfPoints: Transform = (module, locals, points) =>
  assigned(
    locals,
    [0, 1, 2].map((tap) =>
      combination(
        module,
        G.map((row) => row[tap]),
        points,
      ),
    ),
  );

/** A y: the gradient of the six points from that of four outputs, or of five from three. */
export const pointsOfOutputs: Transform = (module, locals, y) => {
  const [y0, y1, y2, y3] = y as [Vector, Vector, Vector, Vector?];
  const [p2, q2] = [P ** 2, Q ** 2];
  const odd = (square: number) => (y3 ? module.multiplyAdd(square, y3, y1) : y1);
  const halves = assigned(locals, [
    module.multiplyAdd(p2, y2, y0),
    f32x4.multiply(P, odd(p2)),
    module.multiplyAdd(q2, y2, y0),
    f32x4.multiply(Q, odd(q2)),
  ]);
  const [evenP, oddP, evenQ, oddQ] = halves.results;
  const points = assigned(locals, [
    f32x4.add(evenP, oddP),
    f32x4.subtract(evenP, oddP),
    f32x4.add(evenQ, oddQ),
    ...(y3 ? [f32x4.subtract(evenQ, oddQ)] : []),
  ]);
  const [plusP, minusP, plusQ, ...minusQ] = points.results;
  return {
    body: [halves.body, points.body],
    results: [y0, plusP, minusP, plusQ, y3 ?? y2, ...minusQ],
  };
};

/** The sum of some vectors, each times its weight. */
function combination(
  module: ModuleBuilder,
  weights: readonly number[],
  vectors: readonly Vector[],
): Value<'v128'> {
  const terms = vectors.flatMap((vector, i) => (weights[i] === 0 ? [] : [{ vector, weight: weights[i] }]));
  const [first, ...others] = terms;
  const start = first.weight === 1 ? first.vector : f32x4.multiply(first.weight, first.vector);
  return others.reduce<Value<'v128'>>(
    (sum, { vector, weight }) => module.multiplyAdd(weight, vector, sum),
    start,
  );
}

/** What a transform in two dimensions reads and writes. */
export interface Square {
  /** Of d. */
  readonly rows: number;
  readonly columns: number;
  /** Sets a vector to d's at a row and column. */
  readonly read: (vector: Vector, row: number, column: number) => Body;
  /** Stores a row of the result. */
  readonly write: (results: readonly Vector[], row: number) => Body;
}

/** T d T^T: the transform of the columns of d, then of its rows. Each is read just before and stored just after, for want of registers. */
export function inBothDimensions(
  transform: Transform,
  module: ModuleBuilder,
  locals: Locals,
  { rows, columns: width, read, write }: Square,
): Body {
  const columns = Array.from({ length: width }, () => {
    // Of its own, because a transform's results may be what it was given.
    const from = locals.vectors(rows);
    return { from, ...transform(module, locals, from) };
  });
  return [
    columns.map(({ from, body }, x) => [from.map((vector, y) => read(vector, y, x)), body]),
    columns[0].results.map((_, y) => {
      const { body, results } = transform(
        module,
        locals,
        columns.map((each) => each.results[y]),
      );
      return [body, write(results, y)];
    }),
  ];
}
