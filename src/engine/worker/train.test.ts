import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { key, uniform } from '../../diffusion/random';
import { tiny } from '../../model/networks/tiny';
import { Trainer } from '../../model/train/trainer';
import { parseWeights } from '../../model/weights';
import { cancelled } from '../protocol/errors';
import type { TrainEvent, TrainRequest, TrainResult } from '../protocol/train';
import { train } from './train';

const digits = {
  pixels: Uint8Array.from({ length: 20 * 196 }, (_, i) => 255 * uniform(key(1), i)),
  labels: Uint8Array.from({ length: 20 }, (_, i) => i % 10),
};
const request: TrainRequest = {
  network: 'tiny',
  seed: 0,
  updates: 3,
  batch: 4,
  learningRate: 0.005,
  output: 'v',
  weighting: 'v',
  digits,
  heldOut: digits,
};
const never = new AbortController().signal;

async function run(
  changes: Partial<TrainRequest> = {},
  signal = never,
  onEvent?: () => void,
): Promise<{ events: TrainEvent[]; result: TrainResult }> {
  const events: TrainEvent[] = [];
  const generator = train({ backend: 'wasm' }, { ...request, ...changes }, signal);
  for (;;) {
    const { done, value } = await generator.next();
    if (done) return { events, result: value };
    events.push(value);
    onEvent?.();
  }
}

let before: number;
beforeAll(() => setBackend('wasm'));
beforeEach(() => {
  before = memory().numTensors;
});
afterEach(() => {
  expect(memory().numTensors).toBe(before);
});

describe('train', () => {
  it('reports every update once, and ends with weights that the network accepts', async () => {
    const { events, result } = await run();
    const losses = events.filter((event) => event.kind === 'losses');
    expect(losses.reduce((sum, { epsilon }) => sum + epsilon.length, 0)).toBe(3);
    expect(losses[0].first).toBe(1);
    expect(events.at(-1)).toMatchObject({ kind: 'progress', update: 3, updates: 3 });
    const { metadata } = parseWeights(tiny, result.weights.buffer);
    expect(metadata).toMatchObject({ network: 'tiny', output: 'v', seed: '0', updates: '3', batch: '4' });
    expect(result.heldOutLoss).toBeGreaterThan(0);
    expect(metadata.held_out_epsilon_loss).toBe(result.heldOutLoss.toPrecision(6));
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [a, b, c] = [await run(), await run(), await run({ seed: 1 })];
    expect(a.result.weights).toEqual(b.result.weights);
    expect(a.result.heldOutLoss).not.toBe(c.result.heldOutLoss);
  });

  it('begins at the same epsilon loss as its output of zero says, for v the mean of v^2 alphaBar', async () => {
    const { result } = await run({ updates: 1, learningRate: 0 });
    expect(result.heldOutLoss).toBeGreaterThan(0.1);
    expect(result.heldOutLoss).toBeLessThan(0.5);
    const epsilon = await run({ updates: 1, learningRate: 0, output: 'epsilon' });
    expect(epsilon.result.heldOutLoss).toBeCloseTo(1, 1);
  });

  it('trains every output under every weighting', async () => {
    for (const output of ['epsilon', 'x0'] as const) {
      for (const weighting of ['epsilon', 'x0', 'snr-clipped'] as const) {
        const { result } = await run({ output, weighting, updates: 2 });
        expect(Number.isFinite(result.heldOutLoss)).toBe(true);
      }
    }
  });

  it('stops when it is cancelled, and frees what it held', async () => {
    const controller = new AbortController();
    const stop = (): void => controller.abort(cancelled());
    await expect(run({ updates: 10_000 }, controller.signal, stop)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('says so when a loss is not a number', async () => {
    const update = vi.spyOn(Trainer.prototype, 'update');
    update.mockImplementationOnce(() => tensor1d([0.1, NaN, 0.1, 0.1]));
    await expect(run()).rejects.toMatchObject({ code: 'not-finite' });
    update.mockRestore();
  });

  it.each([
    [{ updates: -1 }, 'updates is a whole number'],
    [{ batch: 0 }, 'batch is a whole number'],
    [{ learningRate: NaN }, 'learningRate is a number'],
    [{ seed: 0.5 }, 'seed is a whole number'],
    [{ digits: { pixels: new Uint8Array(195), labels: new Uint8Array(1) } }, 'digits has 14 x 14 pixels'],
    [{ heldOut: { pixels: new Uint8Array(0), labels: new Uint8Array(0) } }, 'heldOut has at least one'],
    [{ digits: { pixels: new Uint8Array(196), labels: Uint8Array.of(10) } }, 'a label of digits'],
  ])('refuses %j', async (changes, message) => {
    await expect(run(changes)).rejects.toThrow(message);
  });
});
