// Denoising: the app's plan for the GPU and its WebAssembly path beside tfjs, ONNX Runtime and PyTorch, in one run.
//
//   BENCH_BACKEND  what Dawn computes on: null (the default: it computes nothing, so what is left is the cost of asking), vulkan,
//                  metal, d3d12
//   BENCH_TFLOPS   the adapter's float32 limit, 10^12 FLOP a second: then the share of it is printed
//   PYTHON         a Python that has torch; without it there is no row of PyTorch
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
/** What would take longer for a step, by its time at the batch before, is left out. */
const MOST_SECONDS = 30;
const WHO = {
  compiled: 'this app, compiled',
  tuned: 'this app, by tfjs (its fallback)',
  naive: 'naive tfjs',
  ort: 'onnxruntime-web',
  jax: 'jax-js',
  ours: 'this app',
};

const shown = (value, digits) => (value === undefined ? '' : value.toFixed(digits));

async function gpu() {
  /** Milliseconds of a sample's step at the batch before. */
  const each = {};
  const rows = [];
  const notes = [];
  for (const samples of BATCHES.gpu) {
    const cpu = {};
    const ms = {};
    for (const who of ['compiled', 'tuned', 'naive', 'ort', 'jax']) {
      if (each[who] * samples > 1000 * MOST_SECONDS) {
        notes.push(`Batch ${samples} by ${WHO[who]}: left out, more than ${MOST_SECONDS} s a step.`);
        continue;
      }
      const seen = await askInNode('dawn', { who, adapter: ADAPTER, samples, seconds: SECONDS });
      cpu[who] = seen.cpuMs;
      ms[who] = seen.ms;
      each[who] = seen.ms / samples;
      rows.push({
        who: WHO[who],
        on: `webgpu, Dawn ${ADAPTER}`,
        batch: samples,
        ms: shown(seen.ms, 2),
        'CPU ms': shown(seen.cpuMs, 3),
        dispatches: shown(seen.dispatches, 1),
        submits: shown(seen.submits, 2),
        buffers: shown(seen.buffers, 1),
        'bind groups': shown(seen.bindGroups, 1),
        writes: shown(seen.writes, 1),
        maps: shown(seen.maps, 1),
        'MB there': shown(seen.bytesThere / 1e6, 1),
      });
      if (who !== 'compiled') continue;
      if (samples === 1 && seen.device) notes.push(`The adapter: ${seen.device}.`);
      if (samples === 1 && seen.wholeSeconds)
        notes.push(`1,000 steps of one sample: ${seen.wholeSeconds.toFixed(2)} s.`);
      if (seen.ms && TFLOPS)
        notes.push(
          `Batch ${samples}: ${((400 * samples * seen.macs) / (seen.ms * 1e9 * TFLOPS)).toFixed(1)} % of ${TFLOPS} TFLOP/s.`,
        );
    }
    const against = (all) =>
      Object.entries(all)
        .filter(([who]) => who !== 'compiled')
        .map(([who, value]) => `${(value / all.compiled).toFixed(1)} of ${WHO[who]}`)
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
        who: WHO[who],
        on: device,
        batch: count,
        ms: shown(each, 2),
        'CPU ms': shown(cpuMs[who], 2),
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
        rows.push({ who: 'PyTorch', on, batch, ms: shown(ms, 2), 'CPU ms': shown(cpuMs, 2) });
    }
    return { rows, notes: [] };
  } catch (error) {
    const missing = /No module named|ENOENT/.test(error.message) ? 'not installed' : error.message;
    return { rows, notes: [`PyTorch: ${missing}.`] };
  }
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  ensurePeers();
  const parts = [await gpu(), await wasm(), await pytorch()];
  return { rows: parts.flatMap(({ rows }) => rows), notes: parts.flatMap(({ notes }) => notes) };
}
