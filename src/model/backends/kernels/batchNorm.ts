import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { EPSILON } from '../../norms';
import { BATCH_NORM, BATCH_NORM_GRADIENT } from '../../train/batchNorm';
import { runKernel, type Gpu, type Kernel } from './kernel';
import { sumOfParts } from './sumOfParts';

/** A workgroup sums the pixels of one picture in 16 channels, with 4 threads for each channel. */
const CHANNELS = 16;
const LANES = 4;
const THREADS = CHANNELS * LANES;

/** Adds the sums of the four threads of a channel. */
const SUMMING = `
  var<workgroup> lanes : array<f32, ${THREADS}>;

  fn overLanes(part : f32) -> f32 {
    let at = i32(localIndex);
    lanes[at] = part;
    workgroupBarrier();
    let sum = lanes[at % ${CHANNELS}] + lanes[at % ${CHANNELS} + ${CHANNELS}] +
      lanes[at % ${CHANNELS} + ${2 * CHANNELS}] + lanes[at % ${CHANNELS} + ${3 * CHANNELS}];
    workgroupBarrier();
    return sum;
  }`;
/** The picture, channel and lane of a thread, and the elements that it sums. */
const PLACE = `
  let picture = i32(workgroupId.x);
  let channel = i32(workgroupId.y) * ${CHANNELS} + i32(localIndex) % ${CHANNELS};
  let inside = channel < uniforms.channels;
  let lane = i32(localIndex) / ${CHANNELS};
  let first = picture * uniforms.pixels * uniforms.channels + channel;
  let end = select(0, uniforms.pixels, inside);`;

/** For each picture and channel the mean, and the sum of squared deviations: [2, pictures, channels]. */
const PICTURES: Kernel = {
  key: 'batchNormPictures',
  threads: THREADS,
  code: `${SUMMING}
    fn main(index : i32) {
      ${PLACE}
      var sum = 0.0;
      for (var p = lane; p < end; p += ${LANES}) { sum += x[first + p * uniforms.channels]; }
      let mean = overLanes(sum) / f32(uniforms.pixels);
      var squares = 0.0;
      for (var p = lane; p < end; p += ${LANES}) {
        let centred = x[first + p * uniforms.channels] - mean;
        squares += centred * centred;
      }
      squares = overLanes(squares);
      if (inside && lane == 0) {
        result[picture * uniforms.channels + channel] = mean;
        result[(uniforms.pictures + picture) * uniforms.channels + channel] = squares;
      }
    }`,
};

