import type { Convolution, LayerShape } from '../network';
import type { Epilogue } from './epilogue';
import type { Source } from './source';
import { Bindings, loader, silu, THREADS } from './wgsl';
import { WgslBuilder } from './wgslBuilder';

export interface ConvolutionShader {
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
  /** Work items of one picture. */
  readonly items: number;
  /** Threads that share an item. */
  readonly split: number;
}

export interface ConvolutionRequest {
  readonly layer: Pick<Convolution, 'id' | 'filters' | 'kernel' | 'stride' | 'transposed' | 'prologue'>;
  readonly source: Source;
  readonly from: LayerShape;
  readonly to: LayerShape;
  /** Buffer variables of the written values that the source reads, by layer. */
  readonly written: ReadonlyMap<string, string>;
  readonly patch: number;
  /** Declaration of the uniform. */
  readonly step: string;
  readonly epilogue: Epilogue;
  /** Threads that share the channels of one item, a power of two. */
  readonly split: (items: number, channels: number) => number;
  /** For the gradient of a convolution with stride 1 with respect to its input, which is one with the kernel rotated. */
  readonly gradientOf?: {
    /** Input channels of that convolution, as its kernel has them. */
    readonly channels: number;
    /** Four of these channels, or one: those that are computed instead of all. */
    readonly only?: readonly number[];
  };
}

/** Numbers of a shader, which follow from its request. */
type Tiling = ReturnType<typeof tilingOf>;

/**
 * A convolution with everything fused into it, as WGSL. An item is a row of up to seven output pixels (input pixels of a
 * transposed convolution) by four filters: each pixel that is read serves three taps of a row, each weight all pixels. The
 * channels of an item may be split among threads, whose sums are added at the end.
 *
 * Bindings: source buffers (state, channel, channelRows for the input), weights, [scale, shift], those of the epilogue. Weights
 * have the layout of the weight file: [kh, kw, in, out], transposed [kh, kw, out, in].
 * @throws Error if a number of channels or filters is not a multiple of four, one filter and the input's two channels apart
 */
export function convolutionShader(request: ConvolutionRequest): ConvolutionShader {
  const { source, from, written, patch } = request;
  const tiling = tilingOf(request);
  const bindings = bindingsOf(request);
  const wgsl = new WgslBuilder().emit(
    request.step + bindings.code,
    loader('source', source, from, (id) => written.get(id) ?? id, patch),
  );
  emitLoad(wgsl, request);
  emitFinish(wgsl, request, tiling);
  emitMain(wgsl, request, tiling);
  return { code: wgsl.code, access: bindings.access, items: tiling.items, split: tiling.split };
}

function tilingOf({ layer, from, to, split: splitOf }: ConvolutionRequest) {
  const { id, kernel, filters, transposed } = layer;
  const channels = from[2];
  if (filters !== 1 && filters % 4 !== 0) throw new Error(`${id} has ${filters} filters`);
  if (channels > 2 && channels % 4 !== 0) throw new Error(`${id} reads ${channels} channels`);
  const [rows, columns] = transposed ? from : to;
  const stride = transposed ? 1 : (layer.stride ?? 1);
  /** Height and width of the kernel over which an item sums. */
  const taps = transposed ? 1 : kernel;
  const pad = stride === 1 ? (taps - 1) / 2 : 0;
  /** Pixels of an item, and items of a row. */
  const tile = tileOf(columns);
  const tiles = columns / tile;
  /** Groups of four input channels, and channels of a group. */
  const [quads, parts] = [Math.ceil(channels / 4), Math.min(4, channels)];
  /** Groups of four filters, and items of one tile: as many, times the pixels of a transposed kernel. */
  const filterQuads = Math.ceil(filters / 4);
  const across = filterQuads * (transposed ? kernel * kernel : 1);
  const items = rows * tiles * across;
  const split = splitOf(items, channels);
  /** Items of a workgroup. */
  const lanes = THREADS / split;
  const value = filters === 1 ? 'f32' : 'vec4f';
  return {
    stride,
    taps,
    pad,
    tile,
    tiles,
    rows,
    quads,
    parts,
    filterQuads,
    across,
    items,
    split,
    lanes,
    value,
  };
}

