// Updates of a training on the CPU, in this worker.
import { fold, key, uniform } from '../../../src/diffusion/random';
import { makeSchedule } from '../../../src/diffusion/schedule';
import { CpuTrainer } from '../../../src/model/cpu/training/cpuTrainer';
import { initialise } from '../../../src/model/initialise';
import { numbersOf } from '../../../src/model/network';
import { plane } from '../../../src/model/networks/plane';
import { small } from '../../../src/model/networks/small';
import { tiny } from '../../../src/model/networks/tiny';
import { drawBatch } from '../../../src/model/train/batch';
import { prepareTraining } from '../../../src/model/train/prepare';
import { beginning } from '../../../src/model/train/sections';
import { TensorTrainer } from '../../../src/model/train/tensorTrainer';
import { leastMs } from '../turns.mjs';
import { answer, openTfjs, twoThreads } from './cpuWorker.mjs';

const NETWORKS = { tiny, small, plane };
const DIGITS = 256;
const schedule = makeSchedule('linear', 1000);

answer(async ({ name, batch, seconds }) => {
  await openTfjs();
  await prepareTraining();
  const network = NETWORKS[name];
  const options = {
    schedule,
    batch,
    numbers: beginning(network, initialise(network, key(0))),
    update: 0,
    longestAverage: 0.995,
  };
  // Noise in the place of digits or points, which does not change the time.
  const numbers = Float32Array.from({ length: DIGITS * numbersOf(network) }, (_, i) => uniform(key(1), i));
  const digits = {
    pixels: network.channels ? numbers : Uint8Array.from(numbers, (x) => 255 * x),
    labels: Uint8Array.from({ length: DIGITS }, (_, i) => i % Math.max(1, network.classes)),
  };
  const draw = drawBatch(network, schedule, digits, fold(key(2), 0), batch);
  const weights = new Float64Array(batch).fill(1);
  const trainers = [
    { who: 'ours', threads: 1, trainer: await CpuTrainer.create(network, options) },
    { who: 'ours', threads: 2, trainer: await CpuTrainer.create(network, options, await twoThreads()) },
    { who: 'tfjs', threads: 1, trainer: new TensorTrainer(network, options) },
  ];
  const least = await leastMs(
    trainers.map(
      ({ trainer }) =>
        () =>
          trainer.update([{ draw, weights, learningRate: 2e-3 }]),
    ),
    seconds,
  );
  return { ms: trainers.map(({ who, threads }, i) => ({ who, threads, ms: least[i] })) };
});
