import { createStore } from 'zustand/vanilla';
import { browser, type Environment } from '../../../state/environment';
import { endGesture } from '../../../state/link/url';
import { lastT, setT, view } from '../../../state/link/view';
import { following, stopFollowing } from '../../../state/samples/following';

export type Direction = 1 | -1;

/** t per second at speed 1. */
const RATE = 100;

/** A frame never moves t by more than this many seconds: a tab that was hidden does not jump. */
const MAX_SECONDS = 0.1;

/** Lets t run by itself, and moves the slider by hand. */
export function createPlayback({ clock }: Pick<Environment, 'clock'>) {
  /** Which way t runs; 0 if it stands. */
  const store = createStore<{ direction: Direction | 0 }>(() => ({ direction: 0 }));
  let frame = 0;
  /** t with its fraction. */
  let position = 0;
  let lastFrameMs = 0;

  function tick(now: number): void {
    const { direction } = store.getState();
    if (direction === 0) return;
    if (following.getState().on) {
      pause();
      return;
    }
    const state = view.getState();
    const end = direction > 0 ? lastT(state) : 0;
    // Somebody else moved the slider: go on from there.
    if (Math.round(position) !== state.t) position = state.t;
    position += direction * state.speed * RATE * Math.min(MAX_SECONDS, (now - lastFrameMs) / 1000);
    lastFrameMs = now;
    if ((end - position) * direction <= 0) {
      setT(end);
      if (!state.loop) {
        pause();
        return;
      }
      position = lastT(state) - end;
    }
    setT(position);
    frame = requestAnimationFrame(tick);
  }

  /** Lets t run; from the far end it begins again. */
  function play(direction: Direction): void {
    stopFollowing();
    const state = view.getState();
    const end = direction > 0 ? lastT(state) : 0;
    if (state.t === end) setT(lastT(state) - end);
    position = view.getState().t;
    lastFrameMs = clock.now();
    store.setState({ direction });
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tick);
  }

  function pause(): void {
    if (store.getState().direction === 0) return;
    cancelAnimationFrame(frame);
    store.setState({ direction: 0 });
    endGesture();
  }

  /** Takes the slider to t, away from what moves it. */
  function seek(t: number): void {
    pause();
    stopFollowing();
    setT(t);
  }

  /** The same in one gesture: the link follows. */
  function goTo(t: number): void {
    seek(t);
    endGesture();
  }

  return {
    store,
    play,
    pause,
    seek,
    goTo,
    goBy: (delta: number): void => goTo(view.getState().t + delta),

    /** Plays the way this mode tells its story, or pauses. */
    toggle: (): void => {
      if (store.getState().direction !== 0) pause();
      else play(view.getState().mode === 'forward' ? 1 : -1);
    },
  };
}

export const playback = createPlayback(browser);
