// One evaluation of the shipped network on WebAssembly in Node, one thread each: tsx wasmPeers.mjs '{ "batches": [...], "seconds": ... }'
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { fillGaussian, key } from '../../../src/diffusion/random.ts';
import { makeSchedule } from '../../../src/diffusion/schedule.ts';
import { enableFma } from '../../../src/cli/fma.ts';
import { readNetwork } from '../../../src/cli/networkFile.ts';
import { openBackend } from '../../../src/model/backend.ts';
import { startTfjs } from '../../../src/model/backends/onCpu.ts';
import { createDenoiser } from '../../../src/model/denoiser.ts';
import { createEmbedding } from '../../../src/model/embedding.ts';
import { CompiledEvaluations } from '../../../src/model/evaluations.ts';
import { NaiveBatch } from '../naive.mjs';
import { answerInNode } from '../node.mjs';
import { toOnnx } from '../onnx.mjs';

const T = 500;
/** Runtimes take turns, so that a busy moment of the machine affects all of them; each evaluates several times in a row, as in a run. */
const MIN_ROUNDS = 3;
const EVALUATIONS_PER_TURN = 5;
const TOLERANCE = 1e-4;

const { network, weights } = await readNetwork();
const schedule = makeSchedule('linear', 1000);
const pixels = network.size ** 2;

async function read(compute) {
  const result = tidy(compute);
  try {
    return Float32Array.from(await result.data());
  } finally {
    result.dispose();
  }
}

/** For each runtime a function that gives the raw output for some pictures. */
async function openRuntimes() {
  enableFma();
  const { capability } = await openBackend({ wanted: 'wasm' });
  if (capability.backend !== 'wasm') throw new Error(capability.notes.join(' '));
  await startTfjs(); // The naive one stands on its operations.
  const compiled = await createDenoiser(network, weights).compiled();
  const embed = createEmbedding(network, weights.parameters);
  const template = weights.parameters.get('template').data;
  ort.env.wasm.numThreads = 1;
  const model = toOnnx(network, weights.parameters);
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  const shape = (n) => [n, network.size, network.size, 1];
  return {
    device: capability.device,
    ours: (xt, labels) => {
      const evaluations = new CompiledEvaluations(compiled, schedule, [T], labels);
      return () => evaluations.raw(xt, T);
    },
    naive: (xt, labels) => {
      const batch = new NaiveBatch(
        network,
        weights.parameters,
        { labels, guidance: 0 },
        undefined,
        () => new Float32Array(xt.length),
      );
      return () => read(() => batch.output(tensor4d(xt, shape(labels.length)), T));
    },
    ort: (xt, labels) => {
      const n = labels.length;
      const input = new Float32Array(2 * xt.length);
      labels.forEach((label, i) => {
        input.set(xt.subarray(i * pixels, (i + 1) * pixels), 2 * i * pixels);
        input.set(template.subarray(label * pixels, (label + 1) * pixels), (2 * i + 1) * pixels);
      });
      const e = embed(T, labels);
      return async () => {
        const { output } = await session.run({
          input: new ort.Tensor('float32', input, [n, 2, network.size, network.size]),
          e: new ort.Tensor('float32', e, [n, network.embedding.width]),
        });
        return output.data;
      };
    },
  };
}

const maxError = (a, b) => a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i])), 0);

answerInNode(async ({ batches, seconds }) => {
  const { device, ours, naive, ort: theirs } = await openRuntimes();
  const rows = [];
  for (const count of batches) {
    const xt = fillGaussian(key(1), new Float32Array(count * pixels));
    const labels = Array.from({ length: count }, (_, i) => i % (network.classes + 1));
    const runtimes = { ours: ours(xt, labels), naive: naive(xt, labels), ort: theirs(xt, labels) };
    const reference = await runtimes.ours();
    const errors = {};
    for (const [name, evaluate] of Object.entries(runtimes)) {
      errors[name] = maxError(await evaluate(), reference);
      if (!(errors[name] <= TOLERANCE)) throw new Error(`${name} is off by ${errors[name]}`);
    }
    const ms = { ours: Infinity, naive: Infinity, ort: Infinity };
    /** CPU time of the process, which a busy machine does not prolong. */
    const cpuMs = { ...ms };
    const end = performance.now() + 1000 * seconds;
    for (let round = 0; round < MIN_ROUNDS || performance.now() < end; round++) {
      for (const [name, evaluate] of Object.entries(runtimes)) {
        const cpu = process.cpuUsage();
        for (let i = 0; i < EVALUATIONS_PER_TURN; i++) {
          const began = performance.now();
          await evaluate();
          ms[name] = Math.min(ms[name], performance.now() - began);
        }
        const { user, system } = process.cpuUsage(cpu);
        cpuMs[name] = Math.min(cpuMs[name], (user + system) / 1000 / EVALUATIONS_PER_TURN);
      }
    }
    rows.push({ count, ms, cpuMs, errors });
  }
  return { device, rows };
});
