import '@tensorflow/tfjs-backend-wasm';
import { memory, scalar, mul, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makeSchedule } from '../../../diffusion/schedule';
import { Refused } from '../../../model/compiled/refused';
import type { Denoiser } from '../../../model/denoiser';
import { NetworkEvaluator } from './networkEvaluator';

/** A compiled network; each test sets its answer. */
const compiled = vi.hoisted(() => ({
  answer: (): Promise<Float32Array[]> => Promise.resolve([]),
  destroyed: 0,
}));

vi.mock('../../../model/evaluations', () => ({
  CompiledEvaluations: class {
    at = (): Promise<Float32Array[]> => compiled.answer();
    destroy(): void {
      compiled.destroyed++;
    }
  },
}));

const never = new AbortController().signal;
const abandon = vi.fn();
/** By tfjs's operations every estimate is twice x_t. */
const denoiser: Denoiser = {
  network: { size: 1, classes: 10 },
  estimate: (xt) => ({ as: () => mul(xt, scalar(2)) }),
  compiled: () => Promise.resolve({} as never),
  abandon,
  dispose: () => undefined,
};
const xt = Float32Array.of(3, 4);

const createEvaluator = () => NetworkEvaluator.create(denoiser, makeSchedule('linear'), [5], [1, 2], never);

beforeAll(() => setBackend('wasm'));
beforeEach(() => {
  compiled.destroyed = 0;
  abandon.mockClear();
});

it('uses the compiled network if there is one', async () => {
  compiled.answer = () => Promise.resolve([Float32Array.of(7, 8)]);
  const evaluator = await createEvaluator();
  expect(await evaluator.evaluate(xt, 5, ['x0'], never)).toEqual([Float32Array.of(7, 8)]);
  evaluator.dispose();
  expect(compiled.destroyed).toBe(1);
});

it('gives up a compiled network that the device refuses, and uses tfjs from then on', async () => {
  compiled.answer = () => Promise.reject(new Refused('too large'));
  const evaluator = await createEvaluator();
  const before = memory().numTensors;
  const both = [Float32Array.of(6, 8), Float32Array.of(6, 8)];
  expect(await evaluator.evaluate(xt, 5, ['x0', 'epsilon'], never)).toEqual(both);
  expect(abandon).toHaveBeenCalledExactlyOnceWith('too large');
  expect(compiled.destroyed).toBe(1);
  expect(await evaluator.evaluate(xt, 5, ['x0', 'epsilon'], never)).toEqual(both);
  expect(abandon).toHaveBeenCalledTimes(1);
  expect(memory().numTensors).toBe(before);
});

it('keeps the compiled network for others if only memory was missing', async () => {
  compiled.answer = () => Promise.reject(new Refused('no room', true));
  const evaluator = await createEvaluator();
  expect(await evaluator.evaluate(xt, 5, ['x0'], never)).toEqual([Float32Array.of(6, 8)]);
  expect(abandon).not.toHaveBeenCalled();
  expect(compiled.destroyed).toBe(1);
});

it('passes other failures on, and refuses NaN', async () => {
  compiled.answer = () => Promise.reject(new Error('else'));
  await expect((await createEvaluator()).evaluate(xt, 5, ['x0'], never)).rejects.toThrow('else');
  compiled.answer = () => Promise.resolve([Float32Array.of(NaN, 1)]);
  await expect((await createEvaluator()).evaluate(xt, 5, ['x0'], never)).rejects.toMatchObject({
    code: 'not-finite',
  });
});
