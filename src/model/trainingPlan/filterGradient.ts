import type { Source } from '../compiled/source';
import { loader, silu, THREADS } from '../compiled/wgsl';
import type { LayerShape } from '../network';
import { dispatch, read, value, write, type Binding, type Dispatch } from './shader';

/** As many workgroups as keep a GPU busy, and the fewest positions that are worth a workgroup. */
const BUSY = 256;
const LEAST_POSITIONS = 256;

export interface FilterGradientRequest {
  readonly id: string;
  readonly batch: number;
  /** What the kernel's taps read, with its values by the names of their variables. */
  readonly source: Source;
  readonly written: ReadonlyMap<string, string>;
  readonly from: LayerShape;
  /** SiLU of what is read. */
  readonly silu: boolean;
  /** A vector for each position of the kernel: the gradient of the convolution's output. */
  readonly columns: string;
  readonly columnsSilu?: boolean;
  readonly to: LayerShape;
  readonly kernel: number;
  readonly stride: number;
  /** Whether a row of sums of the columns follows: the gradient of a bias. */
  readonly bias: boolean;
}

/** How the work is shared out. */
function tilingOf({ batch, from, to, kernel, stride, bias }: FilterGradientRequest) {
  const [height, width, filters] = to;
  const channelQuads = Math.ceil(from[2] / 4);
  const columnQuads = Math.ceil(filters / 4);
  const rowQuads = kernel * kernel * channelQuads;
  /** Of a workgroup, whose threads have four rows and four columns each. */
  const tileColumns = [8, 4, 2, 1].find((quads) => columnQuads % quads === 0) ?? 1;
  const tileRows = THREADS / tileColumns;
  /** Positions whose products are summed between two barriers. */
  const round = tileRows > 32 ? 8 : 16;
  const positions = batch * height * width;
  const tiles = { columns: columnQuads / tileColumns, rows: Math.ceil(rowQuads / tileRows) };
  const most = Math.min(
    Math.ceil(BUSY / (tiles.columns * tiles.rows)),
    Math.ceil(positions / LEAST_POSITIONS),
  );
  const share = round * Math.ceil(positions / most / round);
  const rows = kernel * kernel * from[2];
  return {
    channelQuads,
    columnQuads,
    rowQuads,
    tileColumns,
    tileRows,
    round,
    tiles,
    share,
    parts: Math.ceil(positions / share),
    rows,
    /** Numbers of one part. */
    length: (rows + Number(bias)) * filters,
    pad: stride === 1 ? (kernel - 1) / 2 : 0,
  };
}

/** Where the partial sums of a filter gradient stand: `parts` times `length` numbers. */
export function filterGradientParts(request: FilterGradientRequest): {
  parts: number;
  length: number;
  rows: number;
} {
  const { parts, length, rows } = tilingOf(request);
  return { parts, length, rows };
}

/**
 * dW of a convolution as a matrix product: a row for each (kernel y, kernel x, input channel), a column for each filter, summed
 * over all output positions of the batch. The positions are split among workgroups (split-K), whose partial sums are added where
 * the optimiser reads them.
 * @param sums receives the partial sums, [parts, rows and bias, filters]
 */
export function filterGradient(request: FilterGradientRequest, sums: Binding): Dispatch {
  const { id, source, written, from, to, kernel, stride, bias, columns } = request;
  const tiling = tilingOf(request);
  const { channelQuads, columnQuads, rowQuads, tileColumns, tileRows, round, tiles, share } = tiling;
  const [height, width, filters] = to;
  const element = filters === 1 ? 'f32' : 'vec4f';
  const columnLength = filters === 1 ? 1 : columnQuads;
  const name = (layer: string): string => written.get(layer) ?? layer;
  const activated = (x: string, isActivated: boolean | undefined): string => (isActivated ? silu(x) : x);
  const sum = (j: number): string => (filters === 1 ? `a${j}.x` : `a${j}`);
  const declarations = `${loader('source', source, from, name)}
var<workgroup> xs : array<vec4f, ${round * tileRows}>;
var<workgroup> ds : array<vec4f, ${round * tileColumns}>;`;
  const body = `
  let tileColumn = group.x % ${tiles.columns}u;
  let tileRow = (group.x / ${tiles.columns}u) % ${tiles.rows}u;
  let part = group.x / ${tiles.columns * tiles.rows}u;
  let end = min((part + 1u) * ${share}u, step.pictures * ${height * width}u);
  let r = local / ${tileColumns}u;
  let c = local % ${tileColumns}u;
  var a0 = vec4f(); var a1 = vec4f(); var a2 = vec4f(); var a3 = vec4f();
  var b = vec4f();
  // The same number of rounds in every workgroup: control flow around a barrier must be uniform.
  for (var at = part * ${share}u; at < (part + 1u) * ${share}u; at += ${round}u) {
    for (var i = local; i < ${round * tileRows}u; i += ${THREADS}u) {
      let position = at + i / ${tileRows}u;
      let quad = tileRow * ${tileRows}u + i % ${tileRows}u;
      let tap = quad / ${channelQuads}u;
      let y = i32(((position / ${width}u) % ${height}u) * ${stride}u + tap / ${kernel}u) - ${tiling.pad};
      let x = i32((position % ${width}u) * ${stride}u + tap % ${kernel}u) - ${tiling.pad};
      var v = vec4f();
      if (position < end && quad < ${rowQuads}u && y >= 0 && y < ${from[0]} && x >= 0 && x < ${from[1]}) {
        v = source(position / ${width * height}u, u32(y), u32(x), quad % ${channelQuads}u);
        v = ${activated('v', request.silu)};
      }
      xs[i] = v;
    }
    for (var i = local; i < ${round * tileColumns}u; i += ${THREADS}u) {
      let position = at + i / ${tileColumns}u;
      var v = vec4f();
      if (position < end) {
        v = columns[position * ${columnQuads}u + tileColumn * ${tileColumns}u + i % ${tileColumns}u];
        v = ${activated('v', request.columnsSilu)};
      }
      ds[i] = v;
    }
    workgroupBarrier();
    for (var k = 0u; k < ${round}u; k++) {
      let x = xs[k * ${tileRows}u + r];
      let d = ds[k * ${tileColumns}u + c];
      a0 += x.x * d; a1 += x.y * d; a2 += x.z * d; a3 += x.w * d;
      ${bias ? 'b += d;' : ''}
    }
    workgroupBarrier();
  }
  let quad = tileRow * ${tileRows}u + r;
  let column = tileColumn * ${tileColumns}u + c;
  let first = part * ${tiling.length / (filters === 1 ? 1 : 4)}u + column;
  if (quad < ${rowQuads}u) {
    let row = quad / ${channelQuads}u * ${from[2]}u + quad % ${channelQuads}u * 4u;
    ${[0, 1, 2, 3]
      .slice(0, from[2])
      .map((j) => `sums[first + (row + ${j}u) * ${columnLength}u] = ${sum(j)};`)
      .join('\n    ')}
  }
  ${bias ? `if (quad == 0u) { sums[first + ${tiling.rows * columnLength}u] = ${filters === 1 ? 'b.x' : 'b'}; }` : ''}`;
  return dispatch(
    `${id}.filters`,
    [
      ...[...written].map(([layer, variable]) => read(variable, value(layer))),
      read('columns', value(columns)),
      write('sums', sums, element),
    ],
    { all: THREADS * tiles.columns * tiles.rows * tiling.parts },
    body,
    declarations,
  );
}
