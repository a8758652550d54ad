import type { ViewKeys } from '../common/view';
import { placeKeys } from '../common/placeKeys';

/** What moves and samples; its view has fetched it. */
const walk = () => import('./state/walk');
const samples = () => import('./state/samples');

async function stop(): Promise<boolean> {
  const { toggleWalk, walking } = await walk();
  const { isSampling, stopSamplesUnder } = await samples();
  const isWalking = walking.getState();
  const isBusy = isSampling();
  if (isWalking) toggleWalk();
  else if (isBusy) stopSamplesUnder();
  return isWalking || isBusy;
}

export const scheduleKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: 'in Schedule: move the place to the end, or stop there',
    run: () => void walk().then(({ toggleWalk }) => toggleWalk()),
  }),
  stop,
};
