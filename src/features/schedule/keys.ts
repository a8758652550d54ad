import { view } from '../../state/link/view';
import { placeKeys } from '../common/placeKeys';
import type { ViewKeys } from '../common/view';
import { TEXTS } from './texts';

/** Fetched with the view. */
const walks = () => import('./state/walk');

/** Stops the walk, or else the samples. */
async function stop(): Promise<boolean> {
  const { walk } = await walks();
  if (walk.stop()) return true;
  const { scheduleSamples } = await import('./state/samples');
  const isBusy = scheduleSamples.isBusy();
  if (isBusy) scheduleSamples.stop();
  return isBusy;
}

export const scheduleKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: TEXTS.playKey,
    run: () => void walks().then(({ walk }) => walk.toggle()),
  }),
  told: () => view.getState().place / 1000,
  stop,
};
