import type { Milestone } from '../../../engine/protocol/train';
import { takeTrained } from '../../../state/network/network';
import { trainedNetwork, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { startFollowing } from '../../../state/samples/following';
import type { TrainEnvironment } from './environment';
import type { TrainingRun } from './run';
import type { Training } from './training';

/** Opens the Timeline with a network that was trained here. */
export function createOpenInTimeline(
  { store, onEvent }: Training,
  { openRuns }: Pick<TrainEnvironment, 'openRuns'>,
) {
  const runStore = openRuns();
  /** Averaged weights of the newest milestone: they may be wanted before they are stored. */
  let newest: { readonly id: string; readonly update: number; readonly averaged: Float32Array } | null = null;

  onEvent(({ id }, event) => {
    if (event.kind === 'milestone') newest = { id, update: event.milestone.update, averaged: event.averaged };
  });

  async function networkAt(run: TrainingRun, update: number): Promise<UsedNetwork | null> {
    if (newest?.id === run.id && newest.update === update)
      return trainedNetwork(run, update, newest.averaged, false);
    const weights = await runStore.weights(run.id, update).catch(() => undefined);
    if (weights) return trainedNetwork(run, update, weights, true);
    const { state } = run;
    return state?.update === update ? trainedNetwork(run, update, state.numbers, false) : null;
  }

  /**
   * Opens the Timeline on the way back, by the network of the run on the screen as it was after an update. Where those weights
   * are not there, the newest are used, and the page says so.
   */
  return async ({ update }: Pick<Milestone, 'update'>): Promise<void> => {
    const { run } = store.getState();
    if (!run) return;
    const { state } = run;
    let trained = await networkAt(run, update);
    if (!trained && state) {
      trained = trainedNetwork(run, state.update, state.numbers, false);
      notify({
        kind: 'info',
        text: `The weights after ${update} updates were not kept. The newest are used, those after ${state.update}.`,
      });
    }
    if (!trained) return;
    startFollowing();
    takeTrained(trained, { page: 'timeline', mode: 'reverse', t: 1000 });
  };
}
