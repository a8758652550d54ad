import type { LayerShape } from '../network';
import { Bindings, STEP, threadEach, THREADS } from './wgsl';

/**
 * softmax(q k^T / sqrt(d)) v as WGSL, one thread for each query of a head. A running maximum (Milakov & Gimelshein 2018)
 * lets it read the keys once.
 * @param to height, width, channels of the result; the input has three times the channels: q, k, v
 * @param step the uniform's declaration
 */
export function attentionShader(heads: number, [height, width, channels]: LayerShape, step = STEP) {
  const pixels = height * width;
  const quads = channels / heads / 4;
  if (!Number.isInteger(quads)) throw new Error(`a head of attention has ${channels / heads} channels`);
  const bindings = new Bindings().add('qkv', 'vec4f').add('result', 'vec4f', 'read_write');
  const each = (text: (i: number) => string) => Array.from({ length: quads }, (_, i) => text(i)).join(' ');
  const row = (3 * channels) / 4;
  const code = `${step}${bindings.code}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread : vec3u) {
  let item = thread.x;
  if (item >= step.pictures * ${pixels * heads}u) { return; }
  let head = item % ${heads}u;
  let pixel = (item / ${heads}u) % ${pixels}u;
  let n = item / ${pixels * heads}u;
  let all = n * ${pixels * row}u + head * ${quads}u;
  let q = all + pixel * ${row}u;
  ${each((i) => `let q${i} = qkv[q + ${i}u] * ${(1 / Math.sqrt(4 * quads)).toPrecision(9)}; var a${i} = vec4f();`)}
  var most = -3.4e38;
  var sum = 0.0;
  for (var p = 0u; p < ${pixels}u; p++) {
    let k = all + p * ${row}u + ${channels / 4}u;
    let v = k + ${channels / 4}u;
    var logit = 0.0;
    ${each((i) => `logit += dot(q${i}, qkv[k + ${i}u]);`)}
    let next = max(most, logit);
    let fade = exp(most - next);
    let weight = exp(logit - next);
    most = next;
    sum = sum * fade + weight;
    ${each((i) => `a${i} = a${i} * fade + qkv[v + ${i}u] * weight;`)}
  }
  let at = (n * ${pixels}u + pixel) * ${channels / 4}u + head * ${quads}u;
  ${each((i) => `result[at + ${i}u] = a${i} / sum;`)}
}`;
  return { code, access: bindings.access, work: threadEach(pixels * heads) };
}
