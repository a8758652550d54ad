// Updates on WebGPU in Node, by Dawn: tsx dawnTraining.mjs '{ "name": ..., "batch": ..., "adapter": ..., "aSubmit": ... }'
import { fold, key, uniform } from '../../../src/diffusion/random.ts';
import { makeSchedule } from '../../../src/diffusion/schedule.ts';
import { lossWeight } from '../../../src/diffusion/training/weighting.ts';
import { initialise } from '../../../src/model/initialise.ts';
import { seed } from '../../../src/model/networks/seed.ts';
import { shipped } from '../../../src/model/networks/shipped.ts';
import { small } from '../../../src/model/networks/small.ts';
import { tiny } from '../../../src/model/networks/tiny.ts';
import { drawBatch, epsilonShares } from '../../../src/model/train/batch.ts';
import { beginning } from '../../../src/model/train/sections.ts';
import { PlanTrainer } from '../../../src/model/trainingPlan/planTrainer.ts';
import { counts, resetCounts } from '../gpuCounts.mjs';
import { answerInNode } from '../node.mjs';
import { provideWebGpu } from '../webgpu.mjs';

const NETWORKS = { tiny, small, shipped, seed };
const DIGITS = 256;
/** Updates of a measurement, of which the fastest of several counts; none begins after the last second. */
const UPDATES = 64;
const ROUNDS = 12;
const SECONDS = 10;

/** A device with the limits of its adapter. */
async function openDevice(gpu) {
  const adapter = await gpu.requestAdapter();
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  return adapter.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } });
}

answerInNode(async ({ name, batch, adapter, aSubmit, updates = UPDATES, seconds = SECONDS }) => {
  provideWebGpu(adapter);
  const device = await openDevice(globalThis.navigator.gpu);
  const network = NETWORKS[name];
  const schedule = makeSchedule('linear');
  const digits = {
    pixels: Uint8Array.from({ length: DIGITS * network.size ** 2 }, (_, i) => 255 * uniform(key(1), i)),
    labels: Uint8Array.from({ length: DIGITS }, (_, i) => i % 10),
  };
  const numbers = beginning(network, initialise(network, key(0)));
  const options = { schedule, batch, numbers, update: 0, longestAverage: 0.995 };
  const trainer = await PlanTrainer.create(device, network, options);
  let n = 0;
  /** Everything that the page does for an update. */
  const next = () => {
    const draw = drawBatch(network, schedule, digits, fold(key(2), ++n), batch);
    const shares = epsilonShares(network, schedule, draw.times);
    const weights = Float64Array.from(draw.times, (t, i) => lossWeight('v', schedule, t) * shares[i]);
    return { draw, weights, learningRate: 1e-3 };
  };
  const submit = () => trainer.update(Array.from({ length: aSubmit }, next));
  for (let i = 0; i < Math.min(4, updates); i++) await submit();
  const end = performance.now() + 1000 * seconds;
  const least = { ms: Infinity, cpuMs: Infinity };
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() < end); round++) {
    resetCounts();
    const [began, used] = [performance.now(), process.cpuUsage()];
    // As in the page, the next submit does not wait for the result of the last one.
    let result;
    for (let done = 0; done < updates; done += aSubmit) {
      const following = submit();
      await result;
      result = following;
    }
    await result;
    const { user, system } = process.cpuUsage(used);
    least.ms = Math.min(least.ms, (performance.now() - began) / updates);
    least.cpuMs = Math.min(least.cpuMs, (user + system) / 1000 / updates);
  }
  const { bytesThere, ...calls } = counts;
  const perUpdate = Object.entries(calls).map(([call, count]) => [call, count / updates]);
  return { ...least, ...Object.fromEntries(perUpdate), bytes: bytesThere };
});
