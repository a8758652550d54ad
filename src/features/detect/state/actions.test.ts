import { afterEach, expect, it, vi } from 'vitest';
import { pictureScore } from './picture';
import { pictureSets } from './sets';
import { stopDetecting, toggleDetecting } from './actions';

vi.mock('./picture', () => ({ pictureScore: fakeWork() }));
vi.mock('./sets', () => ({ pictureSets: fakeWork() }));

const { fakeWork } = vi.hoisted(() => ({
  fakeWork: () => {
    let kind = 'idle';
    return {
      store: { getState: () => ({ status: { kind } }), setState: (next: string) => (kind = next) },
      start: vi.fn(),
      stop: vi.fn(() => kind === 'running'),
    };
  },
}));

const set = (work: { store: object }, kind: string): void =>
  (work.store as { setState: (kind: string) => void }).setState(kind);

afterEach(() => {
  vi.clearAllMocks();
  set(pictureScore, 'idle');
  set(pictureSets, 'idle');
});

it.each([
  ['the picture first', 'idle', 'idle', [1, 0]],
  ['the sets once the picture is done', 'done', 'stopped', [0, 1]],
  ['nothing where both are done', 'done', 'done', [0, 0]],
  ['nothing where something ran, which it stops', 'done', 'running', [0, 0]],
])('Space starts %s', (_, picture, sets, started) => {
  set(pictureScore, picture);
  set(pictureSets, sets);
  toggleDetecting();
  const starts = [pictureScore.start, pictureSets.start].map((start) => vi.mocked(start).mock.calls.length);
  expect(starts).toEqual(started);
  expect(pictureSets.stop).toHaveBeenCalledOnce();
});

it('Escape stops both, and says whether one of them ran', () => {
  expect(stopDetecting()).toBe(false);
  set(pictureScore, 'running');
  expect(stopDetecting()).toBe(true);
  expect(pictureSets.stop).toHaveBeenCalledTimes(2);
});
