import { beforeEach, expect, it } from 'vitest';
import { patchView, view } from '../../../state/link/view';
import { connectLiveSettings } from './liveSettings';
import { createTraining, type Training } from '../../../state/training/training';
import { losses, mirror, started, testEnvironment } from '../../../state/training/training.test-helper';
import { digitTraining } from './digitTraining';

let environment: ReturnType<typeof testEnvironment>;
let training: Training;

beforeEach(async () => {
  environment = testEnvironment();
  training = createTraining(environment, digitTraining);
  const disconnect = connectLiveSettings(training);
  await training.startOver();
  environment.trainer.job.tell(started(), mirror(0), losses(1, 0.4, 0.3));
  return disconnect;
});

const run = () => training.store.getState().run;

it('the goal and the learning rate count at once', () => {
  patchView({ trainGoal: 50, trainRate: 0.001 });
  expect(run()).toMatchObject({ goal: 50, config: { learningRate: 0.001 } });
  expect(environment.trainer.job.finish.aborted).toBe(true);
});

it('a goal below what is done becomes what is done', () => {
  patchView({ trainGoal: 1 });
  expect(run()?.goal).toBe(2);
  expect(view.getState().trainGoal).toBe(2);
});

it('they are those of another training while other settings differ', () => {
  patchView({ trainBatch: 16, trainRate: 0.001 });
  patchView({ trainGoal: 50 });
  expect(run()).toMatchObject({ goal: 1000, config: { learningRate: 0.005 } });
  expect(environment.trainer.job.finish.aborted).toBe(false);
  // Back to the run's: the learning rate that was chosen meanwhile counts now.
  patchView({ trainBatch: 128 });
  expect(run()?.config.learningRate).toBe(0.001);
});
