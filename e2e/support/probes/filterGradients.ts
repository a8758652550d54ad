import { Conv2DBackpropFilter, engine, env, tensor4d, type Tensor } from '@tensorflow/tfjs-core';
import { fillGaussian, fold, key } from '../../../src/diffusion/random';
import { answer, useBackend } from './answer';

/** Of a convolution: its input [batch, height, width, channels], its kernel [height, width, channels, filters], ... */
export interface Shape {
  readonly input: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly stride: number;
  readonly pad: 'same' | 'valid';
}

async function gradient({ input, filter, stride, pad }: Shape): Promise<Float32Array> {
  const [, , , filters] = filter;
  const size = (n: number, k: number): number => (pad === 'same' ? n : Math.floor((n - k) / stride) + 1);
  const output: Shape['input'] = [input[0], size(input[1], filter[0]), size(input[2], filter[1]), filters];
  const random = (shape: Shape['input'], stream: number): Tensor =>
    tensor4d(fillGaussian(fold(key(1), stream), new Float32Array(shape.reduce((a, b) => a * b))), shape);
  const x = random(input, 0);
  const dy = random(output, 1);
  const attrs = { strides: stride, pad, dataFormat: 'NHWC', filterShape: filter };
  const dW = engine().runKernel<Tensor>(Conv2DBackpropFilter, { x, dy }, attrs);
  const values = Float32Array.from(await dW.data());
  [x, dy, dW].forEach((tensor) => tensor.dispose());
  return values;
}

/** Distance of the gradients on WebGPU from those on WebAssembly, relative to their length, one a shape. */
answer(async (shapes: readonly Shape[]) => {
  const of: Float32Array[][] = [];
  for (const backend of ['wasm', 'webgpu'] as const) {
    await useBackend(backend);
    const gradients = [];
    for (const shape of shapes) gradients.push(await gradient(shape));
    of.push(gradients);
  }
  if (env().getBool('WEBGPU_CPU_FORWARD')) throw new Error('Small tensors would not reach the GPU.');
  return of[0].map(
    (wasm, i) => Math.hypot(...wasm.map((value, k) => value - of[1][i][k])) / Math.hypot(...wasm),
  );
});
