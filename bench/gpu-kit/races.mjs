// Ways to share convolutions out among threads, raced on the shipped network: which is the fastest for each layer here.
import { readNetwork } from '../../src/cli/networkFile.ts';
import { CompiledBatch } from '../../src/engine/worker/sampling/compiledBatch.ts';
import { planSample } from '../../src/engine/worker/requests/validate.ts';
import { findAdapter } from '../../src/model/backends/graphics.ts';
import { fillGaussian, key } from '../../src/diffusion/random.ts';
import { makeSchedule } from '../../src/diffusion/schedule.ts';
import { evaluateCompiled } from '../../src/model/evaluations.ts';
import { variantsOn } from '../../src/model/compiled/variants.ts';
import { compiledOn, ddpmRequest, startTfjs } from '../support/webgpu.mjs';

const { signal } = new AbortController();

/** Each kernel is timed so often, and the least counts. */
const ROUNDS = 2;

/** Takes some steps and gives the milliseconds of each kernel. */
async function measured(network, compiled, samples, steps) {
  const request = ddpmRequest(samples);
  const plan = planSample(network, request);
  const batch = new CompiledBatch(compiled, request, plan, { first: 0, count: samples }, 1);
  for (let i = 0; i < steps; i++) batch.step(i);
  await batch.readState(signal);
  const ms = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const kernel of (await batch.stats(signal)).kernels)
      ms[kernel.id] = Math.min(ms[kernel.id] ?? Infinity, kernel.ms);
  batch.dispose();
  return ms;
}

const sum = (ms) => Object.values(ms).reduce((a, b) => a + b, 0);

/**
 * @param {{ batches: number[], steps: number, variants: Record<string, object> }} question variants by name
 * @returns {Promise<{ samples: number, chosen: Runner, runners: Record<string, Runner>, best: Runner,
 *   winners: Record<string, string> }[]>} for each batch the variants, what the app chooses here, and each layer by its winner; of each
 *   the ms of all kernels, of each kernel, and how far an output of the network is from that of the first variant
 * @typedef {{ total: number, difference: number, ms: Record<string, number> }} Runner
 */
export async function answer({ batches, steps, variants }) {
  const { network, weights } = await readNetwork();
  const device = await startTfjs(false, await findAdapter());
  const xt = fillGaussian(key(0), new Float32Array(network.size ** 2));
  let reference;
  const race = async (compiled, samples) => {
    const output = await evaluateCompiled(compiled, xt, makeSchedule('linear'), 500, [1]);
    reference ??= output;
    const difference = Math.max(...output.map((value, i) => Math.abs(value - reference[i])));
    const ms = await measured(network, compiled, samples, steps);
    return { total: sum(ms), difference, ms };
  };
  const compiled = {};
  for (const [name, variant] of Object.entries(variants))
    compiled[name] = await compiledOn(device, weights, () => variant);
  const chosenOnes = await compiledOn(device, weights, variantsOn(device));
  const results = [];
  for (const samples of batches) {
    const runners = {};
    for (const name of Object.keys(variants)) runners[name] = await race(compiled[name], samples);
    const fastest = (id) =>
      Object.keys(runners).reduce((a, b) => (runners[b].ms[id] < runners[a].ms[id] ? b : a));
    const convolutions = network.layers.filter(({ kind }) => kind === 'convolution');
    const winners = Object.fromEntries(convolutions.map(({ id }) => [id, fastest(id)]));
    const best = await compiledOn(device, weights, ({ layer }) => variants[winners[layer.id]]);
    results.push({
      samples,
      runners,
      chosen: await race(chosenOnes, samples),
      best: await race(best, samples),
      winners,
    });
  }
  return results;
}
