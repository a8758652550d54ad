import {
  add,
  concat,
  dispose,
  div,
  exp,
  gather,
  matMul,
  max,
  maximum,
  mul,
  reshape,
  round,
  split,
  sub,
  sum,
  tensor,
  tidy,
  transpose,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { EVERY_CLASS, type Points } from '../diffusion/exact';
import { conversion } from '../diffusion/training/parameterization';
import type { Schedule } from '../diffusion/schedule';
import type { Denoiser } from './denoiser';

/** E[x_0 | x_t] over a set of digits, as a denoiser for the sampler. */
export interface ExactDenoiser extends Denoiser {
  /** log p(x_i | x_t) minus that of the likeliest digit, [N, n], one row for each picture. Call it within a tidy. */
  logits(xt: Tensor4D, schedule: Schedule, t: number, labels: ArrayLike<number>): Tensor2D;
  /** p(x_i | x_t) from these logits, [N, n]; the least likely digits have equal weights. Call it within a tidy. */
  weights(logits: Tensor2D): Tensor2D;
  /** The weighted mean of the digits, [N, pixels]: E[x_0 | x_t]. Call it within a tidy. */
  mean(weights: Tensor2D): Tensor2D;
  readonly points: Points;
  /** Bytes that the digits occupy on the backend; WebAssembly keeps a second copy. */
  readonly bytes: number;
}

/** Where x_t is cut: its multiples of the first, then the multiples of the second in the rest. */
const PLACES = [2 ** -3, 2 ** -10];
/** Digits of one product: sums over more lose precision, and some devices refuse larger buffers. */
const CHUNK = 1000;
/** Logits are clamped here: e^-100 has no weight, and not every GPU knows infinity. */
const LEAST = -100;
const OTHER_CLASS = -1e30;

/**
 * Puts digits on the current backend.
 *
 * Up to a term that all digits share, log q(x_t | x_i) is a (x_t . b_i - h_i), with b_i the digit's bytes. Both terms are in the
 * thousands while small differences decide, and a is large for small t: in plain float32 no digit of the result would be right.
 * So x_t is cut into multiples of 2^-3 below 8, multiples of 2^-10 below 2^-4, and a rest. The products of the first two with
 * bytes are sums of whole numbers below 255 * 784 * 64 < 2^24, exact in float32 on every backend in any order; the rest is small.
 * The products are added in pairs that keep the rounding error (Knuth 1969, TwoSum). Where |x_t| > 8, only this exactness is lost.
 *
 * @param points n digits of size x size; they must not change
 * @returns a denoiser that holds the digits on the backend until it is disposed
 */
export function createExactDenoiser(points: Points, size: number): ExactDenoiser {
  const pixels = size * size;
  const n = points.labels.length;
  const [squares, sums] = momentsOf(points.bytes, pixels);
  const chunks = Array.from({ length: Math.ceil(n / CHUNK) }, (_, k): Tensor2D => {
    const bytes = points.bytes.subarray(k * CHUNK * pixels, (k + 1) * CHUNK * pixels);
    return tensor(new Float32Array(bytes), [bytes.length / pixels, pixels]);
  });
  const lengths = chunks.map(({ shape }) => shape[0]);
  const classes = tensor(classMasks(points.labels), [EVERY_CLASS + 1, n]);

  const logits: ExactDenoiser['logits'] = (xt, schedule, t, labels) =>
    tidy(() => {
      const signal = Math.sqrt(schedule.alphaBar[t]);
      const [h, rest] = halves(squares, sums, signal);
      const parts = products(reshape(xt, [xt.shape[0], pixels]), chunks);
      let [total, lost] = twoSum(parts[0], tensor(h));
      for (const part of parts.slice(1)) {
        const [next, more] = twoSum(total, part);
        total = next;
        lost = add(lost, more);
      }
      lost = add(lost, tensor(rest));
      total = add(total, gather(classes, tensor(Int32Array.from(labels), undefined, 'int32')));
      const away = add(sub(total, max(total, 1, true)), lost);
      const scale = signal / (127.5 * schedule.oneMinusAlphaBar[t]);
      return mul<Tensor2D>(away, scale);
    });

  const weights: ExactDenoiser['weights'] = (logits) =>
    tidy(() => {
      const shares = exp(maximum(logits, LEAST));
      const totals = split(shares, lengths, 1).map((part): Tensor => sum(part, 1, true));
      return div<Tensor2D>(shares, sumOf(totals));
    });

  const mean: ExactDenoiser['mean'] = (weights) => {
    const shares = split(weights, lengths, 1);
    const bytes = sumOf(shares.map((share, k) => matMul(share, chunks[k])));
    return sub(mul(bytes, 1 / 127.5), 1);
  };

  return {
    network: { size, classes: EVERY_CLASS },
    points,
    bytes: 4 * n * (pixels + EVERY_CLASS + 1),
    logits,
    weights,
    mean,
    estimate(xt, schedule, t, labelArray, w) {
      const labels = Array.from(labelArray);
      const x0Of = (classes: number[]): Tensor4D =>
        reshape(mean(weights(logits(xt, schedule, t, classes))), xt.shape);
      const conditional = x0Of(labels);
      // x0 is an affine function of epsilon, so guiding one guides the other.
      const x0 =
        w === 0
          ? conditional
          : sub<Tensor4D>(mul(conditional, 1 + w), mul(x0Of(labels.map(() => EVERY_CLASS)), w));
      return {
        as: (kind) => {
          const c = conversion(schedule, t, 'x0', kind);
          return c.xt === 0 ? mul(x0, c.output) : add<Tensor4D>(mul(xt, c.xt), mul(x0, c.output));
        },
      };
    },
    dispose: () => dispose([...chunks, classes]),
  };
}

/** x . b_i of each picture and digit, as parts to be added, the exact ones first: [N, n] each. */
function products(x: Tensor2D, chunks: readonly Tensor2D[]): Tensor2D[] {
  const parts: Tensor2D[] = [];
  let rest = x;
  for (const place of PLACES) {
    const part: Tensor2D = mul(round(div(rest, place)), place);
    parts.push(part);
    rest = sub(rest, part);
  }
  parts.push(rest);
  const columns = transpose(concat(parts, 0));
  const all = concat(
    chunks.map((chunk) => matMul(chunk, columns)),
    0,
  );
  return split(transpose(all), parts.length, 0);
}

/** Their sum, added one by one: addN would bind more buffers than a GPU allows, which is about eight. */
const sumOf = (parts: readonly Tensor[]): Tensor => parts.reduce((a, b) => add(a, b));

/** a + b, and its rounding error. */
function twoSum(a: Tensor2D, b: Tensor): [Tensor2D, Tensor2D] {
  const total: Tensor2D = add(a, b);
  const bRounded: Tensor2D = sub(total, a);
  return [total, add(sub(a, sub(total, bRounded)), sub(b, bRounded))];
}

/** For each digit the sum of its squared bytes, and the sum of its bytes: whole numbers. */
function momentsOf(bytes: Uint8Array, pixels: number): [Float64Array, Float64Array] {
  const n = bytes.length / pixels;
  const [squares, sums] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    for (const byte of bytes.subarray(i * pixels, (i + 1) * pixels)) {
      squares[i] += byte * byte;
      sums[i] += byte;
    }
  }
  return [squares, sums];
}

/** -h_i = -signal (|b_i|^2 / 255 - sum of b_i) as the nearest float32, and the remainder. */
function halves(squares: Float64Array, sums: Float64Array, signal: number): [Float32Array, Float32Array] {
  const rounded = new Float32Array(squares.length);
  const rest = new Float32Array(squares.length);
  for (let i = 0; i < squares.length; i++) {
    const value = signal * (sums[i] - squares[i] / 255);
    rounded[i] = value;
    rest[i] = value - rounded[i];
  }
  return [rounded, rest];
}

/** For each requested class, what is added to each digit's logit: 0 for digits of the class. The last row, for no class, is 0. */
function classMasks(labels: Uint8Array): Float32Array {
  const masks = new Float32Array((EVERY_CLASS + 1) * labels.length);
  for (let c = 0; c < EVERY_CLASS; c++)
    labels.forEach((label, i) => (masks[c * labels.length + i] = label === c ? 0 : OTHER_CLASS));
  return masks;
}
