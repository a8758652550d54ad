import type { Convolution, LayerShape } from '../network';
import type { Source } from './source';
import { Bindings, loader, silu, STEP, THREADS } from './wgsl';

export interface ConvolutionShader {
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
  /** Work items of one picture. */
  readonly items: number;
  /** Threads that share an item. */
  readonly split: number;
}

interface Asked {
  readonly layer: Convolution;
  readonly source: Source;
  readonly from: LayerShape;
  readonly to: LayerShape;
  /** Buffer variables of the written values that the source reads. */
  readonly written: ReadonlyMap<string, string>;
  readonly patch: number;
  /** Channels of all shifts by the embedding, and where this layer's begin; undefined without. */
  readonly shifts: { readonly all: number; readonly first: number } | undefined;
  /** Threads that share the channels of one item, a power of two. */
  readonly split: number;
}

/**
 * A convolution with what is fused into it, as WGSL. An item is a row of up to seven output pixels (of input pixels where
 * it is transposed) by four filters: each loaded pixel serves three taps of a row, each loaded weight all pixels. The
 * channels of an item may be split among threads, which add up what they have in the end.
 *
 * Bindings: source buffers (state, channel, channelRows for the input), weights, bias, [scale, shift], [shifts, rows],
 * residuals, result. Weights are in the layout of the weight file: [kh, kw, in, out], transposed [kh, kw, out, in].
 */
