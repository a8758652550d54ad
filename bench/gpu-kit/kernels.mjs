// How long each kernel of a step takes by the device's clock, and what it has to compute and to move.
import { readNetwork } from '../../src/cli/networkFile.ts';
import { CompiledBatch } from '../../src/engine/worker/sampling/compiledBatch.ts';
import { planSample } from '../../src/engine/worker/requests/validate.ts';
import { lookup } from '../../src/model/lookup.ts';
import { layerMacs, layerShapes, inputsOf } from '../../src/model/network.ts';
import { compiledOn, ddpmRequest, startTfjs } from '../support/webgpu.mjs';
import { findAdapter } from '../../src/model/backends/graphics.ts';

/**
 * Work of each layer that is a kernel: floating-point operations, and bytes if everything is read or written once.
 * @returns {Map<string, { flops: number, bytes: number }>} by id
 */
export function workOf(network, parameters, pictures) {
  const shapes = layerShapes(network);
  const numbers = (id) => lookup(shapes, id).reduce((a, b) => a * b, 1);
  const macs = layerMacs(network);
  return new Map(
    network.layers.map((layer) => {
      const { id } = layer;
      const values = [id, ...inputsOf(layer)].reduce((sum, each) => sum + numbers(each), 0);
      const kernel = parameters.get(`${id}.kernel`)?.data.length ?? 0;
      return [id, { flops: 2 * lookup(macs, id) * pictures, bytes: 4 * (values * pictures + kernel) }];
    }),
  );
}

/** @param {{ samples: number, steps: number }} question steps that are taken before kernels are timed */
export async function answer({ samples, steps }) {
  const { network, weights } = await readNetwork();
  const device = await startTfjs(false, await findAdapter());
  const compiled = await compiledOn(device, weights);
  const request = ddpmRequest(samples);
  const batch = new CompiledBatch(
    compiled,
    request,
    planSample(network, request),
    { first: 0, count: samples },
    1,
  );
  const { signal } = new AbortController();
  for (let i = 0; i < steps; i++) batch.step(i);
  await batch.readState(signal);
  const { kernels } = await batch.stats(signal);
  const work = workOf(network, weights.parameters, 2 * samples);
  return kernels.map((kernel) => ({ ...kernel, ...work.get(kernel.id) }));
}
