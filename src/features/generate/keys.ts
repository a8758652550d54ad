import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';

/** What makes the pictures. It is fetched with the view. */
const stores = () => import('./state/grids');

/** Shows another t, computed from the newest one: several keys may come before the first takes effect. */
const lookAt = (next: (t: number) => number): void =>
  void stores().then(({ lookAtT }) => {
    lookAtT(next(view.getState().gridT));
    endGesture();
  });

/** Stops the grids, or else the measurement or the search. */
async function stop(): Promise<boolean> {
  const { grids } = await stores();
  if (grids.isBusy()) {
    grids.stop();
    return true;
  }
  const { samplerComparison } = await import('./state/samplerComparison');
  const { copying } = await import('./state/copying');
  return samplerComparison.stop() || copying.stop();
}

/** The arrows move through t, from noise to digit. */
export const generateKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: 'in Generate: run, cancel, go on; when all is there, other pictures',
      run: () => void stores().then(({ grids }) => grids.toggle()),
    },
    { key: 'Home', label: 'Home', run: () => lookAt(() => 1000) },
    { key: 'End', label: 'End', run: () => lookAt(() => 0) },
  ],
  elementKeys: [
    { label: 'Arrows, Enter', does: 'in its grid: from picture to picture; open one in the Timeline' },
  ],
  move: (by) => lookAt((t) => t - by),
  stop,
};
