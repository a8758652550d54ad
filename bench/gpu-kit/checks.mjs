// What the adapter is, and whether it computes what it should.
import { otherNoise } from '../../e2e/support/otherNoise.ts';
import { readNetwork } from '../../src/cli/networkFile.ts';
import { makeSchedule } from '../../src/diffusion/schedule.ts';
import { createDenoiser } from '../../src/model/denoiser.ts';
import { evaluateCompiled } from '../../src/model/evaluations.ts';
import { evaluatePlainly } from '../../src/model/prove.ts';
import { readSafetensors } from '../../src/model/safetensors.ts';
import { openWebGpu } from './openWebGpu.mjs';
import { fileOf } from './sampling.mjs';

const furthest = (a, b) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

/** Limits and features that the plans depend on. */
function described(adapter) {
  const { limits, features, info } = adapter;
  const names = [
    'maxBufferSize',
    'maxStorageBufferBindingSize',
    'maxStorageBuffersPerShaderStage',
    'maxComputeInvocationsPerWorkgroup',
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupsPerDimension',
  ];
  const { vendor, architecture, device, description, subgroupMinSize, subgroupMaxSize } = info;
  return {
    info: { vendor, architecture, device, description, subgroupMinSize, subgroupMaxSize },
    limits: Object.fromEntries(names.map((name) => [name, limits[name]])),
    features: ['timestamp-query', 'shader-f16', 'subgroups'].filter((name) => features.has(name)),
  };
}

/** @param {{ rows: number, plainRows: number }} question rows of the fixture, and how many of these plain loops check, too */
export async function answer({ rows, plainRows }) {
  const { adapter, capability } = await openWebGpu();
  const { network, weights } = await readNetwork();
  const compiled = await createDenoiser(network, weights).compiled();
  if (!compiled) throw new Error('The network is not compiled; standard error says why.');
  const { tensors } = readSafetensors(await fileOf('fixture.safetensors'));
  const [t, label, xt, v] = ['t', 'label', 'xt', 'v'].map((name) => tensors.get(name).data);
  const schedule = makeSchedule('linear');
  const pixels = network.size ** 2;
  const errors = { pytorch: 0, float64: 0 };
  for (let row = 0; row < Math.min(rows, t.length); row++) {
    const part = (all) => Float32Array.from(all.subarray(row * pixels, (row + 1) * pixels));
    const [x, labels] = [part(xt), [label[row]]];
    const output = await evaluateCompiled(compiled, x, schedule, t[row], labels);
    errors.pytorch = Math.max(errors.pytorch, furthest(output, part(v)));
    if (row >= plainRows) continue;
    const plain = evaluatePlainly(network, weights.parameters, x, schedule, t[row], labels[0]);
    errors.float64 = Math.max(errors.float64, furthest(output, plain));
  }
  return {
    ...described(adapter),
    device: capability.device,
    software: capability.software,
    canaryMs: capability.canaryMs,
    fixture: errors,
    otherNoise: await otherNoise(compiled),
  };
}
