// The CPU in one run: evaluations of the shipped network and updates of tiny, small and the plane's network, by this app, tfjs, ONNX Runtime and PyTorch.
//
//   PYTHON         a Python with torch (1.13 or later), by default python3; without it there are no rows for PyTorch
//   BENCH_SECONDS  how long each row's runtimes take turns, by default 4
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { ensurePeers } from './support/peers.mjs';
import { withProbes } from './support/probe.mjs';

export const title =
  'The CPU, one run: an evaluation of the shipped network (one picture a sample), and an update of tiny, small and plane. Least of several, ms';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const BATCHES = [1, 8, 64];
const UPDATES = ['tiny', 'small'];
const BATCH = 128;
/** The plane's network is trained on points, with a batch of its own; PyTorch does not train it here. */
const POINTS = { name: 'plane', batch: 256 };
const NAMES = { ours: 'this app', tfjs: 'tfjs', ort: 'onnxruntime-web', pytorch: 'PyTorch' };

const key = ({ what, batch }) => `${what} ${batch}`;

async function inBrowser() {
  const ort = createRequire(`${process.cwd()}/bench/package.json`).resolve('onnxruntime-web');
  const files = Object.fromEntries(
    ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map((name) => [
      name,
      `${ort.slice(0, ort.lastIndexOf('/'))}/${name}`,
    ]),
  );
  files['shipped.safetensors'] = 'public/models/shipped.safetensors';
  return withProbes(
    ['cpuEvaluations', 'cpuUpdates'],
    async (probe) => {
      const rows = [];
      for (const batch of BATCHES) {
        const { ms, error } = await probe('cpuEvaluations', { batch, seconds: SECONDS });
        rows.push(...ms.map((each) => ({ what: 'evaluation', batch, ...each })));
        if (!(error <= 1e-4)) throw new Error(`Outputs at batch ${batch} differ by ${error}.`);
      }
      for (const { name, batch } of [...UPDATES.map((name) => ({ name, batch: BATCH })), POINTS]) {
        const { ms } = await probe('cpuUpdates', { name, batch, seconds: 2 * SECONDS });
        rows.push(...ms.map((each) => ({ what: `update of ${name}`, batch, ...each })));
      }
      return rows;
    },
    files,
  );
}

/** Rows of a script that prints JSON. */
async function python(script, args) {
  const { stdout } = await promisify(execFile)(
    process.env.PYTHON ?? 'python3',
    [`bench/support/${script}`, ...args].map(String),
  );
  return JSON.parse(stdout);
}

async function pytorch() {
  const rows = [];
  for (const threads of [1, 2]) {
    const runtime = { who: 'pytorch', threads };
    const evaluations = await python('denoise.py', [threads, SECONDS / 2, ...BATCHES]);
    rows.push(...evaluations.map(({ batch, ms }) => ({ what: 'evaluation', batch, ...runtime, ms })));
    const updates = await python('update.py', [threads, SECONDS, BATCH, ...UPDATES]);
    rows.push(
      ...updates.map(({ name, ms }) => ({ what: `update of ${name}`, batch: BATCH, ...runtime, ms })),
    );
  }
  return rows;
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  ensurePeers('onnxruntime-web');
  const rows = await inBrowser();
  const notes = [];
  try {
    rows.push(...(await pytorch()));
  } catch (error) {
    notes.push(`PyTorch: ${/No module named|ENOENT/.test(error.message) ? 'not installed' : error.message}`);
  }
  const ours = new Map(
    rows.filter(({ who, threads }) => who === 'ours' && threads === 1).map((row) => [key(row), row.ms]),
  );
  rows.sort((a, b) => a.what.localeCompare(b.what) || a.batch - b.batch);
  return {
    rows: rows.map(({ what, batch, who, threads, ms }) => ({
      what,
      batch,
      who: NAMES[who],
      threads,
      ms: ms.toFixed(2),
      "this app's time / its": (ours.get(`${what} ${batch}`) / ms).toFixed(2),
    })),
    notes: [
      'In a browser the runtimes take turns in one worker; the last column compares this app with one thread.',
      ...notes,
    ],
  };
}