/** Mean, biased and unbiased variance over all pictures: [3, channels] (Chan et al. 1979, with equal counts). */
const MOMENTS: Kernel = {
  key: 'batchNormMoments',
  threads: CHANNELS,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.channels) { return; }
      var mean = 0.0;
      for (var i = 0; i < uniforms.pictures; i++) { mean += pictures[i * uniforms.channels + index]; }
      mean /= f32(uniforms.pictures);
      var squares = 0.0;
      for (var i = 0; i < uniforms.pictures; i++) {
        let difference = pictures[i * uniforms.channels + index] - mean;
        squares += pictures[(uniforms.pictures + i) * uniforms.channels + index] + f32(uniforms.pixels) * difference * difference;
      }
      let count = uniforms.pictures * uniforms.pixels;
      result[index] = mean;
      result[uniforms.channels + index] = squares / f32(count);
      result[2 * uniforms.channels + index] = squares / f32(max(1, count - 1));
    }`,
};

/** For one element of x: xHat, and z, the input of the activation. */
const NORMALISED = `
  fn normalised(at : i32, channel : i32) -> f32 {
    return (x[at] - moments[channel]) * inverseSqrt(moments[uniforms.channels + channel] + ${EPSILON});
  }
  fn activated(at : i32, channel : i32) -> f32 {
    var z = normalised(at, channel) * gamma[channel] + beta[channel];
    if (uniforms.adds == 1) {
      z += added[at / (uniforms.pixels * uniforms.channels) * uniforms.channels + channel];
    }
    return z;
  }`;
/** dz from dy: by SiLU's derivative if there is an activation. */
const DERIVED = `${NORMALISED}
  fn derived(at : i32, channel : i32) -> f32 {
    if (uniforms.silu == 0) { return dy[at]; }
    let z = activated(at, channel);
    let s = 1.0 / (1.0 + exp(-z));
    return dy[at] * s * (1.0 + z * (1.0 - s));
  }`;

const OUTPUT: Kernel = {
  key: 'batchNormOutput',
  threads: THREADS,
  code: `${NORMALISED}
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      let z = activated(index, index % uniforms.channels);
      result[index] = select(z, z / (1.0 + exp(-z)), uniforms.silu == 1);
    }`,
};

/** Sums of dz and of dz xHat over each picture's channel: [2, pictures, channels]. */
const GRADIENT_SUMS: Kernel = {
  key: 'batchNormGradientSums',
  threads: THREADS,
  code: `${SUMMING}${DERIVED}
    fn main(index : i32) {
      ${PLACE}
      var sum = 0.0;
      var product = 0.0;
      for (var p = lane; p < end; p += ${LANES}) {
        let at = first + p * uniforms.channels;
        let dz = derived(at, channel);
        sum += dz;
        product += dz * normalised(at, channel);
      }
      sum = overLanes(sum);
      product = overLanes(product);
      if (inside && lane == 0) {
        result[picture * uniforms.channels + channel] = sum;
        result[(uniforms.pictures + picture) * uniforms.channels + channel] = product;
      }
    }`,
};

/** dx: the terms of `through` are the gradients through the mean and the variance. */
const INPUT_GRADIENT: Kernel = {
  key: 'batchNormInputGradient',
  threads: THREADS,
  code: `${DERIVED}
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      let channel = index % uniforms.channels;
      let count = f32(uniforms.pictures * uniforms.pixels);
      let through = sums[channel] + normalised(index, channel) * sums[uniforms.channels + channel];
      let scale = gamma[channel] * inverseSqrt(moments[uniforms.channels + channel] + ${EPSILON});
      result[index] = scale * (derived(index, channel) - through / count);
    }`,
};

interface Inputs {
  readonly x: TensorInfo;
  readonly gamma: TensorInfo;
  readonly beta: TensorInfo;
  readonly added?: TensorInfo;
}

/** The uniforms of all the kernels. */
function uniformsOf({ x, added }: Inputs, silu: boolean): Record<string, number> {
  const [pictures, height, width, channels] = x.shape;
  return { pictures, pixels: height * width, channels, adds: added ? 1 : 0, silu: silu ? 1 : 0 };
}

/** Workgroups of a kernel that sums over pictures. */
const groupsOf = (pictures: number, channels: number): readonly [number, number, number] => [
  pictures,
  Math.ceil(channels / CHANNELS),
  1,
];

/** Inputs x, gamma, beta and optionally added; outputs y, the moments [3, channels], means and unbiased variances. */
export const batchNorm: KernelConfig = {
  kernelName: BATCH_NORM,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend: current }) => {
    const backend = current as Gpu;
    const tensors = inputs as unknown as Inputs;
    const { x, gamma, beta, added = beta } = tensors;
    const numbers = uniformsOf(tensors, attrs?.silu === true);
    const { pictures, channels } = numbers;
    const parts = runKernel(
      backend,
      PICTURES,
      { x },
      [2, pictures, channels],
      numbers,
      groupsOf(pictures, channels),
    );
    const groups = [Math.ceil(channels / CHANNELS), 1, 1] as const;
    const moments = runKernel(backend, MOMENTS, { pictures: parts }, [3, channels], numbers, groups);
    backend.disposeData(parts.dataId);
    const y = runKernel(backend, OUTPUT, { x, moments, gamma, beta, added }, x.shape, numbers);
    const row = (n: number): TensorInfo =>
      sumOfParts(backend, moments, [channels], { length: channels, first: n * channels });
    return [y, moments, row(0), row(2)];
  },
};

/** The same inputs, the moments and dy; outputs the gradients of x, gamma, beta and, if it is an input, added. */
export const batchNormGradient: KernelConfig = {
  kernelName: BATCH_NORM_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend: current }) => {
    const backend = current as Gpu;
    const tensors = inputs as unknown as Inputs & { moments: TensorInfo; dy: TensorInfo };
    const { x, moments, dy, gamma, beta, added = beta } = tensors;
    const numbers = uniformsOf(tensors, attrs?.silu === true);
    const { pictures, channels } = numbers;
    const read = { x, moments, gamma, beta, added, dy };
    const parts = runKernel(
      backend,
      GRADIENT_SUMS,
      read,
      [2, pictures, channels],
      numbers,
      groupsOf(pictures, channels),
    );
    const sums = sumOfParts(backend, parts, [2, channels], { parts: pictures, length: channels });
    const dx = runKernel(backend, INPUT_GRADIENT, { ...read, sums }, x.shape, numbers);
    const row = (n: number): TensorInfo =>
      sumOfParts(backend, sums, [channels], { length: channels, first: n * channels });
    const gradients = [dx, row(1), row(0)];
    if (tensors.added)
      gradients.push(sumOfParts(backend, parts, tensors.added.shape, { length: pictures * channels }));
    backend.disposeData(parts.dataId);
    backend.disposeData(sums.dataId);
    return gradients;
  },
};
