import { view } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import { placeKeys } from '../common/placeKeys';
import type { ViewKeys } from '../common/view';
import { TEXTS } from './texts';

/** Fetched with the view. */
const walks = () => import('./state/walk');
const samples = () => import('./state/samples');

/** Stops the walk, or else the samples. */
async function stop(): Promise<boolean> {
  if (await withPart(walks, ({ walk }) => walk.stop())) return true;
  const isBusy = await withPart(samples, ({ scheduleSamples }) => {
    const wasBusy = scheduleSamples.isBusy();
    if (wasBusy) scheduleSamples.stop();
    return wasBusy;
  });
  return isBusy ?? false;
}

export const scheduleKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: TEXTS.playKey,
    run: () => void withPart(walks, ({ walk }) => walk.toggle()),
  }),
  told: () => view.getState().place / 1000,
  stop,
};
