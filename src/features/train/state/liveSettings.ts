import { patchView, view } from '../../../state/link/view';
import { needsNewTraining } from './config';
import type { Training } from '../../../state/training/training';

/**
 * Lets the view's goal and learning rate take effect at once, however they are changed, as long as the other settings are the
 * run's: else they are those of another training, yet to come. Returns a function that stops it.
 */
export function connectLiveSettings({ store, retune }: Training): () => void {
  return view.subscribe((state, before) => {
    const { run } = store.getState();
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
