import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { setFlagsFromString } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fold, key } from '../../../diffusion/random';
import { setCpuPlans } from '../../backends/onCpu';
import { initialise } from '../../initialise';
import type { Network } from '../../network';
import { head, lbn } from '../../networks/lbn';
import { plane } from '../../networks/plane';
import { seed } from '../../networks/seed';
import { tiny } from '../../networks/tiny';
import { trainingSchedule } from '../../preconditioning';
import { drawBatch, type Draw } from '../../train/batch';
import { createTrainer } from '../../train/createTrainer';
import type { NetworkTrainer, TrainerOptions } from '../../train/networkTrainer';
import { beginning } from '../../train/sections';
import { someDigits } from '../../train/someDigits.test-helper';
import { TensorTrainer } from '../../train/tensorTrainer';
import { isSupported } from '../assemble';
import { CpuTrainer } from './cpuTrainer';
import { CpuTraining } from './training';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');

const BATCH = 6;

/** Batch normalisations and attention at a quarter of the pixels of `small`. */
const normed: Network = {
  ...tiny,
  name: 'normed',
  size: 8,
  embedding: { frequencies: 4, width: 8 },
  layers: [tiny.layers[0], ...lbn('stem', 32, 64), head('dec14.b', 4)],
};
const pictured: Network = { ...seed, name: 'pictured', size: 8 };

function drawOf(network: Network, n: number, count = BATCH): Draw {
  const digits = someDigits(network, 30);
  return drawBatch(network, trainingSchedule(network), digits, fold(key(2), n), count);
}

const optionsOf = (network: Network): TrainerOptions => ({
  schedule: trainingSchedule(network),
  batch: BATCH,
  numbers: beginning(network, initialise(network, key(0))),
  update: 0,
  longestAverage: 0.99,
});

async function learn(trainer: NetworkTrainer, network: Network, updates: number): Promise<void> {
  for (let n = 1; n <= updates; n++) {
    const weights = new Float64Array(BATCH).fill(1);
    await trainer.update([{ draw: drawOf(network, n), weights, learningRate: 1e-3 }]);
  }
}

afterEach(() => {
  vi.restoreAllMocks();
  setCpuPlans();
});

describe('a trainer by plans on the CPU', () => {
  it.each([tiny, normed, pictured, plane])(
    'measures the averaged weights as tfjs does: $name',
    async (network) => {
      await setBackend('wasm');
      const before = memory().numTensors;
      const trainer = await CpuTrainer.create(network, optionsOf(network), undefined);
      await learn(trainer, network, 3);
      trainer.calibrate(drawOf(network, 100));
      const first = await trainer.measure(drawOf(network, 101, 21));
      await learn(trainer, network, 3);
      const draw = drawOf(network, 101, 21);
      const measured = await trainer.measure(draw);
      expect(measured).not.toEqual(first);
      const reference = new TensorTrainer(network, {
        ...optionsOf(network),
        numbers: await trainer.numbers(),
      });
      const expected = await reference.measure(draw);
      measured.forEach((error, i) => expect(Math.abs(error / expected[i] - 1)).toBeLessThan(1e-4));
      expect([...(await trainer.averagedWeights()).keys()]).toEqual([
        ...(await reference.averagedWeights()).keys(),
      ]);
      [trainer, reference].forEach((each) => each.dispose());
      expect(memory().numTensors).toBe(before);
    },
  );

  it('is what trains where plans compute the networks, and starts no tfjs', async () => {
    const startTfjs = vi.fn(() => Promise.resolve());
    setCpuPlans({ threads: undefined, startTfjs });
    const trainer = await createTrainer(tiny, optionsOf(tiny));
    expect(trainer).toBeInstanceOf(CpuTrainer);
    expect(startTfjs).not.toHaveBeenCalled();
    trainer.dispose();
  });

  it('gives way to tfjs where its gradients are wrong, with a warning', async () => {
    await setBackend('wasm');
    const startTfjs = vi.fn(() => Promise.resolve());
    setCpuPlans({ threads: undefined, startTfjs });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its object
    const gradientsOf = CpuTraining.prototype.gradients;
    vi.spyOn(CpuTraining.prototype, 'gradients').mockImplementation(function (this: CpuTraining, ...batch) {
      const { errors, gradients } = gradientsOf.apply(this, batch);
      for (const gradient of gradients.values()) gradient.forEach((value, i) => (gradient[i] = 2 * value));
      return { errors, gradients };
    });
    const network = { ...tiny, size: 16 };
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const trainer = await createTrainer(network, optionsOf(network));
    expect(trainer).toBeInstanceOf(TensorTrainer);
    expect(warn.mock.calls.join()).toMatch(/tfjs's operations, which is slower: it computes wrong gradients/);
    expect(startTfjs).toHaveBeenCalled();
    trainer.dispose();
  });
});
