// Digits by DDIM on the current backend, and what a classifier makes of them.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { drain } from '../../src/engine/worker/loop/drain.ts';
import { sample } from '../../src/engine/worker/sampling/sample.ts';
import { createDenoiser } from '../../src/model/denoiser.ts';
import { accuracyOf } from '../support/accuracy.mjs';

/** A file of public/, from which the kit has a copy, or of a folder that it has copied there. */
export const fileOf = async (name) =>
  new Uint8Array(await readFile(fileURLToPath(new URL(`../../public/${name}`, import.meta.url)))).buffer;

/**
 * Samples the ten classes in turn by DDIM.
 * @param {string} classifier name of its file
 * @returns {Promise<{ seconds: number, accuracy: number }>} seconds of the sampling, and the share of digits that are read as the
 *   class asked for
 */
export async function judgedSamples(network, weights, capability, { count, steps, guidance }, classifier) {
  const denoiser = createDenoiser(network, weights);
  const { schedule: name, T } = network.trainedOn;
  const request = {
    network: network.name,
    seed: 0,
    labels: Array.from({ length: count }, (_, i) => i % 10),
    schedule: { name, T },
    sampler: 'ddim',
    steps,
    eta: 0,
    guidance,
    keep: 'last',
  };
  const { x0, seconds } = await drain(
    sample({ denoiser, capability }, request, new AbortController().signal),
  );
  denoiser.dispose();
  const accuracy = await accuracyOf(await fileOf(classifier), x0, request.labels, network.size);
  return { seconds, accuracy };
}