export function convolutionShader(asked: Asked): ConvolutionShader {
  const { layer, source, from, to, written, patch, shifts, split } = asked;
  const { kernel, filters, transposed } = layer;
  const [height, width, channels] = from;
  const [rows, columns] = transposed ? from : to;
  const stride = transposed ? 1 : (layer.stride ?? 1);
  const taps = transposed ? 1 : kernel;
  const pad = stride === 1 ? (taps - 1) / 2 : 0;
  const tile = tileOf(columns);
  const single = filters === 1;
  if (!single && filters % 4 !== 0) throw new Error(`${layer.id} has ${filters} filters`);
  if (channels > 2 && channels % 4 !== 0) throw new Error(`${layer.id} reads ${channels} channels`);
  const quads = Math.ceil(channels / 4);
  const parts = Math.min(4, channels);
  const filterQuads = single ? 1 : filters / 4;
  const across = filterQuads * (transposed ? kernel * kernel : 1);
  const tiles = columns / tile;
  const items = rows * tiles * across;
  const value = single ? 'f32' : 'vec4f';

  const bindings = new Bindings();
  if (source.kind === 'input') bindings.add('state', 'f32').add('channel', 'f32').add('channelRows', 'u32');
  for (const name of written.values()) bindings.add(name, 'vec4f');
  bindings.add('weights', 'vec4f').add('bias', value);
  if (layer.prologue === 'affine-silu') bindings.add('scale', 'vec4f').add('offset', 'vec4f');
  if (shifts) bindings.add('shifts', 'vec4f').add('rows', 'u32');
  layer.residual?.forEach((_, i) => bindings.add(`residual${i}`, value));
  bindings.add('result', value, 'read_write');

  const pixels = Array.from({ length: tile }, (_, p) => p);
  const loaded = Array.from({ length: (tile - 1) * stride + taps }, (_, i) => i);
  const load = (i: number): string => {
    const read = `seen(n, u32(iy), x0 + ${i}u, c)`;
    if (pad === 0) return read;
    const shifted = `seen(n, u32(iy), x0 + ${i}u - 1u, c)`;
    if (i === 0) return 'select(vec4f(), seen(n, u32(iy), max(x0, 1u) - 1u, c), x0 > 0u)';
    if (i === loaded.length - 1)
      return `select(vec4f(), seen(n, u32(iy), min(x0 + ${i - 1}u, ${width - 1}u), c), x0 + ${i - 1}u < ${width}u)`;
    return shifted;
  };
  const first = split > 1 ? 'lane' : '0u';
  const tap = (kx: number): string => {
    const at = (p: number) => `i${p * stride + kx}`;
    if (single)
      return `{ let w = weights[(ky * ${taps}u + ${kx}u) * ${quads}u + c];
${pixels.map((p) => `a${p} += dot(${at(p)}, w);`).join(' ')} }`;
    if (transposed) {
      const w = [0, 1, 2, 3].map((k) => `let w${k} = weights[(4u * across + ${k}u) * ${quads}u + c];`);
      return `{ ${w.join(' ')}
${pixels.map((p) => `a${p} += vec4f(${[0, 1, 2, 3].map((k) => `dot(${at(p)}, w${k})`).join(', ')});`).join('\n')} }`;
    }
    const w = Array.from(
      { length: parts },
      (_, j) =>
        `let w${j} = weights[((ky * ${taps}u + ${kx}u) * ${channels}u + 4u * c + ${j}u) * ${filterQuads}u + across];`,
    );
    const sums = pixels.map(
      (p) =>
        `a${p} += ${['x', 'y', 'z', 'w']
          .slice(0, parts)
          .map((part, j) => `${at(p)}.${part} * w${j}`)
          .join(' + ')};`,
    );
    return `{ ${w.join('\n')}\n${sums.join('\n')} }`;
  };

  const code = `${STEP}${bindings.code}
${loader('source', source, from, (id) => written.get(id) ?? id, patch)}
fn seen(n : u32, y : u32, x : u32, c : u32) -> vec4f {
  ${prologue(layer.prologue)}
}
fn finish(n : u32, y : u32, x : u32, across : u32, sum : ${value}) {
  ${
    transposed
      ? `let filters = across % ${filterQuads}u; let part = across / ${filterQuads}u;
  let at = ((n * ${to[0]}u + 2u * y + part / 2u) * ${to[1]}u + 2u * x + part % 2u) * ${filterQuads}u + filters;`
      : `let filters = across;
  let at = ((n * ${to[0]}u + y) * ${to[1]}u + x) * ${filterQuads}u + filters;`
  }
  var v = sum + bias[filters];
  ${shifts ? `v += shifts[(step.row + rows[n]) * ${shifts.all / 4}u + ${shifts.first / 4}u + filters];` : ''}
  ${layer.activation === 'silu' ? `v = ${silu('v')};` : layer.activation === 'relu' ? `v = max(v, ${value}());` : ''}
  ${(layer.residual ?? []).map((_, i) => `v += residual${i}[at];`).join(' ')}
  result[at] = v;
}
${split > 1 ? `var<workgroup> sums : array<${value}, ${tile * THREADS}>;` : ''}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let item = group.x * ${THREADS / split}u + local % ${THREADS / split}u;
  ${split > 1 ? `let lane = local / ${THREADS / split}u;` : ''}
  let here = item < step.pictures * ${items}u;
  ${split > 1 ? '' : 'if (!here) { return; }'}
  let across = item % ${across}u;
  let x = ((item / ${across}u) % ${tiles}u) * ${tile}u;
  let x0 = x * ${stride}u;
  let y = (item / ${across * tiles}u) % ${rows}u;
  let n = item / ${items}u;
  ${pixels.map((p) => `var a${p} = ${value}();`).join(' ')}
  if (here) {
    for (var ky = 0u; ky < ${taps}u; ky++) {
      let iy = i32(y * ${stride}u + ky) - ${pad};
      ${pad > 0 ? `if (iy < 0 || iy >= ${height}) { continue; }` : ''}
      for (var c = ${first}; c < ${quads}u; c += ${split}u) {
        ${loaded.map((i) => `let i${i} = ${load(i)};`).join('\n')}
        ${Array.from({ length: taps }, (_, kx) => tap(kx)).join('\n')}
      }
    }
  }
  ${
    split > 1
      ? `${pixels.map((p) => `sums[${p * THREADS}u + local] = a${p};`).join(' ')}
  workgroupBarrier();
  if (!here) { return; }
  for (var p = lane; p < ${tile}u; p += ${split}u) {
    var sum = ${value}();
    for (var s = 0u; s < ${split}u; s++) { sum += sums[p * ${THREADS}u + s * ${THREADS / split}u + local % ${THREADS / split}u]; }
    finish(n, y, x + p, across, sum);
  }`
      : pixels.map((p) => `finish(n, y, x + ${p}u, across, a${p});`).join(' ')
  }
}`;
  return { code, access: bindings.access, items, split };
}

/** The most pixels of a row, up to seven, that divide it. */
function tileOf(width: number): number {
  for (let tile = Math.min(7, width); ; tile--) if (width % tile === 0) return tile;
}

function prologue(kind: Convolution['prologue']): string {
  if (!kind) return 'return source(n, y, x, c);';
  const seen = kind === 'affine-silu' ? 'source(n, y, x, c) * scale[c] + offset[c]' : 'source(n, y, x, c)';
  return `let v = ${seen}; return ${silu('v')};`;
}
