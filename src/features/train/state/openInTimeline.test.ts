import { beforeEach, expect, it } from 'vitest';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { following, stopFollowing } from '../../../state/samples/following';
import { createOpenInTimeline } from './openInTimeline';
import { createTraining } from '../../../state/training/training';
import {
  losses,
  milestone,
  mirror,
  started,
  testEnvironment,
} from '../../../state/training/training.test-helper';
import { digitTraining } from './digitTraining';

let environment: ReturnType<typeof testEnvironment>;
let openInTimeline: ReturnType<typeof createOpenInTimeline>;
let id: string;

beforeEach(async () => {
  environment = testEnvironment();
  stopFollowing();
  const training = createTraining(environment, digitTraining);
  openInTimeline = createOpenInTimeline(training, environment);
  await training.startOver();
  environment.trainer.job.tell(started(), mirror(0), milestone(0), losses(1, 0.4), milestone(10), mirror(12));
  id = training.store.getState().run?.id ?? '';
});

const used = () => network.getState().used;

it('the newest milestone’s weights are used before they are stored', async () => {
  await openInTimeline({ update: 10 });
  expect(used()).toMatchObject({ name: `run.${id}.10`, update: 10, isStored: false });
  expect(used().trained?.numbers).toEqual(Float32Array.of(10));
  expect(view.getState()).toMatchObject({ page: 'timeline', mode: 'reverse', t: 1000 });
  expect(view.getState().network).toBe(`run.${id}.10`);
  expect(following.getState().on).toBe(true);
});

it('an earlier milestone’s are those that are stored', async () => {
  await environment.openRuns().addWeights(id, { update: 0, numbers: Float32Array.of(7) });
  await openInTimeline({ update: 0 });
  expect(used()).toMatchObject({ update: 0, isStored: true, trained: { numbers: Float32Array.of(7) } });
});

it('without stored ones the newest copy is used, and the page says so unless it is the one that was asked for', async () => {
  await openInTimeline({ update: 12 });
  expect(used()).toMatchObject({ update: 12, isStored: false });
  expect(environment.said()).toEqual([]);
  await openInTimeline({ update: 0 });
  expect(used().update).toBe(12);
  expect(environment.said()).toEqual([
    'The weights after 0 updates are not stored any more. The newest ones are used, those after 12.',
  ]);
});