/** The most pixels of a row, up to seven, that divide it. */
function tileOf(width: number): number {
  for (let tile = Math.min(7, width); ; tile--) if (width % tile === 0) return tile;
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
  const { stride, taps, pad, tile, tiles, rows, quads, across, items, split, lanes, value } = tiling;
  const [height, width] = request.from;
  const shared = split > 1;
  const pixels = range(tile);
  if (shared) wgsl.emit(`var<workgroup> sums : array<${value}, ${tile * THREADS}>;`);
  wgsl.emit(`@compute @workgroup_size(${THREADS})`);
  wgsl.block(MAIN, () => {
    wgsl.emit(
      `let item = group.x * ${lanes}u + local % ${lanes}u;`,
      shared && `let lane = local / ${lanes}u;`,
      `let inside = item < step.pictures * ${items}u;`,
      // With shared sums every thread has to reach the barrier.
      !shared && 'if (!inside) { return; }',
      `let across = item % ${across}u;`,
      `let x = ((item / ${across}u) % ${tiles}u) * ${tile}u;`,
      `let x0 = x * ${stride}u;`,
      `let y = (item / ${across * tiles}u) % ${rows}u;`,
      `let n = item / ${items}u;`,
      ...pixels.map((p) => `var a${p} = ${value}();`),
    );
    wgsl.block('if (inside)', () => {
      wgsl.block(`for (var ky = 0u; ky < ${taps}u; ky++)`, () => {
        wgsl.emit(
          `let iy = i32(y * ${stride}u + ky) - ${pad};`,
          pad > 0 && `if (iy < 0 || iy >= ${height}) { continue; }`,
        );
        wgsl.block(`for (var c = ${shared ? 'lane' : '0u'}; c < ${quads}u; c += ${split}u)`, () => {
          const inputs = (tile - 1) * stride + taps;
          wgsl.emit(...range(inputs).map((i) => `let i${i} = ${inputPixel(i, inputs, pad, width)};`));
          for (const kx of range(taps)) emitTap(wgsl, request, tiling, kx);
        });
      });
    });
    if (shared) emitSharedSums(wgsl, tiling);
    else wgsl.emit(...pixels.map((p) => `finish(n, y, x + ${p}u, across, a${p});`));
  });
}

/** Input pixel i of a row that `inputs` pixels are read of: 0 outside the picture, which only the first and last can be. */
function inputPixel(i: number, inputs: number, pad: number, width: number): string {
  if (pad === 0) return `load(n, u32(iy), x0 + ${i}u, c)`;
  if (i === 0) return 'select(vec4f(), load(n, u32(iy), max(x0, 1u) - 1u, c), x0 > 0u)';
  if (i === inputs - 1)
    return `select(vec4f(), load(n, u32(iy), min(x0 + ${i - 1}u, ${width - 1}u), c), x0 + ${i - 1}u < ${width}u)`;
  return `load(n, u32(iy), x0 + ${i}u - 1u, c)`;
}

/** Adds the products of one kernel column with all pixels of an item. */
function emitTap(
  wgsl: WgslBuilder,
  { layer: { transposed }, from: [, , channels], gradientOf }: ConvolutionRequest,
  { stride, taps, tile, quads, parts, filterQuads, value }: Tiling,
  kx: number,
): void {
  const pixels = range(tile);
  const input = (p: number): string => `i${p * stride + kx}`;
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
        ...pixels.map((p) => `a${p} += dot(${input(p)}, w);`),
      );
    else if (transposed || (gradientOf && channels > 1))
      wgsl.emit(
        ...range(4).map((k) => `let w${k} = weights[${row(k)} * ${quads}u + c];`),
        ...pixels.map((p) => {
          const products = range(4).map((k) => `dot(${input(p)}, w${k})`);
          return `a${p} += vec4f(${products.join(', ')});`;
        }),
      );
    else
      wgsl.emit(
        ...range(parts).map(
          (j) => `let w${j} = weights[(${tap} * ${channels}u + 4u * c + ${j}u) * ${filterQuads}u + across];`,
        ),
        ...pixels.map((p) => {
          const products = range(parts).map((j) => `${input(p)}.${'xyzw'[j]} * w${j}`);
          return `a${p} += ${products.join(' + ')};`;
        }),
      );
  });
}

/** Adds the sums of the threads that share an item; its pixels are shared out among them again. */
function emitSharedSums(wgsl: WgslBuilder, { tile, split, lanes, value }: Tiling): void {
  wgsl.emit(
    ...range(tile).map((p) => `sums[${p * THREADS}u + local] = a${p};`),
    'workgroupBarrier();',
    'if (!inside) { return; }',
  );
  wgsl.block(`for (var p = lane; p < ${tile}u; p += ${split}u)`, () => {
    wgsl.emit(
      `var sum = ${value}();`,
      `for (var s = 0u; s < ${split}u; s++) { sum += sums[p * ${THREADS}u + s * ${lanes}u + local % ${lanes}u]; }`,
      'finish(n, y, x + p, across, sum);',
    );
  });
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
