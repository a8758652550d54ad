import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { decodePack, type Pack } from '../../data/pack';
import { packPath, packs } from '../../data/packs';
import { allBut } from '../../data/trainingDigits';
import { key } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import { tiny } from '../../model/networks/tiny';
import { trainingBatch } from '../../model/train/batch';
import type { TrainRequest } from '../protocol/train';
import { trainingDigits } from './digits';
import { planTrain } from './validateTrain';

it('draws no digit of a class that a training leaves out, to learn from or to measure on', async () => {
  const cache = new Map<string, Pack>();
  for (const info of packs.filter(({ name }) => name === 'train-0' || name === 'test'))
    cache.set(info.name, await decodePack(new Uint8Array(await readFile(`public/${packPath(info)}`)), info));
  const request: TrainRequest = {
    config: {
      network: 'tiny',
      seed: 0,
      batch: 32,
      learningRate: 0.005,
      output: 'v',
      weighting: 'v',
      schedule: 'linear',
      average: 0.995,
      digits: 1000,
      label: allBut(4),
    },
    goal: 1,
    heldOut: 500,
    baseUrl: '',
  };
  expect(planTrain(request).name).toBe('tiny');
  const { value } = await trainingDigits(request, 14, cache, new AbortController().signal).next();
  const { train, heldOut } = value as Extract<typeof value, { train: unknown }>;
  // 105 of the first thousand are fours.
  expect(train.labels).toHaveLength(895);
  expect(train.pixels).toHaveLength(895 * 196);
  expect(heldOut.labels).toHaveLength(500);
  const every = new Set([0, 1, 2, 3, 5, 6, 7, 8, 9]);
  expect(new Set(train.labels)).toEqual(every);
  expect(new Set(heldOut.labels)).toEqual(every);
  const { labels } = trainingBatch(tiny, makeSchedule('linear'), train, key(1), 2000);
  expect(new Set(labels)).toEqual(new Set([...every, 10]));
});
