import type { Convolution } from '../network';
import type { Epilogue } from './epilogue';
import type { Source } from './source';
import { tilingOf, type Convolved, type Tiling, type Variant } from './tiling';
import { Bindings, loader, silu, THREADS, type Work } from './wgsl';
import { WgslBuilder } from './wgslBuilder';

export interface ConvolutionShader {
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
  readonly work: Work;
}

export interface ConvolutionRequest extends Convolved {
  readonly layer: Convolved['layer'] & Pick<Convolution, 'prologue'>;
  readonly source: Source;
  /** Buffer variables of the written values that the source reads, by layer. */
  readonly written: ReadonlyMap<string, string>;
  /** Numbers of a picture, where the source is the input. */
  readonly numbers?: number;
  /** Declaration of the uniform. */
  readonly step: string;
  readonly epilogue: Epilogue;
  readonly variant: Variant;
  /** For the gradient of a convolution with stride 1 with respect to its input, which is one with the kernel rotated. */
  readonly gradientOf?: {
    /** Input channels of that convolution, as its kernel has them. */
    readonly channels: number;
    /** Four of these channels, or one: those that are computed instead of all. */
    readonly only?: readonly number[];
  };
}

/**
 * A convolution with everything fused into it, as WGSL. An item is some output pixels of one row or two (input pixels of
 * a transposed convolution) by four filters: each pixel that is read serves three taps of a row, each weight all pixels. The
 * channels of an item may be split among threads, whose sums are added at the end.
 *
 * Bindings: source buffers (state, channel, channelRows for the input), weights, [scale, shift], those of the epilogue. Weights
 * have the layout of the weight file: [kh, kw, in, out], transposed [kh, kw, out, in].
 * @throws Error if a number of channels or filters is not a multiple of four, one filter and the input's two channels apart
 */
export function convolutionShader(request: ConvolutionRequest): ConvolutionShader {
  const { source, from, written, numbers } = request;
  const tiling = tilingOf(request, request.variant);
  const bindings = bindingsOf(request);
  const wgsl = new WgslBuilder().emit(
    request.step + bindings.code,
    loader('source', source, from, (id) => written.get(id) ?? id, numbers),
  );
  emitLoad(wgsl, request);
  emitFinish(wgsl, request, tiling);
  emitMain(wgsl, request, tiling);
  return { code: wgsl.code, access: bindings.access, work: tiling.work };
}

function bindingsOf({ layer, source, written, epilogue }: ConvolutionRequest): Bindings {
  const bindings = new Bindings();
  if (source.kind === 'input') bindings.add('state', 'f32').add('channel', 'f32').add('channelRows', 'u32');
  for (const name of written.values()) bindings.add(name, 'vec4f');
  bindings.add('weights', 'vec4f');
  if (layer.prologue === 'affine-silu') bindings.add('scale', 'vec4f').add('offset', 'vec4f');
  return bindings.addAll(epilogue.variables);
}

/** Four channels of a pixel, with the prologue applied. */
function emitLoad(wgsl: WgslBuilder, { layer: { prologue } }: ConvolutionRequest): void {
  wgsl.block('fn load(n : u32, y : u32, x : u32, c : u32) -> vec4f', () => {
    const pixel = `source(n, y, x, c)${prologue === 'affine-silu' ? ' * scale[c] + offset[c]' : ''}`;
    wgsl.emit(...(prologue ? [`let v = ${pixel};`, `return ${silu('v')};`] : [`return ${pixel};`]));
  });
}

/** Applies the epilogue to the sum of a pixel. */
function emitFinish(
  wgsl: WgslBuilder,
  { layer: { transposed }, to: [height, width], epilogue }: ConvolutionRequest,
  { filterQuads, value }: Tiling,
): void {
  wgsl.block(`fn finish(n : u32, y : u32, x : u32, across : u32, sum : ${value})`, () => {
    if (transposed)
      wgsl.emit(
        `let filters = across % ${filterQuads}u;`,
        `let part = across / ${filterQuads}u;`,
        `let at = ((n * ${height}u + 2u * y + part / 2u) * ${width}u + 2u * x + part % 2u) * ${filterQuads}u + filters;`,
      );
    else
      wgsl.emit(
        'let filters = across;',
        `let at = ((n * ${height}u + y) * ${width}u + x) * ${filterQuads}u + filters;`,
      );
    wgsl.emit('var v = sum;', ...epilogue.lines);
  });
}

const MAIN = 'fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32)';

