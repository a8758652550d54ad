import '@tensorflow/tfjs-backend-wasm';
import { setFlagsFromString } from 'node:v8';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { drawPlane, RING } from '../../../diffusion/plane/datasets';
import { key } from '../../../diffusion/random';
import { setCpuPlans } from '../../../model/backends/onCpu';
import { isSupported } from '../../../model/cpu/assemble';
import { plane } from '../../../model/networks/plane';
import { tiny } from '../../../model/networks/tiny';
import { stateLength } from '../../../model/train/sections';
import type { Capability } from '../../protocol/jobs';
import { PRESETS, type Milestone, type TrainEvent, type TrainRequest } from '../../protocol/train';
import { drain } from '../loop/drain';
import { never } from '../networks/shipped.test-helper';
import { planTrain } from '../requests/validateTrain';
import { trainingDigits } from './digits';
import { train } from './train';
import { exportTraining, importTraining } from './trainingFiles';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');

const ring = (k: number, count: number): Float32Array =>
  drawPlane('ring', RING, key(k), new Float32Array(2 * count));
const request: TrainRequest = {
  config: {
    ...PRESETS.plane,
    ...{
      network: 'plane',
      seed: 0,
      schedule: 'linear',
      average: 0.995,
      digits: 0,
      label: 10,
      law: 'law=ring',
    },
  },
  goal: 12,
  heldOut: 512,
  baseUrl: '',
  points: { train: ring(1, 4096), heldOut: ring(2, 512) },
};
const capability: Capability = { backend: 'wasm', device: '', software: false, canaryMs: 0, notes: [] };

/** @param last a milestone after which the training is paused */
async function run(change: Partial<TrainRequest> = {}, last = Infinity) {
  const changed = { ...request, ...change };
  const points = await drain(trainingDigits(changed, 1, new Map(), never));
  const events: TrainEvent[] = [];
  const pause = new AbortController();
  const result = await drain(train(capability, changed, points, never, pause.signal), (event) => {
    events.push(event);
    if (event.kind === 'milestone' && event.milestone.update >= last) pause.abort();
  });
  return { result, events };
}

beforeAll(async () => {
  await setBackend('wasm');
  setCpuPlans({ threads: undefined, startTfjs: () => Promise.resolve() });
});

it('learns points: its rate falls to the goal, its film is of a thousand points, and it goes on to the same bits', async () => {
  const { result, events } = await run();
  const rates = events.flatMap((event) => (event.kind === 'losses' ? [...event.learningRate] : []));
  expect(rates).toHaveLength(12);
  // It rises for 50 updates while a cosine falls.
  expect(rates[6]).toBeGreaterThan(rates[0]);
  expect(rates[11]).toBeLessThan(rates[6]);
  const films: Milestone[] = events.flatMap((event) => (event.kind === 'milestone' ? [event.milestone] : []));
  expect(films.map(({ update }) => update)).toEqual([0, 10, 12]);
  for (const { times, xt } of films) {
    expect([times[0], times.at(-1)]).toEqual([1000, 0]);
    expect(xt).toHaveLength(times.length * 1000 * 2);
    expect(xt.every(Number.isFinite)).toBe(true);
  }
  expect(films[0].xt.slice(0, 2000)).toEqual(films[2].xt.slice(0, 2000));
  expect(result.heldOutLoss).toBeLessThan(films[0].heldOutLoss);

  const { state } = (await run({}, 10)).result;
  expect(state.update).toBe(10);
  expect((await run({ from: state })).result.state.numbers).toEqual(result.state.numbers);
});

it('is a file that names its distribution', () => {
  const state = { update: 1, numbers: new Float32Array(stateLength(plane)) };
  const file = exportTraining({ config: request.config, state, name: 'ring' });
  expect(importTraining(file.buffer)).toMatchObject({ config: request.config, state: { update: 1 } });
});

it.each<[Partial<TrainRequest>, string]>([
  [{ points: undefined as never }, 'points are given to a network of points'],
  [
    { config: { ...request.config, network: tiny.name as 'tiny', digits: 1000 } },
    'points are given to a network',
  ],
  [{ config: { ...request.config, digits: 1000 } }, 'digits is one of: 0'],
  [{ points: { train: new Float32Array(0), heldOut: ring(2, 4) } }, 'the number of points of train'],
  [{ points: { train: Float32Array.of(0, NaN), heldOut: ring(2, 4) } }, 'finite numbers'],
])('refuses %j', (change, message) => {
  expect(() => planTrain({ ...request, ...change })).toThrow(message);
});
