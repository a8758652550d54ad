import { createStore } from 'zustand/vanilla';
import { engineStatus } from '../../../state/engine/pageEngine';
import { correct, openedWith } from '../../../state/link/url';
import { view } from '../../../state/link/view';
import { addressHasSettings, hasSettings, presetFields } from './config';

/** Whether `small` was proposed because of the GPU here. */
export const proposal = createStore<{ made: boolean }>(() => ({ made: false }));

/**
 * Proposes the network `small` once the engine stands on a GPU, which trains it in minutes, unless the address, somebody on
 * the page, or a run has said meanwhile how to train. It is no step to undo, and the address says it as any other choice.
 * Call it where this browser stores no runs.
 * @param hasRun whether there is a run by now
 */
export function proposeNetwork(hasRun: () => boolean): void {
  if (addressHasSettings(openedWith())) return;
  const follow = (): void => {
    const { status } = engineStatus.getState();
    if (status.kind !== 'ready') return;
    stop();
    const { backend, software } = status.capability;
    // A GPU that computed the canary wrong would not be the engine's.
    if (backend !== 'webgpu' || software || hasRun() || hasSettings(view.getState())) return;
    proposal.setState({ made: true });
    correct({ trainNetwork: 'small', ...presetFields('small') });
  };
  const stop = engineStatus.subscribe(follow);
  follow();
}
