import { createStore } from 'zustand/vanilla';
import { following, stopFollowing } from '../../../state/samples/following';
import { released } from '../../../state/link/url';
import { lastT, setT, view } from '../../../state/link/view';

export type Direction = 1 | -1;

/** Whether and which way t runs by itself. */
export const playback = createStore<{ direction: Direction | 0 }>(() => ({ direction: 0 }));

/** t per second at speed 1. */
const RATE = 100;

let frame = 0;
let position = 0;
let then = 0;

function tick(now: number): void {
  const { direction } = playback.getState();
  if (direction === 0) return;
  if (following.getState().on) {
    pause();
    return;
  }
  const state = view.getState();
  const end = direction > 0 ? lastT(state) : 0;
  // Somebody else moved the slider: go on from there.
  if (Math.round(position) !== state.t) position = state.t;
  // A tab that was hidden does not jump.
  position += direction * state.speed * RATE * Math.min(0.1, (now - then) / 1000);
  then = now;
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

/** Lets t run; from the far end it begins anew. */
export function play(direction: Direction): void {
  stopFollowing();
  const state = view.getState();
  const end = direction > 0 ? lastT(state) : 0;
  if (state.t === end) setT(lastT(state) - end);
  position = view.getState().t;
  then = performance.now();
  playback.setState({ direction });
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(tick);
}

export function pause(): void {
  if (playback.getState().direction === 0) return;
  cancelAnimationFrame(frame);
  playback.setState({ direction: 0 });
  released();
}

/** Space and the round button: the way this mode tells its story. */
export function togglePlay(): void {
  if (playback.getState().direction !== 0) pause();
  else play(view.getState().mode === 'forward' ? 1 : -1);
}

/** Somebody takes the slider to t. */
export function seek(t: number): void {
  pause();
  stopFollowing();
  setT(t);
}

/** Somebody moves the slider by so many t; the link follows. */
export function seekBy(delta: number): void {
  seek(view.getState().t + delta);
  released();
}
