import { beforeEach, expect, it, vi } from 'vitest';
import { inpaintBase } from '../../../diffusion/inpaint';
import { fold, key, STREAM } from '../../../diffusion/random';
import type { CompiledNetwork } from '../../../model/compiledNetwork';
import { shipped } from '../../../model/networks/shipped';
import type { SampleRequest } from '../../protocol/jobs';
import { batchInputs } from './batchInputs';
import { CompiledBatch } from './compiledBatch';
import { never } from '../networks/shipped.test-helper';
import { planSample } from '../requests/validate';

/** The run on the device: its reads give 2 for every number. */
const device = vi.hoisted(() => ({
  created: vi.fn(),
  move: vi.fn(),
  read: vi.fn((_first: number, count: number) => {
    const numbers = (): Float32Array => new Float32Array(784).fill(2);
    const states = Array.from({ length: count }, numbers);
    const x0Hat = Array.from({ length: count }, numbers);
    return Promise.resolve({ xt: states, x0Hat, state: numbers(), before: numbers().fill(0.5) });
  }),
}));

vi.mock('../../../model/tables', () => ({ makeTables: (...args: unknown[]) => args[2] }));

const request: SampleRequest = {
  network: 'shipped',
  seed: 5,
  labels: [3, 7],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddpm',
  steps: 5,
  eta: 0,
  guidance: 0,
  keep: 'all',
};
const compiled: CompiledNetwork = {
  network: shipped,
  weights: new Map(),
  device,
  run: (tables, options) => {
    device.created(tables, options);
    return { ...device, set: vi.fn(), measure: vi.fn(), destroy: vi.fn() };
  },
};
const range = { first: 1, count: 1 };
const batchOf = (change: Partial<SampleRequest>, places: number): CompiledBatch => {
  const changed = { ...request, ...change };
  return new CompiledBatch(compiled, changed, planSample(shipped, changed), range, places);
};

beforeEach(() => vi.clearAllMocks());

it('starts the run with the state, labels and keys of its samples', () => {
  const batch = batchOf({}, 3);
  const { start } = batchInputs(request, undefined, 784, range);
  expect(batch.lastRead).toEqual({ xt: start, before: undefined });
  const keys = [[fold(fold(key(5), STREAM.reverse), 1), inpaintBase(5, 1)]];
  const [tables, beginning] = device.created.mock.calls[0] as unknown[];
  expect(tables).toMatchObject({ labels: [7], guidance: 0, known: false, frames: 3, every: 1 });
  expect(beginning).toEqual({ state: start, keys, frames: 3 });
});

it('reads the kept states from places that wrap around', async () => {
  const batch = batchOf({}, 3);
  for (const i of [0, 1]) batch.step(i);
  const { xt, x0Hat } = await batch.readKept(never);
  expect(xt).toHaveLength(2);
  expect(x0Hat[0].every((value) => value === 1)).toBe(true);
  expect([batch.lastRead.xt[0], batch.lastRead.before?.[0]]).toEqual([2, 0.5]);
  for (const i of [2, 3]) batch.step(i);
  await batch.readKept(never);
  await batch.readState(never);
  expect(device.move.mock.calls).toEqual([0, 1, 2, 3].map((i) => [i, 'step']));
  expect(device.read.mock.calls).toEqual([
    [0, 2],
    [2, 2],
    [1, 0],
  ]);
});

it('keeps no states where none are streamed', async () => {
  const batch = batchOf({ keep: 'last' }, 3);
  batch.step(0);
  await batch.readKept(never);
  expect(device.created.mock.calls[0][0]).toMatchObject({ frames: 0 });
  expect(device.read).toHaveBeenCalledWith(0, 0);
});
