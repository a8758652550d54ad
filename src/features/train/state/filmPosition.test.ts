import { beforeEach, expect, it, vi } from 'vitest';
import { filmNoise } from '../../../diffusion/training/milestones';
import { settled } from '../../../state/fakes.test-helper';
import { initialView } from '../../../state/link/codec';
import { NEWEST } from '../../../state/link/fields/train';
import { patchView, view } from '../../../state/link/view';
import { createFilmPosition } from './filmPosition';
import { createTraining, type Training } from '../../../state/training/training';
import {
  failure,
  losses,
  milestone,
  mirror,
  started,
  testEnvironment,
} from '../../../state/training/training.test-helper';
import { digitTraining } from './digitTraining';

let environment: ReturnType<typeof testEnvironment>;
let training: Training;
let film: ReturnType<typeof createFilmPosition>;

beforeEach(() => {
  view.setState(initialView());
  environment = testEnvironment();
  training = createTraining(environment, digitTraining);
  film = createFilmPosition(training);
});

const position = () => view.getState();
const shown = () => {
  const { milestones, index } = film.chosenMilestone();
  return milestones[index]?.update;
};

/** A run with milestones at 0, 10 and 20 updates, and a copy at 15. */
async function train(): Promise<void> {
  await training.startOver();
  environment.trainer.job.tell(
    started(),
    mirror(0),
    milestone(0),
    losses(1, 1),
    milestone(10),
    mirror(15),
    milestone(20),
  );
}

it('follows the training until another milestone is chosen, and again once the newest is', async () => {
  expect(film.chosenMilestone()).toEqual({ milestones: [], index: -1 });
  await train();
  expect(shown()).toBe(20);
  film.move(-1, -3);
  expect([shown(), position().filmFrame]).toEqual([10, 7]);
  environment.trainer.job.tell(milestone(30));
  expect(shown()).toBe(10);
  film.chooseMilestone(99);
  expect([shown(), position().filmUpdate]).toEqual([30, NEWEST]);
  film.chooseMilestone(-1);
  film.chooseFrame(99);
  expect([shown(), position().filmFrame]).toEqual([0, 10]);
});

it('shows the milestone before, where the chosen one is dropped because the run goes back', async () => {
  await train();
  environment.trainer.job.tell(milestone(30));
  film.chooseMilestone(2);
  expect(shown()).toBe(20);
  environment.trainer.job.fail(failure('not-finite'));
  await settled();
  expect(shown()).toBe(10);
});

it('shows the newest picture of another run', async () => {
  await train();
  film.chooseMilestone(0);
  film.chooseFrame(1);
  const next = training.startOver();
  environment.trainer.job.end(15);
  await next;
  expect(position()).toMatchObject({ filmUpdate: NEWEST, filmFrame: 10 });
});

it('opens where a link says, as the first run comes', async () => {
  patchView({ filmUpdate: 12, filmFrame: 4 });
  await train();
  expect([shown(), position().filmFrame]).toEqual([10, 4]);
});

it('shows the noise of the view before there is a run', () => {
  patchView({ trainSeed: 3 });
  expect(film.picture(2, 0)).toEqual(filmNoise(3, 14).subarray(2 * 196, 3 * 196));
  patchView({ trainNetwork: 'small' });
  expect(film.picture(0, 0)).toEqual(filmNoise(3, 28).subarray(0, 784));
});

it('tells when what is shown changes, and not otherwise', async () => {
  const listener = vi.fn();
  const stop = film.onChange(listener);
  const calls = () => listener.mock.calls.splice(0).length;
  expect(calls()).toBe(1);
  patchView({ trainSeed: 3 });
  expect(calls()).toBe(1);
  await train();
  calls();
  patchView({ trainGoal: 50 });
  expect(calls()).toBe(0);
  environment.trainer.job.tell(losses(2, 1));
  expect(calls()).toBe(0);
  environment.trainer.job.tell(milestone(30));
  expect(calls()).toBe(1);
  film.chooseFrame(1);
  expect(calls()).toBe(1);
  stop();
  film.chooseFrame(2);
  expect(calls()).toBe(0);
});
