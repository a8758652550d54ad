import { setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { RING, drawPlane } from '../../../diffusion/plane/datasets';
import { exactEstimate } from '../../../diffusion/plane/exactEstimate';
import { fold, key } from '../../../diffusion/random';
import { initialise } from '../../initialise';
import { lookup } from '../../lookup';
import { plane } from '../../networks/plane';
import { trainingSchedule } from '../../preconditioning';
import { drawBatch, noised, type Digits } from '../../train/batch';
import { beginning } from '../../train/sections';
import { warmedUp } from '../../train/trainer';
import { isSupported } from '../assemble';
import { CpuTrainer } from './cpuTrainer';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');

const BATCH = 256;
const UPDATES = 1000;
/** The cosine of the learning rate ends here. */
const GOAL = 6000;
const schedule = trainingSchedule(plane);

/** Points of the ring. */
const points = (k: number, count: number): Digits => ({
  pixels: drawPlane('ring', RING, key(k), new Float32Array(2 * count)),
  labels: new Uint8Array(count),
});

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** What no network can learn: the squared error of the exact estimate, a coordinate, over a draw. */
function floorOf(draw: ReturnType<typeof drawBatch>): number {
  const { xt, target } = noised(plane, schedule, draw);
  const exact = exactEstimate(RING);
  const errors = Float64Array.from(draw.times, (t, i) => {
    const signal = Math.sqrt(schedule.alphaBar[t]);
    const sigma = Math.sqrt(schedule.oneMinusAlphaBar[t]) / signal;
    const estimate = new Float64Array(2);
    exact(Float64Array.of(xt[2 * i] / signal, xt[2 * i + 1] / signal), sigma, estimate);
    return ((estimate[0] - target[2 * i]) ** 2 + (estimate[1] - target[2 * i + 1]) ** 2) / 2;
  });
  return mean(errors);
}

it('learns the ring within a thousand updates', async () => {
  const numbers = beginning(plane, initialise(plane, key(0)));
  const options = { schedule, batch: BATCH, numbers, update: 0, longestAverage: 0.995 };
  const trainer = await CpuTrainer.create(plane, options, undefined);
  const set = points(1, 65_536);
  const heldOut = drawBatch(plane, schedule, points(2, 8192), key(3), 8192);
  const floor = floorOf(heldOut);
  expect(floor).toBeCloseTo(0.197, 2);
  const weights = new Float64Array(BATCH).fill(1);
  for (let n = 1; n <= UPDATES; n++) {
    const draw = drawBatch(plane, schedule, set, fold(key(4), n), BATCH);
    await trainer.update([{ draw, weights, learningRate: warmedUp(4e-3, n, GOAL) }]);
  }
  const excess = mean(await trainer.measure(heldOut)) - floor;
  expect(excess).toBeLessThan(0.008);
  const head = lookup(await trainer.averagedWeights(), 'head.kernel').data;
  expect(head.every((weight, i) => (weight === 0) === i % 4 >= 2)).toBe(true);
  trainer.dispose();
}, 60_000);
