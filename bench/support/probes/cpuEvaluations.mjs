// Evaluations of the shipped network on the CPU, in this worker.
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web/wasm';
import { fillGaussian, key } from '../../../src/diffusion/random';
import { makeSchedule } from '../../../src/diffusion/schedule';
import { cpuNetwork } from '../../../src/model/cpu/run';
import { createDenoiser } from '../../../src/model/denoiser';
import { createEmbedding } from '../../../src/model/embedding';
import { CompiledEvaluations } from '../../../src/model/evaluations';
import { shipped as network } from '../../../src/model/networks/shipped';
import manifest from '../../../src/model/networks/shipped.weights.json';
import { readWeights } from '../../../src/model/weights';
import { toOnnx } from '../onnx.mjs';
import { leastMs } from '../turns.mjs';
import { answer, openTfjs, twoThreads } from './cpuWorker.mjs';

const T = 500;
const pixels = network.size ** 2;
const schedule = makeSchedule('linear', 1000);

/** The network's input by ONNX's layout: pictures and templates as channels. */
async function openOrt(parameters, xt, labels) {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = new URL('./', globalThis.location.href).href;
  const session = await ort.InferenceSession.create(toOnnx(network, parameters), {
    executionProviders: ['wasm'],
  });
  const template = parameters.get('template').data;
  const input = new Float32Array(2 * xt.length);
  labels.forEach((label, i) => {
    input.set(xt.subarray(i * pixels, (i + 1) * pixels), 2 * i * pixels);
    input.set(template.subarray(label * pixels, (label + 1) * pixels), (2 * i + 1) * pixels);
  });
  const e = createEmbedding(network, parameters)(T, labels);
  const shape = [labels.length, 2, network.size, network.size];
  return async () => {
    const { output } = await session.run({
      input: new ort.Tensor('float32', input, shape),
      e: new ort.Tensor('float32', e, [labels.length, network.embedding.width]),
    });
    return output.data;
  };
}

answer(async ({ batch, seconds }) => {
  await openTfjs();
  const bytes = await (await fetch('shipped.safetensors')).arrayBuffer();
  const { parameters } = readWeights(network, manifest, bytes);
  const xt = fillGaussian(key(1), new Float32Array(batch * pixels));
  const labels = Array.from({ length: batch }, (_, i) => i % (network.classes + 1));
  const ours = (threads) => {
    const evaluations = new CompiledEvaluations(
      cpuNetwork(network, parameters, threads),
      schedule,
      [T],
      labels,
    );
    return () => evaluations.raw(xt, T);
  };
  const denoiser = createDenoiser(network, { parameters });
  const tfjs = async () => {
    const output = tidy(() =>
      denoiser.estimate(tensor4d(xt, [batch, network.size, network.size, 1]), schedule, T, labels, 0).as('v'),
    );
    try {
      return await output.data();
    } finally {
      output.dispose();
    }
  };
  const runtimes = [
    { who: 'ours', threads: 1, run: ours() },
    { who: 'ours', threads: 2, run: ours(await twoThreads()) },
    { who: 'tfjs', threads: 1, run: tfjs },
    { who: 'ort', threads: 1, run: await openOrt(parameters, xt, labels) },
  ];
  const outputs = [];
  for (const { run } of runtimes) outputs.push(Float32Array.from(await run()));
  const error = Math.max(
    ...outputs.map((each) =>
      each.reduce((max, value, i) => Math.max(max, Math.abs(value - outputs[0][i])), 0),
    ),
  );
  const least = await leastMs(
    runtimes.map(({ run }) => run),
    seconds,
  );
  return { error, ms: runtimes.map(({ who, threads }, i) => ({ who, threads, ms: least[i] })) };
});
