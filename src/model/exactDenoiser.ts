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
import { conversion } from '../diffusion/parameterization';
import type { Schedule } from '../diffusion/schedule';
import type { Denoiser } from './denoiser';

/** E[x_0 | x_t] over a set of digits, as a denoiser that the sampler can ask. */
export interface ExactDenoiser extends Denoiser {
  /** log p(x_i | x_t) less that of the likeliest digit, [N, n]: one row a picture. Call it within a tidy. */
  logits(xt: Tensor4D, schedule: Schedule, t: number, labels: ArrayLike<number>): Tensor2D;
  /** p(x_i | x_t) of these, [N, n]; the unlikeliest digits share one weight. Call it within a tidy. */
  weights(logits: Tensor2D): Tensor2D;
  /** The digits by these weights, [N, pixels]: E[x_0 | x_t]. Call it within a tidy. */
  mean(weights: Tensor2D): Tensor2D;
  readonly points: Points;
  /** What the digits take on the backend; WebAssembly keeps a second copy. */
  readonly bytes: number;
}

/** Where x_t is cut: multiples of these are taken off one after the other. */
const PLACES = [2 ** -3, 2 ** -10];
/** Digits that are multiplied at once: sums of more lose figures, and buffers of more are refused on some devices. */
const CHUNK = 1000;
/** A digit whose likelihood is e^-100 of the best one's has no share. Kept finite: not every GPU knows infinity. */
const LEAST = -100;
const OTHER_CLASS = -1e30;

/**
 * Puts digits on the current backend.
 *
 * log q(x_t | x_i) is, up to what all digits share, a (x_t . b_i - h_i) with b_i the digit's bytes. Both parts are some
 * thousands where their differences decide, and a is large where t is small: float32 alone would leave no figure right. So x_t
 * is cut into multiples of 2^-3 below 8, multiples of 2^-10 below 2^-4, and a rest. A product of the first two with bytes is a sum of
 * whole numbers below 255 * 784 * 64 < 2^24, exact in float32 on every backend in any order; the rest is small. They are
 * added up in pairs that keep what rounding loses (Knuth 1969, TwoSum). x_t beyond 8 in size loses this exactness, nothing else.
 *
 * @param points n digits of size x size; they stay in use
 * @returns a denoiser that holds the digits there until it is disposed
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
    estimate(xt, schedule, t, asked, w) {
      const labels = Array.from(asked);
      const x0Of = (classes: number[]): Tensor4D =>
        reshape(mean(weights(logits(xt, schedule, t, classes))), xt.shape);
      const own = x0Of(labels);
      // x0 is an affine function of epsilon, so guiding the one guides the other.
      const x0 = w === 0 ? own : sub<Tensor4D>(mul(own, 1 + w), mul(x0Of(labels.map(() => EVERY_CLASS)), w));
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

/** x . b_i of each picture and digit in parts that add up to it, the exact ones first: [N, n] each. */
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

/** Their sum, one after the other: a GPU binds no more than some eight buffers at once, which addN does not know. */
const sumOf = (parts: readonly Tensor[]): Tensor => parts.reduce((a, b) => add(a, b));

/** a + b, and what rounding it has lost. */
function twoSum(a: Tensor2D, b: Tensor): [Tensor2D, Tensor2D] {
  const total: Tensor2D = add(a, b);
  const taken: Tensor2D = sub(total, a);
  return [total, add(sub(a, sub(total, taken)), sub(b, taken))];
}

/** Each digit's sum of squared bytes, and its sum of bytes: whole numbers. */
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

/** -h_i = -signal (|b_i|^2 / 255 - sum of b_i) as the nearest float32, and what that leaves over. */
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

/** What is added for each class asked: nothing to its own digits. The last row, for no class, is 0. */
function classMasks(labels: Uint8Array): Float32Array {
  const masks = new Float32Array((EVERY_CLASS + 1) * labels.length);
  for (let c = 0; c < EVERY_CLASS; c++)
    labels.forEach((own, i) => (masks[c * labels.length + i] = own === c ? 0 : OTHER_CLASS));
  return masks;
}
