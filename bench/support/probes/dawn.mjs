// Steps of sampling on WebGPU in Node, by Dawn: tsx dawn.mjs '{ "who": ..., "adapter": ..., "samples": ..., "seconds": ... }'
import { fillGaussian, fold, key } from '../../../src/diffusion/random.ts';
import { counts, resetCounts } from '../gpuCounts.mjs';
import { countMacs } from '../../../src/model/network.ts';
import { shipped } from '../../../src/model/networks/shipped.ts';
import { answerInNode } from '../node.mjs';
import { compiledOn, ddpmRequest, provideWebGpu, startTfjs } from '../webgpu.mjs';

const STEPS = 1000;
/** A whole run that would take longer is not measured, unless the question says otherwise. */
const MAX_SECONDS = 30;

/** A batch of one contender, and a function that waits for its steps; for the app itself also its denoiser. */
async function contender(who, request, adapter) {
  const { planSample } = await import('../../../src/engine/worker/requests/validate.ts');
  const { readNetwork } = await import('../../../src/cli/networkFile.ts');
  const { weights } = await readNetwork();
  const count = request.labels.length;
  if (who === 'ort' || who === 'jax') {
    const { jaxOnWebGpu, ortOnWebGpu } = await import('../webgpuPeers.mjs');
    const open = who === 'ort' ? ortOnWebGpu : jaxOnWebGpu;
    return { batch: await open(shipped, weights.parameters, 2 * count), done: () => undefined };
  }
  const plan = planSample(shipped, request);
  const device = await startTfjs(who === 'naive', adapter);
  const done = () => device.queue.onSubmittedWorkDone();
  if (who === 'naive') {
    const { NaiveBatch } = await import('../naive.mjs');
    let n = 0;
    const noise = (length) => fillGaussian(fold(key(1), n++), new Float32Array(length));
    return { done, batch: new NaiveBatch(shipped, weights.parameters, request, plan, noise) };
  }
  const { createDenoiser } = await import('../../../src/model/denoiser.ts');
  const denoiser = createDenoiser(shipped, weights);
  if (who === 'tuned') {
    const { TensorBatch } = await import('../../../src/engine/worker/sampling/tensorBatch.ts');
    return { done, batch: new TensorBatch(denoiser, request, plan, { first: 0, count }) };
  }
  const compiled = await compiledOn(device, weights);
  const { CompiledBatch } = await import('../../../src/engine/worker/sampling/compiledBatch.ts');
  const batch = new CompiledBatch(compiled, request, plan, { first: 0, count }, 1);
  return { done, batch, denoiser: { ...denoiser, compiled: () => Promise.resolve(compiled) } };
}

/** Seconds of a whole run by the worker's loop. */
async function run(denoiser, request) {
  const { sample } = await import('../../../src/engine/worker/sampling/sample.ts');
  const loaded = { denoiser, capability: { backend: 'webgpu', software: false } };
  const events = sample(loaded, request, new AbortController().signal);
  for (;;) {
    const { done, value } = await events.next();
    if (done) return value.seconds;
  }
}

answerInNode(async ({ who, adapter, samples, seconds, maxSeconds = MAX_SECONDS }) => {
  provideWebGpu(adapter);
  const { nextMacrotask } = await import('../../../src/engine/worker/loop/eventLoop.ts');
  const request = ddpmRequest(samples);
  const { findAdapter } = await import('../../../src/model/backends/graphics.ts');
  const webgpuAdapter = await findAdapter();
  const { done, batch, denoiser } = await contender(who, request, webgpuAdapter);
  let step = 0;
  /** Takes steps until so many seconds have passed, in portions that are waited for; the time is that of the fastest portion. */
  const walk = async (limit) => {
    const [began, first] = [performance.now(), step];
    const passed = () => (performance.now() - began) / 1000;
    let ms = Infinity;
    for (let portion = 1; step === first || passed() < limit; portion *= 2) {
      const before = performance.now();
      for (const end = step + portion; step < end; step++) {
        await nextMacrotask();
        await batch.step(step % STEPS);
      }
      await done();
      ms = Math.min(ms, (performance.now() - before) / portion);
      if (passed() > limit / 4) portion /= 2;
    }
    return { steps: step - first, ms };
  };
  await walk(seconds / 4);
  resetCounts();
  const cpu = process.cpuUsage();
  const { steps, ms } = await walk(seconds);
  const { user, system } = process.cpuUsage(cpu);
  const { bytesThere, ...calls } = counts;
  const callsPerStep = Object.fromEntries(
    Object.entries(calls).map(([name, count]) => [name, count / steps]),
  );
  const { vendor, architecture, description } = webgpuAdapter.info;
  const computes = adapter !== 'null';
  const whole = who === 'compiled' && computes && ms * STEPS < 1000 * maxSeconds;
  return {
    device: [vendor, architecture, description].filter(Boolean).join(' '),
    cpuMs: (user + system) / 1000 / steps,
    ...(computes && { ms }),
    ...(whole && { wholeSeconds: await run(denoiser, request) }),
    macs: countMacs(shipped),
    bytesThere,
    ...callsPerStep,
  };
});
