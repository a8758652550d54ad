// Steps of sampling on WebGPU in Node, by Dawn: tsx dawn.mjs '{ "who": ..., "adapter": ..., "samples": ..., "seconds": ... }'
import { create, globals } from 'webgpu';
import { fillGaussian, fold, key } from '../../../src/diffusion/random.ts';
import { counts, resetCounts, startCounting } from '../gpuCounts.mjs';
import { countMacs } from '../../../src/model/network.ts';
import { shipped } from '../../../src/model/networks/shipped.ts';
import { answerInNode } from '../node.mjs';

const STEPS = 1000;
/** A run that takes longer is not done whole. */
const MOST_SECONDS = 120;

/** The adapter, before tfjs is loaded: it looks at navigator. */
function provide(adapter) {
  Object.assign(globalThis, globals);
  startCounting();
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: create([`backend=${adapter}`]), userAgent: 'Node' },
    configurable: true,
  });
}

/** A walker through the request's steps, on a backend of its own; for ours the denoiser too. */
async function walker(who, request) {
  const { backend, setBackend } = await import('@tensorflow/tfjs-core');
  const { planSample } = await import('../../../src/engine/worker/validate.ts');
  const { findAdapter } = await import('../../../src/model/backends/graphics.ts');
  const { readNetwork } = await import('../../../src/cli/networkFile.ts');
  const { weights } = await readNetwork();
  const plan = planSample(shipped, request);
  const found = await findAdapter();
  if (who === 'naive') await import('@tensorflow/tfjs-backend-webgpu');
  else await (await import('../../../src/model/backends/webgpu.ts')).register(found);
  if (!(await setBackend('webgpu'))) throw new Error('tfjs does not start on this adapter.');
  const { device } = backend();
  const count = request.labels.length;
  if (who === 'naive') {
    const { NaiveBatch } = await import('../naive.mjs');
    let n = 0;
    const noise = (length) => fillGaussian(fold(key(1), n++), new Float32Array(length));
    return { device, found, batch: new NaiveBatch(shipped, weights.parameters, request, plan, noise) };
  }
  const { createDenoiser } = await import('../../../src/model/denoiser.ts');
  const denoiser = createDenoiser(shipped, weights);
  if (who === 'tuned') {
    const { Batch } = await import('../../../src/engine/worker/batch.ts');
    return { device, found, batch: new Batch(denoiser, request, plan, 0, count) };
  }
  const { compile } = await import('../../../src/model/compiled/compile.ts');
  const { CompiledBatch } = await import('../../../src/engine/worker/compiledBatch.ts');
  const buffers = new Map(
    [...weights.parameters].map(([name, { data }]) => {
      const usage = globalThis.GPUBufferUsage.STORAGE | globalThis.GPUBufferUsage.COPY_DST;
      const buffer = device.createBuffer({ size: data.byteLength, usage });
      device.queue.writeBuffer(buffer, 0, data);
      return [name, buffer];
    }),
  );
  // Not the denoiser's own plan: an adapter that computes nothing cannot prove it.
  const compiled = await compile(device, shipped, weights.parameters, (name) => buffers.get(name));
  const batch = new CompiledBatch(compiled, request, plan, 0, count, 1);
  return { device, found, batch, denoiser: { ...denoiser, compiled: () => Promise.resolve(compiled) } };
}

/** Seconds of a whole run as the worker does it. */
async function run(denoiser, request) {
  const { sample } = await import('../../../src/engine/worker/sample.ts');
  const loaded = { denoiser, capability: { backend: 'webgpu', software: false } };
  const events = sample(loaded, request, new AbortController().signal);
  for (;;) {
    const { done, value } = await events.next();
    if (done) return value.seconds;
  }
}

answerInNode(async ({ who, adapter, samples, seconds }) => {
  provide(adapter);
  const { hop } = await import('../../../src/engine/worker/hop.ts');
  const request = {
    network: 'shipped',
    seed: 1,
    labels: Array.from({ length: samples }, (_, i) => i % 10),
    schedule: { name: 'linear', T: 1000 },
    sampler: 'ddpm',
    steps: STEPS,
    eta: 1,
    guidance: 1,
    keep: 'last',
  };
  const { device, found, batch, denoiser } = await walker(who, request);
  let at = 0;
  /** Steps until so many seconds have passed, in portions that are waited for. */
  const walk = async (limit) => {
    const [began, first] = [performance.now(), at];
    const passed = () => (performance.now() - began) / 1000;
    for (let portion = 1; at === first || passed() < limit; portion *= 2) {
      for (const end = at + portion; at < end; at++) {
        await hop();
        batch.move(at % STEPS);
      }
      await device.queue.onSubmittedWorkDone();
      if (passed() > limit / 4) portion /= 2;
    }
    return { steps: at - first, ms: (1000 * passed()) / (at - first) };
  };
  await walk(seconds / 4);
  resetCounts();
  const cpu = process.cpuUsage();
  const { steps, ms } = await walk(seconds);
  const { user, system } = process.cpuUsage(cpu);
  const { bytesThere, ...calls } = counts;
  const aStep = Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, count / steps]));
  const { vendor, architecture, description } = found.info;
  const computes = adapter !== 'null';
  const whole = who === 'compiled' && computes && ms * STEPS < 1000 * MOST_SECONDS;
  return {
    device: [vendor, architecture, description].filter(Boolean).join(' '),
    cpuMs: (user + system) / 1000 / steps,
    ...(computes && { ms }),
    ...(whole && { wholeSeconds: await run(denoiser, request) }),
    macs: countMacs(shipped),
    bytesThere,
    ...aStep,
  };
});
