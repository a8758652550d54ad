import { lastT, view } from '../../state/link/view';
import type { KeyRow, ViewKeys } from '../common/view';
import { denoiseFromHere, enter } from './state/actions';
import { playback } from './state/playback';
import { sampling } from './state/sampling';

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
  const isPlaying = playback.store.getState().direction !== 0;
  const isRunning = sampling.isBusy();
  if (isPlaying) playback.pause();
  else if (isRunning) sampling.cancel();
  return isPlaying || isRunning;
}

export const timelineKeys: ViewKeys = {
  rows: [
    { key: ' ', label: 'Space', does: 'play or pause', run: playback.toggle },
    { key: 'Home', label: 'Home, End', does: 't = 0, t = 1000', run: () => playback.goTo(0) },
    { key: 'End', label: 'End', run: () => playback.goTo(lastT(view.getState())) },
    FORWARD,
    REVERSE,
    DENOISE,
  ],
  move: playback.goBy,
  direction: () => (view.getState().mode === 'forward' ? 1 : -1),
  stop,
};
