// Other runtimes on the current WebGPU, with the same `step` as the batches of the app. They evaluate the network for all pictures and
// read the output; in their favour the step itself is left out.
import { readFile } from 'node:fs/promises';
import { toOnnx } from './onnx.mjs';

const ORT_WASM = 'bench/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm';

/** Arbitrary inputs for `count` pictures; their values do not change the time. */
function numbers({ size, embedding }, count) {
  const input = Float32Array.from({ length: 2 * count * size * size }, (_, i) => Math.sin(i));
  const e = Float32Array.from({ length: count * embedding.width }, (_, i) => Math.cos(i));
  return { input, e };
}

/** @returns {Promise<{ step: () => Promise<Float32Array> }>} */
export async function ortOnWebGpu(network, weights, count) {
  // Its memory is shared between threads, and Dawn in Node cannot write from such memory.
  const { writeBuffer } = globalThis.GPUQueue.prototype;
  globalThis.GPUQueue.prototype.writeBuffer = function (
    buffer,
    offset,
    data,
    from = 0,
    length = data.length,
  ) {
    const copy = data.buffer instanceof SharedArrayBuffer ? data.slice(from, from + length) : undefined;
    if (copy) writeBuffer.call(this, buffer, offset, copy);
    else writeBuffer.call(this, buffer, offset, data, from, length);
  };
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = await readFile(ORT_WASM);
  const model = toOnnx(network, weights);
  const session = await ort.InferenceSession.create(model, { executionProviders: ['webgpu'] });
  const { input, e } = numbers(network, count);
  return {
    async step() {
      const { output } = await session.run({
        input: new ort.Tensor('float32', input, [count, 2, network.size, network.size]),
        e: new ort.Tensor('float32', e, [count, network.embedding.width]),
      });
      return output.data;
    },
  };
}

/** @returns {Promise<{ step: () => Promise<Float32Array> }>} */
export async function jaxOnWebGpu(network, weights, count) {
  const { defaultDevice, init } = await import('@jax-js/jax');
  if (!(await init('webgpu')).includes('webgpu')) throw new Error('jax-js finds no WebGPU.');
  defaultDevice('webgpu');
  const { toJax } = await import('./jaxNetwork.mjs');
  const evaluate = toJax(network, weights);
  const { input, e } = numbers(network, count);
  return { step: () => evaluate(input.slice(), e.slice(), count) };
}
