import '@tensorflow/tfjs-backend-wasm';
import { memory, scalar, mul, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makeSchedule } from '../../diffusion/schedule';
import { Refused } from '../../model/compiled/refused';
import type { Denoiser } from '../../model/denoiser';
import { NetworkEvaluator } from './networkEvaluator';

/** What the plan answers, or fails with. */
const plan = vi.hoisted(() => ({
  answer: (): Promise<Float32Array[]> => Promise.resolve([]),
  destroyed: 0,
}));

vi.mock('../../model/compiled/evaluate', () => ({
  CompiledEvaluations: class {
    at = (): Promise<Float32Array[]> => plan.answer();
    destroy(): void {
      plan.destroyed++;
    }
  },
}));

const never = new AbortController().signal;
const abandon = vi.fn();
/** By its operations every estimate is twice x_t. */
const denoiser: Denoiser = {
  network: { size: 1, classes: 10 },
  estimate: (xt) => ({ as: () => mul(xt, scalar(2)) }),
  compiled: () => Promise.resolve({} as never),
  abandon,
  dispose: () => undefined,
};
const xt = Float32Array.of(3, 4);

const ask = () => NetworkEvaluator.create(denoiser, makeSchedule('linear'), [5], [1, 2], never);

beforeAll(() => setBackend('wasm'));
beforeEach(() => {
  plan.destroyed = 0;
  abandon.mockClear();
});

it('answers by the plan where there is one', async () => {
  plan.answer = () => Promise.resolve([Float32Array.of(7, 8)]);
  const evaluations = await ask();
  expect(await evaluations.evaluate(xt, 5, ['x0'], never)).toEqual([Float32Array.of(7, 8)]);
  evaluations.dispose();
  expect(plan.destroyed).toBe(1);
});

it('gives a plan up that the device refuses, and answers by operations from then on', async () => {
  plan.answer = () => Promise.reject(new Refused('too large'));
  const evaluations = await ask();
  const before = memory().numTensors;
  const both = [Float32Array.of(6, 8), Float32Array.of(6, 8)];
  expect(await evaluations.evaluate(xt, 5, ['x0', 'epsilon'], never)).toEqual(both);
  expect(abandon).toHaveBeenCalledExactlyOnceWith('too large');
  expect(plan.destroyed).toBe(1);
  expect(await evaluations.evaluate(xt, 5, ['x0', 'epsilon'], never)).toEqual(both);
  expect(abandon).toHaveBeenCalledTimes(1);
  expect(memory().numTensors).toBe(before);
});

it('keeps the plan for others where there was no room for this one', async () => {
  plan.answer = () => Promise.reject(new Refused('no room', true));
  const evaluations = await ask();
  expect(await evaluations.evaluate(xt, 5, ['x0'], never)).toEqual([Float32Array.of(6, 8)]);
  expect(abandon).not.toHaveBeenCalled();
  expect(plan.destroyed).toBe(1);
});

it('passes other failures on, and numbers that are none', async () => {
  plan.answer = () => Promise.reject(new Error('else'));
  await expect((await ask()).evaluate(xt, 5, ['x0'], never)).rejects.toThrow('else');
  plan.answer = () => Promise.resolve([Float32Array.of(NaN, 1)]);
  await expect((await ask()).evaluate(xt, 5, ['x0'], never)).rejects.toMatchObject({ code: 'not-finite' });
});
