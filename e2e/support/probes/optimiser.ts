import { engine, square, tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { fillGaussian, fold, key } from '../../../src/diffusion/random';
import { tiny } from '../../../src/model/networks/tiny';
import { trainedShapes } from '../../../src/model/norms';
import { Optimiser } from '../../../src/model/train/optimiser';
import { counts } from './counter';
import { answer, useBackend } from './answer';

export interface OptimiserAnswer {
  readonly variables: number;
  /** Of one update. */
  readonly dispatches: number;
  readonly buffers: number;
  /** Whether everything is still in the buffers that it was in. */
  readonly sameBuffers: boolean;
  /** Largest distance of what the optimiser holds after the updates from that on WebAssembly, relative to its length. */
  readonly distance: number;
}

const UPDATES = 3;

/** Tensors like the network's parameters, each from its own random numbers. */
function random(stream: number, scale: number): Map<string, Tensor> {
  const k = fold(key(1), stream);
  return new Map(
    [...trainedShapes(tiny)].map(([name, shape], i) => {
      const values = new Float32Array(shape.reduce((a, b) => a * b));
      return [
        name,
        tensor(
          fillGaussian(fold(k, i), values).map((v) => scale * v),
          [...shape],
        ),
      ];
    }),
  );
}

function bufferOf({ dataId }: Tensor): unknown {
  const { tensorMap } = engine().backend as unknown as Pick<WebGPUBackend, 'tensorMap'>;
  return tensorMap.get(dataId).resource;
}

async function updated(
  backend: 'wasm' | 'webgpu',
): Promise<Omit<OptimiserAnswer, 'distance'> & { values: Float32Array[] }> {
  await useBackend(backend);
  const optimiser = new Optimiser(
    { parameters: random(0, 1), average: random(1, 1), first: random(2, 0), second: random(3, 0) },
    0,
    0.995,
  );
  const { held } = optimiser;
  const tensors = (): Tensor[] =>
    Object.values(held).flatMap((part: Map<string, Tensor>) => [...part.values()]);
  const seen = { dispatches: 0, buffers: 0 };
  let before: unknown[] = [];
  for (let update = 0; update < UPDATES; update++) {
    const gradients = random(10 + update, 0.1);
    for (const gradient of gradients.values()) await square(gradient).data(); // so that it is on the GPU, as in a training
    before = backend === 'webgpu' ? tensors().map(bufferOf) : [];
    Object.assign(seen, counts);
    optimiser.update(gradients, 1e-3);
    seen.dispatches = counts.dispatches - seen.dispatches;
    seen.buffers = counts.buffers - seen.buffers;
    // Read after every update: what was read once must not be taken for what is there now.
    await tensors()[0].data();
  }
  const values: Float32Array[] = [];
  for (const held of tensors()) values.push(Float32Array.from(await held.data()));
  const sameBuffers = tensors().every((held, i) => backend === 'wasm' || bufferOf(held) === before[i]);
  return { variables: held.parameters.size, ...seen, sameBuffers, values };
}

answer(async (): Promise<OptimiserAnswer> => {
  const { values: expected } = await updated('wasm');
  const { values, ...rest } = await updated('webgpu');
  const distances = expected.map(
    (of, k) => Math.hypot(...of.map((value, i) => value - values[k][i])) / Math.hypot(...of),
  );
  return { ...rest, distance: Math.max(...distances) };
});
