import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { EPSILON } from '../../norms';
import { BATCH_NORM, BATCH_NORM_GRADIENT } from '../../train/batchNorm';
import { runKernel, type Gpu, type Kernel } from './kernel';
import { sumOfParts } from './sumOfParts';

/** A workgroup sums the pixels of one picture in 16 channels, each channel in 4 threads. */
const CHANNELS = 16;
const LANES = 4;
const THREADS = CHANNELS * LANES;

/** Where a thread of such a workgroup is, and how its sum becomes that of the four. */
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
const PLACE = `
  let picture = i32(workgroupId.x);
  let channel = i32(workgroupId.y) * ${CHANNELS} + i32(localIndex) % ${CHANNELS};
  let inside = channel < uniforms.channels;
  let lane = i32(localIndex) / ${CHANNELS};
  let first = picture * uniforms.pixels * uniforms.channels + channel;
  let end = select(0, uniforms.pixels, inside);`;

/** Mean of each picture's channel, and the sum of the squares of what is left: [2, pictures, channels]. */
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

/** Means of all pictures, their biased and their unbiased variances: [3, channels] (Chan et al. 1979, equal counts). */
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
        let apart = pictures[i * uniforms.channels + index] - mean;
        squares += pictures[(uniforms.pictures + i) * uniforms.channels + index] + f32(uniforms.pixels) * apart * apart;
      }
      let count = uniforms.pictures * uniforms.pixels;
      result[index] = mean;
      result[uniforms.channels + index] = squares / f32(count);
      result[2 * uniforms.channels + index] = squares / f32(max(1, count - 1));
    }`,
};

/** Of one element of x: xHat, and z, what the activation is given. */
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
/** dz from dy: SiLU's derivative where there is one. */
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

/** The second and third term come through the mean and the variance. */
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

/** What all the kernels are told. */
function told({ x, added }: Inputs, silu: boolean): Record<string, number> {
  const [pictures, height, width, channels] = x.shape;
  return { pictures, pixels: height * width, channels, adds: added ? 1 : 0, silu: silu ? 1 : 0 };
}

/** Workgroups of a kernel that sums over pictures. */
const groupsOf = (pictures: number, channels: number): readonly [number, number, number] => [
  pictures,
  Math.ceil(channels / CHANNELS),
  1,
];

/** Inputs x, gamma, beta and, if there is one, added; outputs y, the moments [3, channels], means and unbiased variances. */
export const batchNorm: KernelConfig = {
  kernelName: BATCH_NORM,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend: current }) => {
    const backend = current as Gpu;
    const given = inputs as unknown as Inputs;
    const { x, gamma, beta, added = beta } = given;
    const numbers = told(given, attrs?.silu === true);
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

/** The same inputs, the moments and dy; outputs the gradients of x, gamma, beta and, if there is one, added. */
export const batchNormGradient: KernelConfig = {
  kernelName: BATCH_NORM_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend: current }) => {
    const backend = current as Gpu;
    const given = inputs as unknown as Inputs & { moments: TensorInfo; dy: TensorInfo };
    const { x, moments, dy, gamma, beta, added = beta } = given;
    const numbers = told(given, attrs?.silu === true);
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
    if (given.added)
      gradients.push(sumOfParts(backend, parts, given.added.shape, { length: pictures * channels }));
    backend.disposeData(parts.dataId);
    backend.disposeData(sums.dataId);
    return gradients;
  },
};
