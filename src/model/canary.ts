import { fused, matMul, reshape, tensor, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { fillGaussian, fold, key } from '../diffusion/random';
import { silu as plainSilu } from './float64';
import { silu } from './layers';

const SIZE = 7;
const CHANNELS = 8;
const TOLERANCE = 1e-3;

/** The chain of convolutions that is timed: about a sixth of an evaluation of the shipped network. */
const TIMED = { size: 14, channels: 32, layers: 6 };

/**
 * Checks that the current backend computes correctly: compares a 3x3 convolution with bias, SiLU and a matrix product with
 * plain JavaScript. Some drivers and browsers compute wrong numbers without any error (tfjs issue 7756).
 * @returns milliseconds of a chain of convolutions with its read-back, after a warm-up
 * @throws Error with the reason, as a sentence
 */
export async function runCanary(): Promise<number> {
  const x = gaussians(0, SIZE * SIZE * CHANNELS);
  const kernel = gaussians(1, 9 * CHANNELS * CHANNELS, 1 / 9);
  const bias = gaussians(2, CHANNELS);
  const matrix = gaussians(3, CHANNELS * CHANNELS, 1 / 3);
  const computed = await read(() => {
    const input = tensor4d(x, [1, SIZE, SIZE, CHANNELS]);
    const filter = tensor4d(kernel, [3, 3, CHANNELS, CHANNELS]);
    const hidden = silu(fused.conv2d({ x: input, filter, bias: tensor(bias), strides: 1, pad: 'same' }));
    return matMul(reshape(hidden, [SIZE * SIZE, CHANNELS]), tensor(matrix, [CHANNELS, CHANNELS]));
  });
  const expected = inJavaScript(x, kernel, bias, matrix);
  const error = expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - computed[i])), 0);
  // Written so that NaN fails.
  if (!(error <= TOLERANCE)) throw new Error(`It computes wrong numbers (off by ${error.toPrecision(2)}).`);

  await timedChain();
  return timedChain();
}

/** The canary's result by plain loops in float64: [SIZE * SIZE, CHANNELS] flat. */
function inJavaScript(
  x: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
  matrix: Float32Array,
): Float64Array {
  const out = new Float64Array(x.length);
  const hidden = new Float64Array(CHANNELS);
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      hidden.set(bias);
      for (let tap = 0; tap < 9; tap++) {
        const [y, z] = [row + Math.floor(tap / 3) - 1, column + (tap % 3) - 1];
        if (y < 0 || y >= SIZE || z < 0 || z >= SIZE) continue;
        const pixel = x.subarray((y * SIZE + z) * CHANNELS);
        accumulate(pixel, kernel.subarray(tap * CHANNELS * CHANNELS), hidden);
      }
      const activated = hidden.map(plainSilu);
      accumulate(activated, matrix, out.subarray((row * SIZE + column) * CHANNELS));
    }
  }
  return out;
}

/** out += x * matrix, over CHANNELS inputs and outputs. */
function accumulate(x: Float32Array | Float64Array, matrix: Float32Array, out: Float64Array): void {
  for (let i = 0; i < CHANNELS; i++) {
    for (let j = 0; j < CHANNELS; j++) out[j] += x[i] * matrix[i * CHANNELS + j];
  }
}

async function timedChain(): Promise<number> {
  const { size, channels, layers } = TIMED;
  const started = performance.now();
  await read(() => {
    let x = tensor4d(gaussians(4, size * size * channels), [1, size, size, channels]);
    const filter = tensor4d(gaussians(5, 9 * channels * channels, 1 / 17), [3, 3, channels, channels]);
    for (let i = 0; i < layers; i++) x = silu(fused.conv2d({ x, filter, strides: 1, pad: 'same' }));
    return x;
  });
  return performance.now() - started;
}

async function read(compute: () => Tensor): Promise<ArrayLike<number>> {
  const result = tidy(compute);
  try {
    return await result.data();
  } finally {
    result.dispose();
  }
}

function gaussians(stream: number, length: number, scale = 1): Float32Array {
  return fillGaussian(fold(key(0), stream), new Float32Array(length)).map((value) => value * scale);
}
