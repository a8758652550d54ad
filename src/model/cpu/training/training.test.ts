import '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { fold, key, uniform } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { initialise } from '../../initialise';
import { lookup } from '../../lookup';
import type { Layer, Network } from '../../network';
import { plane } from '../../networks/plane';
import { seed } from '../../networks/seed';
import { shipped } from '../../networks/shipped';
import { small } from '../../networks/small';
import { tiny } from '../../networks/tiny';
import { trainingBatch, type Batch } from '../../train/batch';
import { beginning, sectionsOf } from '../../train/sections';
import { someDigits } from '../../train/someDigits.test-helper';
import { Trainer } from '../../train/trainer';
import { isSupported } from '../assemble';
import type { Threads } from '../threads';
import { CpuTraining, type CpuTrainingOptions } from './training';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');

/** A state in which no parameter is zero, so that each has a gradient. */
function someState(network: Network): Float32Array {
  const parameters = initialise(network, key(0));
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(9), n);
    data.forEach((w, i) => (data[i] = w + 0.1 * (uniform(k, i) - 0.5)));
  });
  return beginning(network, parameters);
}

function batchOf(network: Network, n: number, count: number): Batch {
  const digits = someDigits(network, 30);
  return trainingBatch(network, makeSchedule('linear', 1000), digits, fold(key(2), n), count);
}

const weightsOf = ({ times }: Batch): Float64Array =>
  Float64Array.from(times, (_, i) => 0.5 + uniform(key(3), i));

const norm = (values: Float32Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));

const difference = (a: Float32Array, b: ArrayLike<number>): number => norm(a.map((x, i) => x - b[i]));

/** Whether all numbers are equal; comparing arrays of a million numbers by `toEqual` takes seconds. */
const same = (a: readonly Float32Array[], b: readonly Float32Array[]): boolean =>
  a.length === b.length && a.every((values, i) => values.every((x, k) => x === b[i][k]));

/** Threads that work one after the other, each its share, in the order of `turns`. */
function inTurns(count: number, turns: readonly number[]): Threads {
  const evaluate: Threads['evaluate'] = (_, shards, evaluateHere) => {
    const share = Math.ceil(shards / count);
    for (const thread of turns) {
      const [first, end] = [thread * share, Math.min(shards, (thread + 1) * share)];
      if (first < end) evaluateHere(first, end, thread);
    }
    return true;
  };
  return { count, load: () => 1, drop: () => undefined, evaluate } as unknown as Threads;
}

beforeAll(() => setBackend('wasm'));

/** Two convolutions read what a third one reads; a value with no other reader than a sum; one filter; odd heights. */
const block = (id: string, from: string, ...residual: string[]): Layer => ({
  ...{ kind: 'convolution', id, from, filters: 8, kernel: 3, residual },
});
const branched = (size: number, patch: 2 | undefined): Network => ({
  ...tiny,
  ...{ name: 'branched', size, patch: patch as 2 },
  embedding: { frequencies: 4, width: 8 },
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 8, kernel: 3, activation: 'silu' },
    block('a', 'stem'),
    { ...block('b', 'stem', 'a', 'stem'), kernel: 1 } as Layer,
    { kind: 'convolution', id: 'c', from: 'b', filters: 8, kernel: 3, embed: true, activation: 'relu' },
    block('d', 'c', 'b', 'b'),
    { kind: 'convolution', id: 'head', from: 'd', filters: patch ? 4 : 1, kernel: 3, prologue: 'silu' },
  ],
});

/** SiLU in the place of ReLU. */
const smooth = (network: Network): Network => ({
  ...network,
  name: `smooth ${network.name}`,
  layers: network.layers.map((layer) =>
    layer.kind === 'convolution' && layer.activation ? { ...layer, activation: 'silu' } : layer,
  ),
});