/** Sums an item in variables a0, a1, ..., one a pixel. */
function emitMain(wgsl: WgslBuilder, request: ConvolutionRequest, tiling: Tiling): void {
  const { stride, tile, tiles, rows, rowsEach, rowGroups, across, items, split, lanes, value } = tiling;
  const shared = split > 1;
  const pixels = range(tile * rowsEach);
  if (shared) wgsl.emit(`var<workgroup> sums : array<${value}, ${pixels.length * THREADS}>;`);
  wgsl.emit(`@compute @workgroup_size(${THREADS})`);
  wgsl.block(MAIN, () => {
    wgsl.emit(
      ...itemOf(tiling),
      shared && `let lane = local / ${lanes}u;`,
      `let inside = item < step.pictures * ${items}u;`,
      // With shared sums every thread has to reach the barrier.
      !shared && 'if (!inside) { return; }',
      `let across = item % ${across}u;`,
      `let x = ((item / ${across}u) % ${tiles}u) * ${tile}u;`,
      `let x0 = x * ${stride}u;`,
      `let y = ${rowsEach === 2 ? `2u * ((item / ${across * tiles}u) % ${rowGroups}u)` : `(item / ${across * tiles}u) % ${rows}u`};`,
      `let n = item / ${items}u;`,
      ...pixels.map((p) => `var a${p} = ${value}();`),
    );
    wgsl.block('if (inside)', () => (rowsEach === 2 ? emitTwoRows : emitRow)(wgsl, request, tiling));
    if (shared) emitSharedSums(wgsl, tiling);
    else {
      const finish = (p: number): string =>
        `finish(n, ${at('y', Math.floor(p / tile))}, x + ${p % tile}u, across, a${p});`;
      wgsl.emit(...pixels.slice(0, tile).map(finish));
      const below = pixels.slice(tile).map(finish);
      if (below.length > 0)
        wgsl.block(rows % 2 === 1 ? `if (y + 1u < ${rows}u)` : '', () => wgsl.emit(...below));
    }
  });
}

/** The item of a thread. */
function itemOf({ lanes, across, together, apart }: Tiling): string[] {
  if (!together) return [`let item = group.x * ${lanes}u + local % ${lanes}u;`];
  return [
    `let member = local % ${lanes}u;`,
    `let item = (group.x / ${apart}u * ${lanes / together}u + member / ${together}u) * ${across}u`,
    `  + group.x % ${apart}u * ${together}u + member % ${together}u;`,
  ];
}

/** Adds all products of an item of one row: kernel row by kernel row, and in each channel by channel. */
function emitRow(wgsl: WgslBuilder, request: ConvolutionRequest, tiling: Tiling): void {
  const { stride, taps, pad, tile } = tiling;
  const [height, width] = request.from;
  wgsl.block(`for (var ky = 0u; ky < ${taps}u; ky++)`, () => {
    wgsl.emit(
      `let iy = i32(y * ${stride}u + ky) - ${pad};`,
      pad > 0 && `if (iy < 0 || iy >= ${height}) { continue; }`,
    );
    emitChannels(wgsl, tiling, () => {
      const inputs = (tile - 1) * stride + taps;
      wgsl.emit(...range(inputs).map((i) => `let i${i} = ${inputPixel(i, inputs, pad, width, 'u32(iy)')};`));
      for (const kx of range(taps)) {
        const sums = range(tile).map((p) => ({ sum: `a${p}`, input: `i${p * stride + kx}` }));
        emitTap(wgsl, request, tiling, kx, sums);
      }
    });
  });
}

/**
 * The same of two rows: channel by channel, and in each kernel row by kernel row. What the lower row has read, the upper one needs
 * next; so each pixel of the input is read once, and each weight once for both.
 */
function emitTwoRows(wgsl: WgslBuilder, request: ConvolutionRequest, tiling: Tiling): void {
  const { taps, pad, tile } = tiling;
  const [height, width] = request.from;
  const inputs = range(tile - 1 + taps);
  const read = (i: number): string => inputPixel(i, inputs.length, pad, width, 'row', 'isThere');
  const emitPlace = (iy: string): void => {
    wgsl.emit(
      `let iy = ${iy};`,
      `let isThere = iy >= 0 && iy < ${height};`,
      `let row = u32(clamp(iy, 0, ${height - 1}));`,
    );
  };
  emitChannels(wgsl, tiling, () => {
    emitPlace(`i32(y) - ${pad}`);
    wgsl.emit(...inputs.map((i) => `var i${i} = ${read(i)};`));
    wgsl.block(`for (var ky = 0u; ky < ${taps}u; ky++)`, () => {
      emitPlace(`i32(y + ky) + ${1 - pad}`);
      wgsl.emit(...inputs.map((i) => `let below${i} = ${read(i)};`));
      for (const kx of range(taps)) {
        const upper = range(tile).map((p) => ({ sum: `a${p}`, input: `i${p + kx}` }));
        const lower = range(tile).map((p) => ({ sum: `a${tile + p}`, input: `below${p + kx}` }));
        emitTap(wgsl, request, tiling, kx, [...upper, ...lower]);
      }
      wgsl.emit(...inputs.map((i) => `i${i} = below${i};`));
    });
  });
}

