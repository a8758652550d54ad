import type { Milestone } from '../../../engine/protocol/train';
import { takeTrained } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { openRunStore } from '../../../state/runs/runStore';
import { trainedNetwork } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { startFollowing } from '../../../state/samples/following';
import { onTraining } from './listeners';
import type { TrainingRun } from './run';
import { training } from './training';

const store = openRunStore();

/** The weights of the milestone that came last: they may be wanted before they are stored. */
let latest: { id: string; update: number; averaged: Float32Array } | null = null;

onTraining(({ id }, event) => {
  if (event.kind === 'milestone') latest = { id, update: event.milestone.update, averaged: event.averaged };
});

async function networkAt(run: TrainingRun, update: number): Promise<UsedNetwork | null> {
  if (latest?.id === run.id && latest.update === update)
    return trainedNetwork(run, update, latest.averaged, false);
  const weights = await store.weights(run.id, update).catch(() => undefined);
  if (weights) return trainedNetwork(run, update, weights, true);
  const { state } = run;
  return state?.update === update ? trainedNetwork(run, update, state.numbers, false) : null;
}

/** Opens the Timeline on the way back, by the network of the run on the screen as it was after an update that its weights are there of. */
export async function openInTimeline({ update }: Pick<Milestone, 'update'>): Promise<void> {
  const { run } = training.getState();
  if (!run) return;
  const { state } = run;
  let found = await networkAt(run, update);
  if (!found && state) {
    found = trainedNetwork(run, state.update, state.numbers, false);
    notify({
      kind: 'info',
      text: `The weights after ${update} updates were not kept. The newest are used, those after ${state.update}.`,
    });
  }
  if (!found) return;
  startFollowing();
  takeTrained(found, { page: 'timeline', mode: 'reverse', t: 1000 });
}
