// Updates a second of plain tfjs and of the app's trainer, one after the other, and their commands to the GPU. Beside tfjs with this
// app's kernels, and PyTorch: cpu.mjs.
import { withProbes } from './support/probe.mjs';

export const title = 'Updates of the network tiny (69,488 parameters): plain tfjs and this trainer';

const BATCH = { wasm: 128, webgpu: 4 };
/** The number of tensors must not grow over so many updates; the software adapter takes about a second for each. */
const UPDATES = { wasm: 500, webgpu: 20 };
const FEW = 50;

const RUNS = [
  { who: 'plain tfjs', name: 'plain', backend: 'wasm', updates: FEW },
  { who: 'plain tfjs, lent the kernels it lacks', name: 'plain', backend: 'wasm', lent: true, updates: FEW },
  { who: 'this trainer', name: 'ours', backend: 'wasm', updates: UPDATES.wasm },
  { who: 'plain tfjs', name: 'plain', backend: 'webgpu', updates: UPDATES.webgpu },
  { who: 'this trainer', name: 'ours', backend: 'webgpu', updates: UPDATES.webgpu },
];

async function measure(probe, { who, name, backend, lent, updates }) {
  const batch = BATCH[backend];
  const row = { who, on: backend === 'webgpu' ? 'webgpu, software' : backend, batch };
  try {
    const result = await probe(name, { backend, batch, lent, updates });
    const onGpu = backend === 'webgpu' && {
      'dispatches/update': result.dispatches,
      'buffers/update': result.buffers,
    };
    return {
      row: {
        ...row,
        'updates/s': result.updatesPerSecond.toFixed(2),
        ...onGpu,
        updates,
        'tensors before': result.first,
        'tensors after': result.last,
      },
    };
  } catch (error) {
    return {
      row: { ...row, 'updates/s': 'none' },
      note: `${who} on ${backend}: ${error.message.split('\n')[0].replace('page.evaluate: ', '')}`,
    };
  }
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  const results = [];
  await withProbes(['plain', 'ours'], async (probe) => {
    for (const run of RUNS) results.push(await measure(probe, run));
  });
  return {
    rows: results.map(({ row }) => row),
    notes: [
      ...results.flatMap(({ note }) => note ?? []),
      'Each reads its loss after every update. This trainer also keeps an average of the weights.',
    ],
  };
}
