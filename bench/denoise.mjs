// Denoising on WebGPU: the app's compiled network against tfjs, ONNX Runtime and jax-js, in one run. For the CPU see cpu.mjs.
//
//   BENCH_BACKEND  the backend of Dawn: null (the default, which computes nothing, so that only the cost on the CPU is measured),
//                  vulkan, metal, d3d12
//   BENCH_TFLOPS   the adapter's float32 limit, 10^12 FLOP a second; if given, the achieved share is printed
import { askInNode } from './support/node.mjs';
import { ensurePeers } from './support/peers.mjs';

export const title =
  'Denoising with the shipped network on WebGPU: a DDPM step with guidance, two pictures a sample';

const ADAPTER = process.env.BENCH_BACKEND ?? 'null';
const TFLOPS = Number(process.env.BENCH_TFLOPS);
const BATCHES = [1, 16, 64];
const SECONDS = 4;
/** A batch whose step would take longer, by the time of the previous batch, is left out. */
const MAX_SECONDS = 30;
const NAMES = {
  compiled: 'this app, compiled',
  tuned: 'this app, by tfjs (its fallback)',
  naive: 'naive tfjs',
  ort: 'onnxruntime-web',
  jax: 'jax-js',
};

const fixed = (value, digits) => (value === undefined ? '' : value.toFixed(digits));

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  ensurePeers('webgpu');
  /** Milliseconds of a step of one sample, at the previous batch. */
  const msPerSample = {};
  const rows = [];
  const notes = [];
  for (const samples of BATCHES) {
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
        on: `Dawn ${ADAPTER}`,
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
