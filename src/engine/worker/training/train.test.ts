import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { filmNoise } from '../../../diffusion/training/milestones';
import { key, uniform } from '../../../diffusion/random';
import { setCpuPlans } from '../../../model/backends/onCpu';
import { CpuTrainer } from '../../../model/cpu/training/cpuTrainer';
import { cancelled } from '../../protocol/errors';
import type { Capability } from '../../protocol/jobs';
import type { TrainConfig, TrainEvent, TrainRequest, TrainResult } from '../../protocol/train';
import { drain } from '../loop/drain';
import { never } from '../networks/shipped.test-helper';
import { train } from './train';

const digits = {
  pixels: Uint8Array.from({ length: 20 * 196 }, (_, i) => 255 * uniform(key(1), i)),
  labels: Uint8Array.from({ length: 20 }, (_, i) => i % 10),
};
const config: TrainConfig = {
  network: 'tiny',
  seed: 0,
  batch: 4,
  learningRate: 0.005,
  output: 'v',
  weighting: 'v',
  schedule: 'linear',
  average: 0.995,
  digits: 1000,
  label: 10,
};
const request: TrainRequest = { config, goal: 3, heldOut: 20, baseUrl: '' };
const capability: Capability = { backend: 'wasm', device: '', software: false, canaryMs: 0, notes: [] };

type Changes = Partial<Omit<TrainRequest, 'config'>> & { config?: Partial<TrainConfig> };
interface Signals {
  signal?: AbortSignal;
  finish?: AbortSignal;
  onEvent?: (event: TrainEvent) => void;
}

async function run(
  { config: changed, ...changes }: Changes = {},
  { signal = never, finish, onEvent }: Signals = {},
): Promise<{ events: TrainEvent[]; result: TrainResult }> {
  const events: TrainEvent[] = [];
  const changedRequest = { ...request, ...changes, config: { ...config, ...changed } };
  const job = train(capability, changedRequest, { train: digits, heldOut: digits }, signal, finish);
  const result = await drain(job, (event) => {
    events.push(event);
    onEvent?.(event);
  });
  return { events, result };
}

let before: number;
beforeAll(async () => {
  await setBackend('wasm');
  setCpuPlans({ threads: undefined, startTfjs: () => Promise.resolve() });
});
beforeEach(() => {
  before = memory().numTensors;
});
afterEach(() => {
  expect(memory().numTensors).toBe(before);
});

const lossesIn = (events: TrainEvent[]): number[] =>
  events.flatMap((event) => (event.kind === 'losses' ? [...event.epsilon] : []));

