import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isEngineError } from '../engine/protocol/errors';
import type { SampleRequest, SampleResult } from '../engine/protocol/jobs';
import { sample } from '../engine/worker/sample';
import { openBackend, type Capability } from '../model/backend';
import { createDenoiser } from '../model/denoiser';
import { shipped } from '../model/networks/shipped';
import manifest from '../model/networks/shipped.weights.json';
import { readWeights, type Weights } from '../model/weights';
import { HELP, labelOf, readArguments, UsageError, type SampleOptions } from './arguments';
import { progressWriter } from './progressLine';

const PUBLIC = new URL('../../public/', import.meta.url);

async function run(options: SampleOptions): Promise<void> {
  await checkOutput(options);
  const weights = readWeights(
    shipped,
    manifest,
    new Uint8Array(await readFile(new URL(manifest.file, PUBLIC))).buffer,
  );
  const { capability } = await openBackend({ wanted: 'wasm' });
  for (const note of capability.notes) process.stderr.write(`${note}\n`);
  const denoiser = createDenoiser(shipped, weights);
  const { T, schedule: name } = shipped.trainedOn;
  const request: SampleRequest = {
    network: 'shipped',
    seed: options.seed,
    labels: Array.from({ length: options.count }, (_, i) => labelOf(options.class, i, shipped.classes)),
    schedule: { name, T },
    sampler: options.sampler,
    steps: options.steps,
    eta: options.eta,
    guidance: options.guidance,
    variance: 'posterior',
    keep: 'last',
  };
  const progress = progressWriter(process.stderr);
  const events = sample({ denoiser, capability }, request, new AbortController().signal, options.batch);
  for (;;) {
    const { done, value } = await events.next();
    if (done) return write(options, request, value, capability, weights);
    if (value.kind === 'progress') progress(value);
  }
}

/** FILE, FILE.labels and FILE.json. */
function outputs({ out }: SampleOptions): [string, string, string] {
  return [out, `${out}.labels`, `${out}.json`];
}

/** Refuses before anything is sampled what could not be written afterwards. */
async function checkOutput(options: SampleOptions): Promise<void> {
  const folder = dirname(options.out);
  if (!(await isFolder(folder))) {
    throw new UsageError(`--out is a file in an existing folder, and "${folder}" is none`);
  }
  for (const file of outputs(options)) {
    if (/[\\/]$/.test(file) || (await isFolder(file))) {
      throw new UsageError(`--out is a file, and "${file}" is a folder`);
    }
    if (!options.force && existsSync(file)) {
      throw new UsageError(`${file} exists; --force overwrites it, or give --out another name`);
    }
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function write(
  options: SampleOptions,
  { labels, ...request }: SampleRequest,
  { x0, seconds }: SampleResult,
  { backend, device }: Capability,
  { metadata }: Weights,
): Promise<void> {
  const [pictures, labelFile, parameters] = outputs(options);
  const { size } = shipped;
  const description = {
    shape: [labels.length, size, size],
    dtype: 'float32, little-endian',
    range: [-1, 1],
    count: options.count,
    class: options.class,
    ...request,
    batch: options.batch,
    weights: { file: manifest.file, sha256: manifest.sha256, metadata },
    backend,
    device,
    seconds,
  };
  await writeFile(pictures, new Uint8Array(x0.buffer, x0.byteOffset, x0.byteLength));
  await writeFile(labelFile, Uint8Array.from(labels));
  await writeFile(parameters, `${JSON.stringify(description, null, 2)}\n`);
  process.stderr.write(`${labels.length} samples in ${seconds.toFixed(1)} s: ${pictures}\n`);
}

/** Exit codes: 0 done, 1 failed, 2 a mistake on the command line. */
async function main(args: string[]): Promise<number> {
  try {
    const options = readArguments(args);
    if (options === 'help') process.stdout.write(`${HELP}\n`);
    else await run(options);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`sample: ${message}${isEngineError(error) ? ` ${error.remedy}` : ''}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
