import { expect, it } from 'vitest';
import { SHIPPED } from '../network/usedNetwork';
import { countEvaluations, planOf, type PlannedRequest } from './plan';

const request: PlannedRequest = {
  seed: 1,
  labels: [3, 3],
  sampler: 'ddim',
  steps: 20,
  eta: 0,
  guidance: 0,
};
const nameOf = (change: Partial<PlannedRequest> = {}, decides: unknown = 'grid', network = SHIPPED): string =>
  planOf(network, { ...request, ...change }, decides).name;

it('asks a network under its own schedule for all states that fit into memory', () => {
  expect(planOf({ ...SHIPPED, schedule: 'cosine' }, request, 'grid').request).toEqual({
    ...request,
    network: 'shipped',
    schedule: { name: 'cosine', T: 1000 },
    keep: 'all',
    every: 1,
  });
  const large = { ...request, labels: Array<number>(64).fill(10), steps: 1000 };
  expect(planOf(SHIPPED, large, 'grid').request.every).toBeGreaterThan(1);
});

it('counts two evaluations a step of Heun but the last, and two more with guidance', () => {
  const count = (change: Partial<PlannedRequest>): number =>
    countEvaluations(planOf(SHIPPED, { ...request, ...change }, 'grid').request);
  expect([count({}), count({ guidance: 1 }), count({ sampler: 'dpmpp-2m' })]).toEqual([40, 80, 40]);
  expect([count({ sampler: 'heun' }), count({ sampler: 'heun', guidance: 1 })]).toEqual([78, 156]);
  expect(count({ sampler: 'heun', steps: 1 })).toBe(2);
});

it('has a cache key of its own for all that decides the pictures', () => {
  const pictures = new Float32Array(784);
  const names = [
    nameOf(),
    nameOf({ seed: 2 }),
    nameOf({ seeds: [1, 2] }),
    nameOf({ labels: [3] }),
    nameOf({ sampler: 'ddpm' }),
    nameOf({ steps: 21 }),
    nameOf({ eta: 1 }),
    nameOf({ guidance: 1 }),
    nameOf({ resamplings: 2 }),
    nameOf({ invertTo: 1000 }),
    nameOf({ start: { t: 400, pictures } }),
    nameOf({ start: { t: 500, pictures } }),
    nameOf({}, ['strip', 1]),
    nameOf({}, 'grid', { ...SHIPPED, checksum: 7 }),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(nameOf({ start: { t: 400, pictures: pictures.slice() } })).toBe(
    nameOf({ start: { t: 400, pictures } }),
  );
});