describe('train', () => {
  it('reports every update once, then the loss of the averaged weights', async () => {
    const { events, result } = await run();
    const losses = events.filter((event) => event.kind === 'losses');
    expect(lossesIn(events)).toHaveLength(3);
    expect(losses[0].first).toBe(1);
    expect(events.at(-2)).toMatchObject({ kind: 'progress', update: 3, goal: 3 });
    expect(events.at(-1)).toMatchObject({ kind: 'milestone', milestone: { update: 3 } });
    expect(result.state.update).toBe(3);
    expect(result.heldOutLoss).toBeGreaterThan(0);
  });

  it('reports the losses by noise level: their mean over the pictures is the loss', async () => {
    const { events } = await run({ config: { batch: 10 }, goal: 1 });
    // Stratified: ten pictures, one in each tenth of 1..T.
    for (const event of events) {
      if (event.kind !== 'losses') continue;
      expect(event.bands).toHaveLength(10);
      expect(event.bands.reduce((a, b) => a + b) / 10).toBeCloseTo(event.epsilon[0], 5);
      expect(event.bands[0]).toBeGreaterThan(event.bands[9]);
    }
  });

  it('draws ten digits with all their frames at milestones, the untrained network included', async () => {
    const { events } = await run({ goal: 10 });
    const milestones = events.flatMap((event) => (event.kind === 'milestone' ? [event.milestone] : []));
    expect(milestones.map(({ update }) => update)).toEqual([0, 10]);
    for (const { times, xt, heldOutLoss } of milestones) {
      expect([...times]).toEqual([1000, 583, 457, 368, 293, 228, 167, 109, 54, 1, 0]);
      expect(xt).toHaveLength(11 * 10 * 196);
      expect(xt.subarray(0, 10 * 196)).toEqual(filmNoise(config.seed, 14));
      expect(heldOutLoss).toBeGreaterThan(0);
    }
    // Every row begins with the same noise.
    expect(milestones[0].xt.slice(0, 1960)).toEqual(milestones[1].xt.slice(0, 1960));
    expect(milestones[0].xt.slice(-1960)).not.toEqual(milestones[1].xt.slice(-1960));
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [a, b, c] = [await run(), await run(), await run({ config: { seed: 1 } })];
    expect(a.result.state).toEqual(b.result.state);
    expect(a.result.heldOutLoss).toBe(b.result.heldOutLoss);
    expect(a.result.heldOutLoss).not.toBe(c.result.heldOutLoss);
  });

  it('goes on after it was finished early as if it had not been', async () => {
    const whole = await run({ goal: 6 });
    const finish = new AbortController();
    const half = await run({ goal: 6 }, { finish: finish.signal, onEvent: () => finish.abort() });
    expect(half.result.state.update).toBeLessThan(6);
    expect(half.result.heldOutLoss).toBeUndefined();
    const rest = await run({ goal: 6, from: half.result.state });
    expect(rest.result.state).toEqual(whole.result.state);
    expect([...lossesIn(half.events), ...lossesIn(rest.events)]).toEqual(lossesIn(whole.events));
    expect(rest.result.heldOutLoss).toBe(whole.result.heldOutLoss);
  });

  it('sends a copy to go on from, after 20 updates that took long enough', async () => {
    const now = vi.spyOn(performance, 'now');
    let ms = 0;
    now.mockImplementation(() => (ms += 50));
    const { events, result: whole } = await run({ goal: 60 });
    now.mockRestore();
    const mirrors = events.flatMap((event) => (event.kind === 'mirror' ? [event.state] : []));
    expect(mirrors.map(({ update }) => update)).toEqual([0, 20, 40, 60]);
    const { result } = await run({ goal: 60, from: mirrors[2] });
    expect(result.state).toEqual(whole.state);
  });

  it('begins at the epsilon loss of an output of zero, for v the mean of v^2 alphaBar', async () => {
    const { result } = await run({ goal: 1, config: { learningRate: 0 } });
    expect(result.heldOutLoss).toBeGreaterThan(0.1);
    expect(result.heldOutLoss).toBeLessThan(0.5);
    const epsilon = await run({ goal: 1, config: { learningRate: 0, output: 'epsilon' } });
    expect(epsilon.result.heldOutLoss).toBeCloseTo(1, 1);
  });

  it('trains every output under every weighting', async () => {
    for (const output of ['epsilon', 'x0'] as const) {
      for (const weighting of ['epsilon', 'x0', 'snr-clipped'] as const) {
        const { result } = await run({ config: { output, weighting }, goal: 2 });
        expect(Number.isFinite(result.heldOutLoss)).toBe(true);
      }
    }
  });

  it('stops when it is cancelled, and frees its tensors', async () => {
    const controller = new AbortController();
    const onEvent = (): void => controller.abort(cancelled());
    await expect(run({ goal: 10_000 }, { signal: controller.signal, onEvent })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('fails if a loss is not a number', async () => {
    const update = vi.spyOn(CpuTrainer.prototype, 'update');
    update.mockResolvedValueOnce([Float32Array.of(0.1, NaN, 0.1, 0.1)]);
    await expect(run()).rejects.toMatchObject({ code: 'not-finite' });
    update.mockRestore();
  });

  it.each<[Changes, string]>([
    [{ goal: 0 }, 'goal is a whole number'],
    [{ config: { batch: 0 } }, 'batch is a whole number'],
    [{ config: { learningRate: NaN } }, 'learningRate is a number'],
    [{ config: { seed: 0.5 } }, 'seed is a whole number'],
    [{ config: { digits: 20 } }, 'digits is one of'],
    [{ config: { label: 21 } }, 'label is a class'],
    [{ config: { average: 1 } }, 'average is a number'],
    [{ from: { update: 1, numbers: new Float32Array(3) } }, 'a state of tiny has 277952 numbers'],
    [
      { from: { update: 1, numbers: new Float32Array(277_952).fill(NaN) } },
      'every number of a state is finite',
    ],
  ])('refuses %j', async (changes, message) => {
    await expect(run(changes)).rejects.toThrow(message);
  });
});
