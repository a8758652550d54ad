import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';

/** The stores of the view, which were loaded with it. */
const work = () => import('./state/work');

/** Moves t from where it is when the stores are loaded: several keys may have been pressed by then. */
const noiseTo = (t: (now: number) => number): void =>
  void work().then(({ moveDetectT }) => {
    moveDetectT(t(view.getState().detectT));
    endGesture();
  });

export const detectKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: 'in Detect: score the picture, measure the sets; stop what runs',
      run: () => void work().then(({ toggleDetecting }) => toggleDetecting()),
    },
    { key: 'Home', label: 'Home', run: () => noiseTo(() => 1) },
    { key: 'End', label: 'End', run: () => noiseTo(() => 1000) },
  ],
  elementKeys: [{ label: 'Arrows', does: 'on the threshold of Detect: move it' }],
  move: (by) => noiseTo((t) => t + by),
  stop: () => work().then(({ stopDetecting }) => stopDetecting()),
};
