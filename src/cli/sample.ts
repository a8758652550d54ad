import { writeFile } from 'node:fs/promises';
import { evaluationsOf } from '../diffusion/walk';
import type { SampleRequest } from '../engine/protocol/jobs';
import { drain } from '../engine/worker/loop/drain';
import { sample } from '../engine/worker/sampling/sample';
import { openBackend } from '../model/openBackend';
import { createDenoiser } from '../model/denoiser';
import { HELP, labelOf, readSampleArguments, type SampleOptions } from './sampleArguments';
import { command } from './command';
import { enableFma } from './fma';
import { readNetwork } from './networkFile';
import { checkOutputs } from './outputs';
import { progressWriter } from './progressLine';

async function run(options: SampleOptions): Promise<void> {
  const { out } = options;
  const [labelFile, parameters] = [`${out}.labels`, `${out}.json`];
  await checkOutputs([out, labelFile, parameters], options.force);
  const { network, weights, file, sha256 } = await readNetwork(options.weights);
  enableFma();
  const { capability } = await openBackend({ wanted: 'wasm' });
  for (const note of capability.notes) process.stderr.write(`${note}\n`);
  const denoiser = createDenoiser(network, weights);
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
  const evaluations = evaluationsOf(options.sampler, options.steps);
  const unit = evaluations === options.steps ? 'step' : 'network call';
  const progress = progressWriter(process.stderr);
  const events = sample({ denoiser, capability }, request, new AbortController().signal, options.batch);
  const { x0, seconds } = await drain(events, (event) => {
    if (event.kind === 'progress') progress({ unit, ...event });
  });
  const { labels, ...settings } = request;
  const description = {
    shape: [labels.length, network.size, network.size],
    dtype: 'float32, little-endian',
    range: [-1, 1],
    count: options.count,
    class: options.class,
    ...settings,
    // Of the network, for each picture; guidance asks about it without the class, too.
    evaluations: evaluations * (options.guidance === 0 || options.class === 'none' ? 1 : 2),
    batch: options.batch,
    weights: { file, sha256, metadata: weights.metadata },
    backend: capability.backend,
    device: capability.device,
    seconds,
  };
  await writeFile(out, new Uint8Array(x0.buffer, x0.byteOffset, x0.byteLength));
  await writeFile(labelFile, Uint8Array.from(labels));
  await writeFile(parameters, `${JSON.stringify(description, null, 2)}\n`);
  process.stderr.write(`${labels.length} samples in ${seconds.toFixed(1)} s: ${out}\n`);
}

await command('sample', HELP, readSampleArguments, run);
