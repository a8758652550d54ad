import { expect, it } from 'vitest';
import { allBut } from '../../../data/trainingDigits';
import { key } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { tiny } from '../../../model/networks/tiny';
import { trainingBatch } from '../../../model/train/batch';
import type { TrainRequest } from '../../protocol/train';
import { trainingDigits } from './digits';
import { never, readPacks } from '../networks/shipped.test-helper';
import { planTrain } from '../requests/validateTrain';

it('leaves a class out of both the training and the held-out digits', async () => {
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
  const { value } = await trainingDigits(request, 14, await readPacks(), never).next();
  const { train, heldOut } = value as Extract<typeof value, { train: unknown }>;
  // 105 of the first thousand are fours.
  expect(train.labels).toHaveLength(895);
  expect(train.pixels).toHaveLength(895 * 196);
  expect(heldOut.labels).toHaveLength(500);
  const classes = new Set([0, 1, 2, 3, 5, 6, 7, 8, 9]);
  expect(new Set(train.labels)).toEqual(classes);
  expect(new Set(heldOut.labels)).toEqual(classes);
  const { labels } = trainingBatch(tiny, makeSchedule('linear'), train, key(1), 2000);
  expect(new Set(labels)).toEqual(new Set([...classes, 10]));
});
