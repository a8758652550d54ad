import { expect, it } from 'vitest';
import { patchView, resetView } from '../../../state/link/view';
import { CONFIG } from '../../../state/training/training.test-helper';
import { digitTraining, runName } from './digitTraining';

it('a run is called after what it learns', () => {
  const of = (label: number): string => runName({ ...CONFIG, label });
  expect(of(10)).toMatch(/ · seed \d+$/);
  expect(of(7)).toMatch(/, only 7$/);
  expect(of(15)).toMatch(/, without 4$/);
});

it('has the settings of the view', () => {
  resetView();
  patchView({ trainNetwork: 'small', trainSeed: 3, trainDigits: 60_000, trainGoal: 77 });
  const { config, goal, name } = digitTraining.newRun();
  expect(config).toMatchObject({ network: 'small', seed: 3, digits: 60_000 });
  expect([goal, name]).toEqual([77, 'small · v · seed 3']);
});
