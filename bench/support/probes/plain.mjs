// Updates of the same network as users of tfjs write them: the union package, chained operations, tf.train.adam.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import { key } from '../../../src/diffusion/random';
import { initialise } from '../../../src/model/initialise';
import { tiny } from '../../../src/model/networks/tiny';
import { registerCompositions } from '../../../src/model/train/compositions';
import { answer, batches, measure } from './updates.mjs';

const silu = (x) => x.mul(x.sigmoid());

/** [N, 14, 14, c] to [N, 7, 7, 4 c] and back. */
function patches(x) {
  const [n, height, width, c] = x.shape;
  return x
    .reshape([n * (height / 2), 2, width / 2, 2 * c])
    .transpose([0, 2, 1, 3])
    .reshape([n, height / 2, width / 2, 4 * c]);
}
function pixels(x) {
  const [n, height, width, c] = x.shape;
  return x
    .reshape([n * height, width, 2, c / 2])
    .transpose([0, 2, 1, 3])
    .reshape([n, 2 * height, 2 * width, c / 4]);
}

function network(get, xt, times, labels) {
  const angles = Array.from(times, (t) => Array.from({ length: 16 }, (_, i) => (t - 1) * 10000 ** (-i / 16)));
  const waves = tf.tensor2d(angles.map((row) => [...row.map(Math.sin), ...row.map(Math.cos)]));
  const e = silu(waves.matMul(get('time.0.kernel')).add(get('time.0.bias')));
  const conv = (id, x) => x.conv2d(get(`${id}.kernel`), 1, 'same').add(get(`${id}.bias`));
  const template = get('template').gather(tf.tensor1d(labels, 'int32')).expandDims(3);
  let x = conv('stem', patches(xt.concat(template, 3)));
  for (const id of ['block0', 'block1', 'block2']) {
    const shift = e.matMul(get(`${id}.a.embed.kernel`)).add(get(`${id}.a.embed.bias`));
    const h = silu(conv(`${id}.a`, x).add(shift.expandDims(1).expandDims(1)));
    x = x.add(conv(`${id}.b`, h));
  }
  return pixels(conv('head', silu(x)));
}

/** Registers the two kernels that tfjs lacks for training on wasm. */
function registerMissingKernels() {
  registerCompositions();
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'wasm',
    kernelFunc: ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
      const sum = tf.tidy(() => {
        const rows = x.reshape([x.shape[0], -1]);
        const chosen = tf
          .equal(segmentIds.expandDims(1), tf.range(0, numSegments, 1, 'int32'))
          .cast('float32');
        return chosen.matMul(rows, true).reshape([numSegments, ...x.shape.slice(1)]);
      });
      backend.incRef(sum.dataId);
      sum.dispose();
      return sum;
    },
  });
}

answer(async ({ backend, batch, lent, ...question }) => {
  const wasm = new URL('probe.wasm', globalThis.location.href).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasm,
    'tfjs-backend-wasm-simd.wasm': wasm,
    'tfjs-backend-wasm-threaded-simd.wasm': wasm,
  });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend(backend))) throw new Error(`No ${backend} here.`);
  if (lent) registerMissingKernels();
  const variables = new Map(
    [...initialise(tiny, key(0))].map(([name, { shape, data }]) => [
      name,
      tf.variable(tf.tensor(data, [...shape])),
    ]),
  );
  const optimiser = tf.train.adam(2e-3, 0.9, 0.99);
  const examples = batches(batch);
  const update = async (n) => {
    const { xt, target, times, labels } = examples[n % examples.length];
    const shape = [batch, tiny.size, tiny.size, 1];
    const loss = optimiser.minimize(
      () =>
        tf.tidy(() => {
          const output = network((name) => variables.get(name), tf.tensor4d(xt, shape), times, labels);
          return output.sub(tf.tensor4d(target, shape)).square().mean();
        }),
      true,
    );
    await loss.data();
    loss.dispose();
  };
  return measure(update, () => tf.memory().numTensors, question);
});
