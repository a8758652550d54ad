import type { LayerShape } from '../network';
import { dispatch, read, value, write, type Dispatch } from './shader';

/**
 * The gradient of softmax(q k^T / sqrt(d)) v, as two dispatches. The first has a thread for each query: it computes the query's
 * softmax anew, keeps its largest logit, the sum and dO . O as the value `${id}.softmax`, and writes dq. The second has a thread for
 * each key, and writes dk and dv.
 * @param shape height, width, channels of the output
 * @param qkv value of queries, keys and values; its gradient is written to `gradient`
 * @param outputGradient dO
 */
export function attentionGradient(
  id: string,
  heads: number,
  [height, width, channels]: LayerShape,
  { qkv, gradient, outputGradient }: { qkv: string; gradient: string; outputGradient: string },
): Dispatch[] {
  const pixels = height * width;
  const quads = channels / heads / 4;
  const [all, row] = [channels / 4, (3 * channels) / 4];
  const scale = (1 / Math.sqrt(4 * quads)).toPrecision(9);
  const each = (text: (i: number) => string): string =>
    Array.from({ length: quads }, (_, i) => text(i)).join(' ');
  const dot = (a: string, b: (i: number) => string): string =>
    Array.from({ length: quads }, (_, i) => `dot(${a}${i}, ${b(i)})`).join(' + ');
  const place = `
  let item = thread.x;
  if (item >= step.pictures * ${pixels * heads}u) { return; }
  let head = item % ${heads}u;
  let n = item / ${pixels * heads}u;
  let first = n * ${pixels * row}u + head * ${quads}u;
  let at = first + (item / ${heads}u) % ${pixels}u * ${row}u;
  let out = n * ${pixels * all}u + head * ${quads}u;
  let own = out + (item / ${heads}u) % ${pixels}u * ${all}u;`;
  const threads = { perPicture: pixels * heads };
  return [
    dispatch(
      `${id}.queries`,
      [
        read('qkv', value(qkv)),
        read('o', value(id)),
        read('dO', value(outputGradient)),
        write('softmax', value(`${id}.softmax`)),
        write('gradient', value(gradient)),
      ],
      threads,
      `${place}
  ${each((i) => `let q${i} = qkv[at + ${i}u] * ${scale}; let g${i} = dO[own + ${i}u]; var d${i} = vec4f();`)}
  var most = -3.4e38;
  var sum = 0.0;
  for (var p = 0u; p < ${pixels}u; p++) {
    let k = first + p * ${row}u + ${all}u;
    let logit = ${dot('q', (i) => `qkv[k + ${i}u]`)};
    let next = max(most, logit);
    sum = sum * exp(most - next) + exp(logit - next);
    most = next;
  }
  let through = ${dot('g', (i) => `o[own + ${i}u]`)};
  for (var p = 0u; p < ${pixels}u; p++) {
    let k = first + p * ${row}u + ${all}u;
    let v = k + ${all}u;
    let weight = exp(${dot('q', (i) => `qkv[k + ${i}u]`)} - most) / sum;
    let d = weight * (${dot('g', (i) => `qkv[v + ${i}u]`)} - through) * ${scale};
    ${each((i) => `d${i} += d * qkv[k + ${i}u];`)}
  }
  ${each((i) => `gradient[at + ${i}u] = d${i};`)}
  softmax[item] = vec4f(most, sum, through, 0.0);`,
    ),
    dispatch(
      `${id}.keys`,
      [
        read('qkv', value(qkv)),
        read('dO', value(outputGradient)),
        read('softmax', value(`${id}.softmax`)),
        write('gradient', value(gradient)),
      ],
      threads,
      `${place}
  let k = at + ${all}u;
  let v = k + ${all}u;
  ${each((i) => `let k${i} = qkv[k + ${i}u] * ${scale}; let v${i} = qkv[v + ${i}u]; var dk${i} = vec4f(); var dv${i} = vec4f();`)}
  for (var p = 0u; p < ${pixels}u; p++) {
    let q = first + p * ${row}u;
    let g = out + p * ${all}u;
    let seen = softmax[(n * ${pixels}u + p) * ${heads}u + head];
    let weight = exp(${dot('k', (i) => `qkv[q + ${i}u]`)} - seen.x) / seen.y;
    let d = weight * (${dot('v', (i) => `dO[g + ${i}u]`)} - seen.z) * ${scale};
    ${each((i) => `dk${i} += d * qkv[q + ${i}u]; dv${i} += weight * dO[g + ${i}u];`)}
  }
  ${each((i) => `gradient[k + ${i}u] = dk${i}; gradient[v + ${i}u] = dv${i};`)}`,
    ),
  ];
}

/** Numbers a picture of the value `${id}.softmax`. */
export const softmaxSize = (heads: number, [height, width]: LayerShape): number => 4 * heads * height * width;
