// The size budget of the built page: what a visitor downloads, gzip, in kB of 1,000 bytes. Exits 1 if it is exceeded.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chunkGraph, entryChunks, reach } from './chunks.mjs';

const dist = 'dist';
const kilobytes = { initial: 170, worker: 150, planeWorker: 20 };

/** Texts of tfjs-core that survive minification. */
const tfjsTexts = ['tfjsflags', '_tfengine', 'not registered for backend'];

if (!existsSync(join(dist, 'index.html'))) {
  console.error('dist/index.html is missing: run npm run build first.');
  process.exit(1);
}

const read = (file) => readFileSync(join(dist, file), 'utf8');
const gzipped = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const total = (files) => files.reduce((sum, file) => sum + gzipped(file), 0) / 1000;

const graph = chunkGraph(dist);
/** Chunks with tfjs's kernels of another backend, or with the plans of the CPU (by the name of a transform), are loaded only there. */
const isOtherBackend = (file) =>
  /backendName:\s*["'`](cpu|webgl|wasm)/.test(read(file)) ||
  reach(graph, [file], ['static']).some((each) => read(each).includes('winograd kernel'));
const entries = entryChunks(dist);
const initial = reach(graph, entries, ['static']);
const mainThread = reach(graph, entries, ['static', 'dynamic']);
const allWorkers = mainThread.flatMap((file) => graph(file).worker);
/** The plane computes in a worker of its own; plans of the CPU are loaded with the first network that has learned. */
const planeWorkers = allWorkers.filter((file) => file.includes('plane.worker'));
const workers = allWorkers.filter((file) => !planeWorkers.includes(file));
const workerOnWebGPU = reach(graph, workers, ['static', 'dynamic'], (file) => !isOtherBackend(file));
const allWorker = reach(graph, workers, ['static', 'dynamic']);
const everything = readdirSync(dist, { recursive: true }).filter((file) =>
  statSync(join(dist, file)).isFile(),
);
const matching = (pattern) => everything.filter((file) => pattern.test(file));

const rows = [
  ['initial JavaScript', initial, kilobytes.initial],
  ['worker on the WebGPU path', workerOnWebGPU, kilobytes.worker],
  [
    'worker of the plane',
    reach(graph, planeWorkers, ['static', 'dynamic'], (file) => !isOtherBackend(file)),
    kilobytes.planeWorker,
  ],
  ['main thread, loaded later', mainThread.filter((file) => !initial.includes(file))],
  ['worker, other backends', allWorker.filter((file) => !workerOnWebGPU.includes(file))],
  ['style sheets', matching(/\.css$/)],
  ['fonts', matching(/\.woff2$/)],
  ['WebAssembly', matching(/\.wasm$/)],
  ['pictures and networks', matching(/^(data|models|sets)[\\/]/)],
  ['everything in dist', everything],
];
const over = [];
for (const [name, files, budget] of rows) {
  const size = total(files);
  const against = budget ? `of ${budget} kB${size > budget ? '  TOO MUCH' : ''}` : '';
  console.log(
    `${name.padEnd(27)}${String(files.length).padStart(4)} files${size.toFixed(1).padStart(9)} kB ${against}`,
  );
  if (budget) for (const file of files) console.log(`    ${file}  ${(gzipped(file) / 1000).toFixed(1)} kB`);
  if (budget && size > budget)
    over.push(`${name} is ${size.toFixed(1)} kB gzip; at most ${budget} kB is allowed.`);
}
if (entries.length === 0) over.push('index.html names no module script.');
if (workers.length === 0) over.push('No worker was found in the main thread chunks.');
for (const file of mainThread) {
  if (tfjsTexts.some((marker) => read(file).includes(marker)))
    over.push(`${file} brings tfjs to the main thread.`);
}
for (const problem of over) console.error(problem);
process.exitCode = over.length > 0 ? 1 : 0;
