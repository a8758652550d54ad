import type { Milestone } from '../../../engine/protocol/train';
import { takeTrained } from '../../../state/network/network';
import { trainedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { startFollowing } from '../../../state/samples/following';
import { NOTICES } from '../texts';
import type { TrainEnvironment } from '../../../state/training/environment';
import type { Training } from '../../../state/training/training';

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

  /**
   * Opens the Timeline on the way back, by the network of the run on the screen as it was after an update. Where those weights
   * are not there, the newest are used, and the page says so.
   */
  return async ({ update }: Pick<Milestone, 'update'>): Promise<void> => {
    const { run } = store.getState();
    if (!run) return;
    const averaged = newest?.id === run.id && newest.update === update ? newest.averaged : undefined;
    const stored = averaged ? undefined : await runStore.weights(run.id, update).catch(() => undefined);
    const weights = averaged ?? stored;
    const used = weights ? { update, numbers: weights } : run.state;
    if (!used) return;
    if (used.update !== update)
      notify({
        kind: 'info',
        text: NOTICES.otherWeights(update, used.update),
      });
    startFollowing();
    const trained = trainedNetwork(run, used.update, used.numbers, stored !== undefined);
    takeTrained(trained, { page: 'timeline', mode: 'reverse', t: 1000 });
  };
}
