// What an update of a training on WebGPU costs the CPU, and what it asks of the GPU.
//
//   BENCH_BACKEND  the backend of Dawn: null (the default, which computes nothing, so that only the cost on the CPU is measured),
//                  vulkan, metal, d3d12
import { askInNode } from './support/node.mjs';
import { ensurePeers } from './support/peers.mjs';

const ADAPTER = process.env.BENCH_BACKEND ?? 'null';
const RUNS = [
  { name: 'tiny', batch: 128, aSubmit: 1 },
  { name: 'tiny', batch: 128, aSubmit: 16 },
  { name: 'small', batch: 128, aSubmit: 1 },
  { name: 'small', batch: 128, aSubmit: 16 },
  { name: 'shipped', batch: 128, aSubmit: 16 },
  { name: 'seed', batch: 32, aSubmit: 16 },
];

export const title =
  'An update on WebGPU, with all that the page does for it (the bars for tiny and small: 0.5 ms of CPU, no new buffer)';

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  ensurePeers('webgpu');
  const rows = [];
  for (const run of RUNS) {
    const result = await askInNode('dawnTraining', { ...run, adapter: ADAPTER });
    rows.push({
      network: run.name,
      batch: run.batch,
      'a submit': run.aSubmit,
      'CPU ms': result.cpuMs.toFixed(3),
      ms: result.ms.toFixed(3),
      dispatches: result.dispatches,
      submits: result.submits.toFixed(2),
      buffers: result.buffers,
      'bind groups': result.bindGroups,
      writes: result.writes.toFixed(2),
      maps: result.maps.toFixed(2),
      'MB there': (result.bytes / 1e6).toFixed(0),
    });
  }
  return { rows, notes: [`Dawn's ${ADAPTER} adapter; the least of several rounds.`] };
}
