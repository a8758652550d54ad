import { writeFile } from 'node:fs/promises';
import type { SampleRequest, SampleResult } from '../engine/protocol/jobs';
import { drain } from '../engine/worker/loop/drain';
import { sample } from '../engine/worker/sampling/sample';
import { openBackend, type Capability } from '../model/backend';
import { createDenoiser } from '../model/denoiser';
import { HELP, labelOf, readSampleArguments, type SampleOptions } from './sampleArguments';
import { command } from './command';
import { readNetwork, type TrainedNetwork } from './networkFile';
import { checkOutputs } from './outputs';
import { progressWriter } from './progressLine';

async function run(options: SampleOptions): Promise<void> {
  const files = [options.out, `${options.out}.labels`, `${options.out}.json`];
  await checkOutputs(files, options.force);
  const trained = await readNetwork(options.weights);
  const { network } = trained;
  const { capability } = await openBackend({ wanted: 'wasm' });
  for (const note of capability.notes) process.stderr.write(`${note}\n`);
  const denoiser = createDenoiser(network, trained.weights);
  const { T, schedule: name } = network.trainedOn;
  const request: SampleRequest = {
    network: network.name,
    seed: options.seed,
    labels: Array.from({ length: options.count }, (_, i) => labelOf(options.class, i, network.classes)),
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
  const result = await drain(events, (event) => {
    if (event.kind === 'progress') progress({ unit: 'step', ...event });
  });
  await write(files, options, request, result, capability, trained);
}

async function write(
  [pictures, labelFile, parameters]: string[],
  options: SampleOptions,
  { labels, ...request }: SampleRequest,
  { x0, seconds }: SampleResult,
  { backend, device }: Capability,
  { network: { size }, file, sha256, weights: { metadata } }: TrainedNetwork,
): Promise<void> {
  const description = {
    shape: [labels.length, size, size],
    dtype: 'float32, little-endian',
    range: [-1, 1],
    count: options.count,
    class: options.class,
    ...request,
    batch: options.batch,
    weights: { file, sha256, metadata },
    backend,
    device,
    seconds,
  };
  await writeFile(pictures, new Uint8Array(x0.buffer, x0.byteOffset, x0.byteLength));
  await writeFile(labelFile, Uint8Array.from(labels));
  await writeFile(parameters, `${JSON.stringify(description, null, 2)}\n`);
  process.stderr.write(`${labels.length} samples in ${seconds.toFixed(1)} s: ${pictures}\n`);
}

await command('sample', HELP, readSampleArguments, run);
