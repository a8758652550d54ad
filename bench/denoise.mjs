// Denoising: the app's compiled network on the GPU and its WebAssembly path, against tfjs, ONNX Runtime and PyTorch, in one run.
//
//   BENCH_BACKEND  the backend of Dawn: null (the default, which computes nothing, so that only the cost on the CPU is measured),
//                  vulkan, metal, d3d12
//   BENCH_TFLOPS   the adapter's float32 limit, 10^12 FLOP a second; if given, the achieved share is printed
//   PYTHON         a Python with torch; without it there is no row for PyTorch
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { askInNode } from './support/node.mjs';
import { ensurePeers } from './support/peers.mjs';

export const title =
  'Denoising with the shipped network. WebGPU: a DDPM step with guidance, two pictures a sample. CPU: an evaluation, one picture a sample, least of several';

const ADAPTER = process.env.BENCH_BACKEND ?? 'null';
const TFLOPS = Number(process.env.BENCH_TFLOPS);
const BATCHES = { gpu: [1, 16, 64], cpu: [1, 8, 16, 64] };
const SECONDS = 4;
/** A batch whose step would take longer, by the time of the previous batch, is left out. */
const MAX_SECONDS = 30;
const NAMES = {
  compiled: 'this app, compiled',
  tuned: 'this app, by tfjs (its fallback)',
  naive: 'naive tfjs',
  ort: 'onnxruntime-web',
  jax: 'jax-js',
  ours: 'this app',
};

const fixed = (value, digits) => (value === undefined ? '' : value.toFixed(digits));

async function gpu() {
  /** Milliseconds of a step of one sample, at the previous batch. */
  const msPerSample = {};
  const rows = [];
  const notes = [];
  for (const samples of BATCHES.gpu) {
    const cpu = {};
    const ms = {};
    for (const who of ['compiled', 'tuned', 'naive', 'ort', 'jax']) {
      if (msPerSample[who] * samples > 1000 * MAX_SECONDS) {
        notes.push(`Batch ${samples} by ${NAMES[who]}: left out, more than ${MAX_SECONDS} s a step.`);
        continue;
      }
      const result = await askInNode('dawn', { who, adapter: ADAPTER, samples, seconds: SECONDS });
      cpu[who] = result.cpuMs;
      ms[who] = result.ms;
      msPerSample[who] = result.ms / samples;
      rows.push({
        who: NAMES[who],
        on: `webgpu, Dawn ${ADAPTER}`,
        batch: samples,
        ms: fixed(result.ms, 2),
        'CPU ms': fixed(result.cpuMs, 3),
        dispatches: fixed(result.dispatches, 1),
        submits: fixed(result.submits, 2),
        buffers: fixed(result.buffers, 1),
        'bind groups': fixed(result.bindGroups, 1),
        writes: fixed(result.writes, 1),
        maps: fixed(result.maps, 1),
        'MB there': fixed(result.bytesThere / 1e6, 1),
      });
      if (who !== 'compiled') continue;
      if (samples === 1 && result.device) notes.push(`The adapter: ${result.device}.`);
      if (samples === 1 && result.wholeSeconds)
        notes.push(`1,000 steps of one sample: ${result.wholeSeconds.toFixed(2)} s.`);
      if (result.ms && TFLOPS)
        notes.push(
          `Batch ${samples}: ${((400 * samples * result.macs) / (result.ms * 1e9 * TFLOPS)).toFixed(1)} % of ${TFLOPS} TFLOP/s.`,
        );
    }
    const against = (all) =>
      Object.entries(all)
        .filter(([who]) => who !== 'compiled')
        .map(([who, value]) => `${(value / all.compiled).toFixed(1)} of ${NAMES[who]}`)
        .join(', ');
    notes.push(`Batch ${samples}, times the plan's CPU time: ${against(cpu)}.`);
    if (ms.compiled) notes.push(`Batch ${samples}, times the plan's time: ${against(ms)}.`);
  }
  return { rows, notes };
}

async function wasm() {
  const { device, rows } = await askInNode('wasmPeers', { batches: BATCHES.cpu, seconds: 2 * SECONDS });
  return {
    rows: rows.flatMap(({ count, ms, cpuMs }) =>
      Object.entries(ms).map(([who, each]) => ({
        who: NAMES[who],
        on: device,
        batch: count,
        ms: fixed(each, 2),
        'CPU ms': fixed(cpuMs[who], 2),
      })),
    ),
    notes: rows.map(
      ({ count, cpuMs, errors }) =>
        `Batch ${count} on WebAssembly: ${(cpuMs.ours / cpuMs.ort).toFixed(2)} of onnxruntime-web's CPU time; outputs agree to ${errors.ort.toExponential(0)}.`,
    ),
  };
}

async function pytorch() {
  const rows = [];
  try {
    for (const threads of [1, 2]) {
      const script = ['bench/support/denoise.py', threads, SECONDS, ...BATCHES.cpu].map(String);
      const { stdout } = await promisify(execFile)(process.env.PYTHON ?? 'python3', script);
      const on = `CPU, ${threads} thread${threads > 1 ? 's' : ''}`;
      for (const { batch, ms, cpuMs } of JSON.parse(stdout))
        rows.push({ who: 'PyTorch', on, batch, ms: fixed(ms, 2), 'CPU ms': fixed(cpuMs, 2) });
    }
    return { rows, notes: [] };
  } catch (error) {
    const missing = /No module named|ENOENT/.test(error.message) ? 'not installed' : error.message;
    return { rows, notes: [`PyTorch: ${missing}.`] };
  }
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  ensurePeers('webgpu');
  const parts = [await gpu(), await wasm(), await pytorch()];
  return { rows: parts.flatMap(({ rows }) => rows), notes: parts.flatMap(({ notes }) => notes) };
}
