import { released } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';

/** What makes pictures; its view has fetched it. */
const grids = () => import('./state/grids');

/** Looks at another t. Several keys may come before the first is obeyed: where to is asked then. */
const lookAt = (t: (now: number) => number): void =>
  void grids().then(({ lookAtT }) => {
    lookAtT(t(view.getState().gridT));
    released();
  });

/** Stops the grids, or else what is asked about their pictures. */
async function stop(): Promise<boolean> {
  const { isGenerating, stopGenerating } = await grids();
  if (isGenerating()) {
    stopGenerating();
    return true;
  }
  const { stopMeasuring } = await import('./state/samplers');
  const { stopSearch } = await import('./state/copying');
  return stopMeasuring() || stopSearch();
}

/** The arrows go through t, from the noise on. */
export const generateKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: 'in Generate: run, cancel, go on; when all is there, other pictures',
      run: () => void grids().then(({ toggleGenerate }) => toggleGenerate()),
    },
    { key: 'Home', label: 'Home', run: () => lookAt(() => 1000) },
    { key: 'End', label: 'End', run: () => lookAt(() => 0) },
  ],
  inPlace: [
    { label: 'Arrows, Enter', does: 'in its grid: from picture to picture; open one in the Timeline' },
  ],
  move: (by) => lookAt((t) => t - by),
  stop,
};
