import { beforeEach, describe, expect, it, vi } from 'vitest';
import { following, startFollowing, stopFollowing } from '../../../state/samples/following';
import { patchView, view } from '../../../state/link/view';
import { initialView } from '../../../state/link/codec';
import { createPlayback } from './playback';

/** Frames that were asked for, by their number. */
let frames: Map<number, (now: number) => void>;
let now: number;

const clock = { now: () => now, after: () => () => undefined };
const { store, play, pause, seek, goBy, toggle } = createPlayback({ clock });

beforeEach(() => {
  frames = new Map();
  now = 0;
  let last = 0;
  vi.stubGlobal('requestAnimationFrame', (call: (now: number) => void) => {
    frames.set(++last, call);
    return last;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  view.setState(initialView());
  stopFollowing();
  return () => {
    pause();
    vi.unstubAllGlobals();
  };
});

/** Draws the next frame, so many milliseconds after the one before. */
function frame(ms = 20): void {
  now += ms;
  const due = [...frames.values()];
  frames.clear();
  for (const call of due) call(now);
}

const t = (): number => view.getState().t;
const direction = (): number => store.getState().direction;

it('moves t by 100 a second, and by as much more as the speed says', () => {
  play(1);
  for (let i = 0; i < 10; i++) frame();
  expect(t()).toBe(20);
  patchView({ speed: 4 });
  for (let i = 0; i < 10; i++) frame();
  expect(t()).toBe(100);
});

it('stops at the end of the path', () => {
  patchView({ t: 995 });
  play(1);
  for (let i = 0; i < 10; i++) frame();
  expect([t(), direction(), frames.size]).toEqual([1000, 0, 0]);
});

it('begins at the other end where it stands at the end', () => {
  play(-1);
  expect([t(), direction()]).toEqual([1000, -1]);
  patchView({ mode: 'denoise', from: 400, t: 400 });
  play(1);
  expect(t()).toBe(0);
});

it('goes round in a loop', () => {
  patchView({ t: 999, loop: true });
  play(1);
  frame();
  expect(t()).toBe(0);
  frame();
  expect([t(), direction()]).toEqual([2, 1]);
});

it('goes on from where somebody has put the slider', () => {
  play(1);
  frame();
  patchView({ t: 500 });
  frame();
  expect(t()).toBe(502);
});

it('does not jump after the tab was hidden', () => {
  play(1);
  frame(60_000);
  expect(t()).toBe(10);
});

describe('the slider', () => {
  it('is taken from a run by play, and taken from play by a run', () => {
    startFollowing();
    play(1);
    expect(following.getState().on).toBe(false);
    startFollowing();
    frame();
    expect([direction(), t()]).toEqual([0, 0]);
  });

  it('is taken from both by a seek', () => {
    play(1);
    startFollowing();
    seek(300);
    expect([t(), direction(), following.getState().on]).toEqual([300, 0, false]);
    frame();
    expect(t()).toBe(300);
    goBy(-10);
    expect(t()).toBe(290);
    seek(2000);
    expect(t()).toBe(1000);
  });
});

it('plays as the mode tells its story, and pauses', () => {
  toggle();
  expect(direction()).toBe(1);
  toggle();
  expect(direction()).toBe(0);
  patchView({ mode: 'reverse', t: 1000 });
  toggle();
  expect(direction()).toBe(-1);
  pause();
  frame();
  expect(t()).toBe(1000);
});
