// Ways to share convolutions out among threads, raced on the shipped network: which is the fastest for each layer here.
import { readNetwork } from '../../src/cli/networkFile.ts';
import { CompiledBatch } from '../../src/engine/worker/sampling/compiledBatch.ts';
import { planSample } from '../../src/engine/worker/requests/validate.ts';
import { findAdapter } from '../../src/model/backends/graphics.ts';
import { variantsOn } from '../../src/model/compiled/variants.ts';
import { compiledOn, ddpmRequest, startTfjs } from '../support/webgpu.mjs';

const { signal } = new AbortController();

/** Each kernel is timed so often, and the least counts. */
const ROUNDS = 2;

/**
 * Takes some steps and times each kernel.
 * @returns {Promise<{ state: Float32Array, ms: Record<string, number> }>}
 */
async function measured(network, compiled, samples, steps) {
  const request = ddpmRequest(samples);
  const plan = planSample(network, request);
  const batch = new CompiledBatch(compiled, request, plan, { first: 0, count: samples }, 1);
  for (let i = 0; i < steps; i++) batch.step(i);
  const state = await batch.readState(signal);
  const ms = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const kernel of (await batch.stats(signal)).kernels)
      ms[kernel.id] = Math.min(ms[kernel.id] ?? Infinity, kernel.ms);
  batch.dispose();
  return { state, ms };
}

const sum = (ms) => Object.values(ms).reduce((a, b) => a + b, 0);

/**
 * @param {{ batches: number[], steps: number, variants: Record<string, object> }} question variants by name
 * @returns {Promise<{ samples: number, chosen: Runner, runners: Record<string, Runner>, best: Runner,
 *   winners: Record<string, string> }[]>} for each batch the variants, what the app chooses here, and each layer by its winner; of each
 *   the ms of all kernels, of each kernel, and how far x is after the steps from that of the first variant
 * @typedef {{ total: number, difference: number, ms: Record<string, number> }} Runner
 */
export async function answer({ batches, steps, variants }) {
  const { network, weights } = await readNetwork();
  const device = await startTfjs(false, await findAdapter());
  const race = async (compiled, samples, reference) => {
    const { state, ms } = await measured(network, compiled, samples, steps);
    const difference = state.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (reference ?? state)[i])),
      0,
    );
    return { state, total: sum(ms), difference, ms };
  };
  const without = ({ total, difference, ms }) => ({ total, difference, ms });
  const compiled = {};
  for (const [name, variant] of Object.entries(variants))
    compiled[name] = await compiledOn(device, weights, () => variant);
  const chosenOnes = await compiledOn(device, weights, variantsOn(device));
  const results = [];
  for (const samples of batches) {
    const runners = {};
    let reference;
    for (const name of Object.keys(variants)) {
      runners[name] = await race(compiled[name], samples, reference);
      reference ??= runners[name].state;
    }
    const winners = Object.fromEntries(
      network.layers.map(({ id }) => [
        id,
        Object.keys(runners).reduce((a, b) => (runners[b].ms[id] < runners[a].ms[id] ? b : a)),
      ]),
    );
    const best = await compiledOn(device, weights, ({ layer }) => variants[winners[layer.id]]);
    results.push({
      samples,
      runners: Object.fromEntries(Object.entries(runners).map(([name, each]) => [name, without(each)])),
      chosen: without(await race(chosenOnes, samples, reference)),
      best: without(await race(best, samples, reference)),
      winners,
    });
  }
  return results;
}
