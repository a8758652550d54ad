import { lastT, view } from '../../state/link/view';
import type { KeyRow, ViewKeys } from '../common/view';
import { denoiseFromHere, enter } from './state/actions';
import { playback } from './state/playback';
import { sampling } from './state/sampling';
import { TEXTS } from './texts';

export const FORWARD: KeyRow = {
  key: 'f',
  label: 'F',
  does: TEXTS.keys.forward,
  run: () => enter('forward'),
};
export const REVERSE: KeyRow = {
  key: 'r',
  label: 'R',
  does: TEXTS.keys.reverse,
  run: () => enter('reverse'),
};
export const DENOISE: KeyRow = {
  key: 'd',
  label: 'D',
  does: TEXTS.keys.restore,
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
    { key: ' ', label: 'Space', does: TEXTS.keys.play, run: playback.toggle },
    { key: 'Home', label: 'Home, End', does: TEXTS.keys.ends, run: () => playback.goTo(0) },
    { key: 'End', label: 'End', run: () => playback.goTo(lastT(view.getState())) },
    FORWARD,
    REVERSE,
    DENOISE,
  ],
  move: playback.goBy,
  told: () => {
    const state = view.getState();
    const share = state.t / lastT(state);
    return state.mode === 'forward' ? share : 1 - share;
  },
  direction: () => (view.getState().mode === 'forward' ? 1 : -1),
  stop,
};
