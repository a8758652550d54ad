import { beforeEach, expect, it } from 'vitest';
import { settled } from '../../../state/fakes.test-helper';
import { connectHiddenTab } from './hiddenTab';
import { createTraining } from '../../../state/training/training';
import { losses, mirror, started, testEnvironment } from '../../../state/training/training.test-helper';
import { digitTraining } from './digitTraining';

let environment: ReturnType<typeof testEnvironment>;

beforeEach(async () => {
  environment = testEnvironment();
  const training = createTraining(environment, digitTraining);
  connectHiddenTab(training, environment);
  await training.startOver();
  environment.trainer.job.tell(started(), mirror(0), losses(1, 0.4));
});

/** Hides the tab for so many seconds, in which something happens. */
async function away(seconds: number, meanwhile = (): void => undefined): Promise<void> {
  environment.hide(true);
  meanwhile();
  await environment.clock.advance(1000 * seconds);
  environment.hide(false);
}

it('says how far the training has come', async () => {
  await away(600, () => environment.trainer.job.tell(losses(2, ...Array.from({ length: 1999 }, () => 0.3))));
  expect(environment.said()).toEqual([
    'This tab was hidden for 10 minutes. The training continued from update 1 to 2,000.',
  ]);
});

it('says that the browser let it stand still', async () => {
  await away(90);
  expect(environment.said()).toEqual([
    'This tab was hidden for 90 seconds. The browser paused the training in that time; it does not count.',
  ]);
});

it('says nothing after a glance at another tab, or where nothing is trained', async () => {
  await away(29, () => environment.trainer.job.tell(losses(2, 0.3)));
  environment.trainer.job.end(2);
  await settled();
  await away(600);
  expect(environment.said()).toEqual([]);
});