/** Goes through the groups of four input channels of a thread, as `c`. */
function emitChannels(wgsl: WgslBuilder, { quads, split }: Tiling, body: () => void): void {
  wgsl.block(`for (var c = ${split > 1 ? 'lane' : '0u'}; c < ${quads}u; c += ${split}u)`, body);
}

/**
 * Input pixel i of a row that `inputs` pixels are read of: 0 outside the picture, which only the first and last can be.
 * @param inside condition that the row is inside the picture, if it may not be
 */
function inputPixel(
  i: number,
  inputs: number,
  pad: number,
  width: number,
  row: string,
  inside?: string,
): string {
  const where = (x: string, ...conditions: (string | undefined)[]): string => {
    const pixel = `load(n, ${row}, ${x}, c)`;
    const all = conditions.filter((each) => each !== undefined);
    return all.length > 0 ? `select(vec4f(), ${pixel}, ${all.join(' && ')})` : pixel;
  };
  if (pad === 0) return where(`x0 + ${i}u`, inside);
  if (i === 0) return where('max(x0, 1u) - 1u', 'x0 > 0u', inside);
  if (i === inputs - 1)
    return where(`min(x0 + ${i - 1}u, ${width - 1}u)`, `x0 + ${i - 1}u < ${width}u`, inside);
  return where(`x0 + ${i}u - 1u`, inside);
}

/**
 * Adds the products of one tap of the kernel, with column kx, with all pixels of an item.
 * @param sums for each pixel the variables of its sum and of the input that this tap meets
 */
function emitTap(
  wgsl: WgslBuilder,
  { layer: { transposed }, from: [, , channels], gradientOf }: ConvolutionRequest,
  { taps, quads, parts, filterQuads, value }: Tiling,
  kx: number,
  sums: readonly { readonly sum: string; readonly input: string }[],
): void {
  const forward = `(ky * ${taps}u + ${kx}u)`;
  const tap = gradientOf ? `(${taps * taps - 1}u - ${forward})` : forward;
  /** The row of weights that is multiplied with all input channels for filter k of the item. */
  const row = (k: number): string =>
    gradientOf
      ? `(${tap} * ${gradientOf.channels}u + ${gradientOf.only ? `${gradientOf.only[k]}u` : `4u * across + ${k}u`})`
      : transposed
        ? `(4u * across + ${k}u)`
        : tap;
  wgsl.block('', () => {
    if (value === 'f32')
      wgsl.emit(
        `let w = weights[${row(0)} * ${quads}u + c];`,
        ...sums.map(({ sum, input }) => `${sum} += dot(${input}, w);`),
      );
    else if (transposed || (gradientOf && channels > 1))
      wgsl.emit(
        ...range(4).map((k) => `let w${k} = weights[${row(k)} * ${quads}u + c];`),
        ...sums.map(({ sum, input }) => {
          const products = range(4).map((k) => `dot(${input}, w${k})`);
          return `${sum} += vec4f(${products.join(', ')});`;
        }),
      );
    else
      wgsl.emit(
        ...range(parts).map(
          (j) => `let w${j} = weights[(${tap} * ${channels}u + 4u * c + ${j}u) * ${filterQuads}u + across];`,
        ),
        ...sums.map(({ sum, input }) => {
          const products = range(parts).map((j) => `${input}.${'xyzw'[j]} * w${j}`);
          return `${sum} += ${products.join(' + ')};`;
        }),
      );
  });
}

/** Adds the sums of the threads that share an item; its pixels are shared out among them again. */
function emitSharedSums(wgsl: WgslBuilder, { tile, rows, rowsEach, split, lanes, value }: Tiling): void {
  const pixels = tile * rowsEach;
  wgsl.emit(
    ...range(pixels).map((p) => `sums[${p * THREADS}u + local] = a${p};`),
    'workgroupBarrier();',
    'if (!inside) { return; }',
  );
  wgsl.block(`for (var p = lane; p < ${pixels}u; p += ${split}u)`, () => {
    const [row, column] = rowsEach === 2 ? [`y + p / ${tile}u`, `p % ${tile}u`] : ['y', 'p'];
    wgsl.emit(
      rowsEach === 2 && rows % 2 === 1 && `if (${row} >= ${rows}u) { continue; }`,
      `var sum = ${value}();`,
      `for (var s = 0u; s < ${split}u; s++) { sum += sums[p * ${THREADS}u + s * ${lanes}u + local % ${lanes}u]; }`,
      `finish(n, ${row}, x + ${column}, across, sum);`,
    );
  });
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const at = (from: string, offset: number): string => (offset === 0 ? from : `${from} + ${offset}u`);