describe('the gradients', () => {
  // In `seed` some arguments of ReLU are nearly 0: there gradients may differ and both be right.
  it.each<{ network: Network; count: number; arithmetic?: readonly boolean[] }>([
    { network: tiny, count: 33 },
    { network: plane, count: 33 },
    { network: plane, count: 48 },
    { network: small, count: 5 },
    { network: shipped, count: 3, arithmetic: [true] },
    { network: smooth(seed), count: 1, arithmetic: [true] },
    { network: branched(10, 2), count: 2 },
    { network: branched(6, undefined), count: 7 },
  ])(
    'agree with those of tfjs: $network.name, $count pictures',
    async ({ network, count, arithmetic = [true, false] }) => {
      const state = someState(network);
      const batch = batchOf(network, 1, count);
      const weights = weightsOf(batch);
      const trainer = new Trainer(network, state);
      const expected = trainer.gradients(batch, weights);
      const errors = await expected.errors.data();
      const gradients = await Promise.all(
        [...expected.gradients].map(async ([name, each]) => [name, await each.data()] as const),
      );
      for (const fused of arithmetic) {
        const training = new CpuTraining(network, count, state, 0, 0.99, { fused });
        const computed = training.gradients(batch, weights);
        expect(difference(computed.errors, errors)).toBeLessThan(1e-5 * norm(computed.errors));
        for (const [name, gradient] of gradients) {
          const own = lookup(computed.gradients, name);
          // Some biases have no gradient, because a normalisation removes them.
          expect(difference(own, gradient), name).toBeLessThan(1e-4 * norm(own) + 1e-7);
        }
        training.dispose();
      }
      for (const each of [expected.errors, ...expected.gradients.values(), ...expected.observed.values()])
        each.dispose();
      trainer.dispose();
    },
  );
});

/** Updates first .. last of a training. @returns the errors of each */
function learn(
  training: CpuTraining,
  network: Network,
  count: number,
  first: number,
  last: number,
): Float32Array[] {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const batch = batchOf(network, first + i, count);
    return training.update(batch, weightsOf(batch), 2e-3);
  });
}

