import { released } from '../../state/link/url';
import { lastT, view } from '../../state/link/view';
import type { KeyRow, ViewKeys } from '../common/view';
import { pause, playback, seek, seekBy, togglePlay } from './state/playback';
import { cancelRun, denoiseFromHere, enter, isBusy } from './state/sampling';

const goTo = (t: number): void => {
  seek(t);
  released();
};

export const FORWARD: KeyRow = {
  key: 'f',
  label: 'F',
  does: 'forward: from the digit to noise',
  run: () => enter('forward'),
};
export const REVERSE: KeyRow = {
  key: 'r',
  label: 'R',
  does: 'reverse: from noise to a digit',
  run: () => enter('reverse'),
};
export const DENOISE: KeyRow = {
  key: 'd',
  label: 'D',
  does: 'denoise from here',
  when: () => view.getState().mode === 'forward',
  run: denoiseFromHere,
};

/** Stops playing, or else the run. */
function stop(): boolean {
  const isPlaying = playback.getState().direction !== 0;
  const isRunning = isBusy();
  if (isPlaying) pause();
  else if (isRunning) cancelRun();
  return isPlaying || isRunning;
}

export const timelineKeys: ViewKeys = {
  rows: [
    { key: ' ', label: 'Space', does: 'play or pause', run: togglePlay },
    { key: 'Home', label: 'Home, End', does: 't = 0, t = 1000', run: () => goTo(0) },
    { key: 'End', label: 'End', run: () => goTo(lastT(view.getState())) },
    FORWARD,
    REVERSE,
    DENOISE,
  ],
  move: seekBy,
  direction: () => (view.getState().mode === 'forward' ? 1 : -1),
  stop,
};
