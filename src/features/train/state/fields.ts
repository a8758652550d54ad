import { patchView, view } from '../../../state/link/view';
import { needsNewTraining } from './config';
import { retune, training } from './training';

let connected = false;

/**
 * Lets the goal and the learning rate of the view count at once, however they are changed, as long as the view's other
 * settings are the run's: else they are of another training, yet to come. Does so once.
 */
export function connectFields(): void {
  if (connected) return;
  connected = true;
  view.subscribe((state, before) => {
    const { run } = training.getState();
    if (!run || needsNewTraining(run.config, state)) return;
    if (state.trainGoal !== before.trainGoal) {
      retune({ goal: state.trainGoal });
      // What is done is done: a goal below it is not one.
      if (run.goal !== state.trainGoal) patchView({ trainGoal: run.goal });
    }
    if (state.trainRate !== before.trainRate || needsNewTraining(run.config, before))
      retune({ learningRate: state.trainRate });
  });
}