describe('a training', () => {
  it('makes the same updates as tfjs', async () => {
    const count = 16;
    const state = someState(tiny);
    const trainer = new Trainer(tiny, state);
    const training = new CpuTraining(tiny, count, state, 0, 0.99);
    for (let n = 1; n <= 20; n++) {
      const batch = batchOf(tiny, n, count);
      const errors = trainer.update(batch, weightsOf(batch), 2e-3);
      const [own] = learn(training, tiny, count, n, n);
      expect(difference(own, await errors.data())).toBeLessThan(1e-4 * norm(own));
      errors.dispose();
    }
    const expected = sectionsOf(tiny, await trainer.numbers());
    const computed = sectionsOf(tiny, training.state());
    for (const part of ['parameters', 'average', 'first', 'second'] as const)
      for (const [name, { data }] of computed[part])
        expect(difference(data, lookup(expected[part], name).data), `${part} ${name}`).toBeLessThan(
          1e-4 * norm(data),
        );
    trainer.dispose();
  });

  it('makes the same updates as tfjs with batch normalisation', async () => {
    const count = 8;
    const state = someState(small);
    const trainer = new Trainer(small, state);
    const training = new CpuTraining(small, count, state, 0, 0.99);
    for (let n = 1; n <= 4; n++) {
      const batch = batchOf(small, n, count);
      const errors = trainer.update(batch, weightsOf(batch), 2e-3);
      const [own] = learn(training, small, count, n, n);
      expect(difference(own, await errors.data())).toBeLessThan(1e-4 * norm(own));
      errors.dispose();
    }
    const expected = sectionsOf(small, await trainer.numbers());
    const computed = sectionsOf(small, training.state());
    // Not the means: a bias before a normalisation has a gradient of rounding errors, and Adam makes whole steps of them.
    for (const [name, { data }] of computed.running)
      if (name.endsWith('variance'))
        expect(difference(data, lookup(expected.running, name).data), name).toBeLessThan(1e-3 * norm(data));
    trainer.dispose();
  });

  it('measures the statistics of the averaged parameters as tfjs does', async () => {
    const count = 8;
    const state = someState(small);
    const trainer = new Trainer(small, state);
    const training = new CpuTraining(small, count, state, 0, 0.99);
    for (const n of [6, 7]) {
      trainer.calibrate(batchOf(small, n, count));
      training.calibrate(batchOf(small, n, count));
    }
    const expected = sectionsOf(small, await trainer.numbers());
    const computed = sectionsOf(small, training.state());
    for (const [name, { data }] of computed.calibrated)
      expect(difference(data, lookup(expected.calibrated, name).data), name).toBeLessThan(1e-4 * norm(data));
    expect(computed.running).toEqual(sectionsOf(small, state).running);
    trainer.dispose();
  });

  it.each([
    { network: tiny, count: 9 },
    { network: plane, count: 25 },
    { network: plane, count: 32 },
    { network: small, count: 4 },
  ])('has the same bits for any number of threads: $network.name, $count pictures', ({ network, count }) => {
    const state = someState(network);
    const train = (options: CpuTrainingOptions): Float32Array[] => {
      const training = new CpuTraining(network, count, state, 0, 0.99, options);
      return [...learn(training, network, count, 1, 2), training.state()];
    };
    const alone = train({});
    for (const threads of [inTurns(2, [1, 0]), inTurns(4, [2, 0, 3, 1])])
      expect(same(train({ threads }), alone)).toBe(true);
    expect(same(train({ fused: false }), alone)).toBe(false);
  });

  it('goes on alone, with the same bits, if a thread is silent', () => {
    const state = someState(small);
    const train = (threads?: Threads): Float32Array[] => {
      const training = new CpuTraining(small, 5, state, 0, 0.99, { threads });
      const errors = learn(training, small, 5, 1, 1);
      training.calibrate(batchOf(small, 100, 5));
      return [...errors, ...learn(training, small, 5, 2, 3), training.state()];
    };
    const alone = train();
    const phases = 19; // of an update of `small` that threads share
    for (const lastAnswer of [3, phases + 3]) {
      const threads = inTurns(2, [0, 1]);
      const answering = threads.evaluate.bind(threads);
      let answers = 0;
      const silent: Threads['evaluate'] = (...work) => ++answers <= lastAnswer && answering(...work);
      Object.assign(threads, { evaluate: silent });
      expect(same(train(threads), alone)).toBe(true);
      expect(answers).toBe(lastAnswer + 1);
    }
  });

  it.each([
    { network: tiny, count: 5 },
    { network: plane, count: 25 },
    { network: small, count: 2 },
  ])('goes on from its state as if it had not stopped: $network.name', ({ network, count }) => {
    const whole = new CpuTraining(network, count, someState(network), 0, 0.99);
    learn(whole, network, count, 1, 2);
    whole.calibrate(batchOf(network, 100, count));
    const half = whole.state();
    const resumed = new CpuTraining(network, count, half, 2, 0.99);
    expect(same([resumed.state()], [half])).toBe(true);
    const errors = [resumed, whole].map((each) => learn(each, network, count, 3, 5));
    expect(same(errors[0], errors[1])).toBe(true);
    expect(same([resumed.state()], [whole.state()])).toBe(true);
    expect(same([half], [whole.state()])).toBe(false);
  });

  it('needs no more memory for an update than it has, and refuses a batch of another size', () => {
    const training = new CpuTraining(tiny, 4, someState(tiny), 0, 0.99);
    const before = training.memoryBytes;
    learn(training, tiny, 4, 1, 3);
    expect(training.memoryBytes).toBe(before);
    expect(before).toBeLessThan(8 * 2 ** 20);
    expect(() => learn(training, tiny, 5, 4, 4)).toThrow('an update has 4 pictures, not 5');
  });

  const changed = (...layers: Layer[]): Network => ({ ...tiny, layers });
  const stem = tiny.layers[0];
  it.each([
    ['an activation', changed(stem, { ...block('head', 'stem'), activation: 'silu' } as Layer)],
    [
      'a scale and shift without normalisation',
      changed(stem, { ...block('head', 'stem'), prologue: 'affine-silu' } as Layer),
    ],
    [
      'not the only layer that reads the input',
      changed(stem, block('a', 'input'), block('b', 'stem', 'a'), block('head', 'b')),
    ],
  ])('refuses a network where a layer has %s', (reason, network) => {
    expect(() => new CpuTraining(network, 4, someState(network), 0, 0.99)).toThrow(reason);
  });
});
