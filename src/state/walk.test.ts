import { beforeEach, expect, it, vi } from 'vitest';
import { FakeClock } from './fakes.test-helper';
import { initialView } from './link/codec';
import { view } from './link/view';
import { createWalk } from './walk';

/** A frame every 50 ms. */
function setUp(place: number) {
  const clock = new FakeClock();
  let cancel = (): void => undefined;
  vi.stubGlobal('requestAnimationFrame', (call: (now: number) => void) => {
    cancel = clock.after(50, () => call(clock.now()));
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => cancel());
  view.setState({ ...initialView(), page: 'schedule', place });
  const walk = createWalk({ page: 'schedule', field: 'place' }, { clock });
  walk.toggle();
  return { ...walk, clock, place: () => view.getState().place, isWalking: walk.store.getState };
}

beforeEach(() => vi.unstubAllGlobals());

it('moves the place an eighth of the way in a second, and stops at the end', async () => {
  const { clock, place, isWalking } = setUp(500);
  await clock.advance(1000);
  expect([place(), isWalking()]).toEqual([625, true]);
  await clock.advance(10_000);
  expect([place(), isWalking()]).toEqual([1000, false]);
});

it('starts at the beginning where the place stands at the end', async () => {
  const { clock, place } = setUp(1000);
  expect(place()).toBe(0);
  await clock.advance(800);
  expect(place()).toBe(100);
});

it.each([
  ['somebody moves the place', { place: 300 }, 300],
  ['another view is opened', { page: 'timeline' }, 625],
] as const)('stops where %s', async (_, change, expected) => {
  const { clock, place, isWalking } = setUp(500);
  await clock.advance(1000);
  view.setState(change);
  await clock.advance(1000);
  expect([place(), isWalking()]).toEqual([expected, false]);
});

it('stops and goes on from there, also within one frame', async () => {
  const { clock, toggle, stop, place, isWalking } = setUp(500);
  await clock.advance(1000);
  toggle();
  await clock.advance(1000);
  expect([place(), isWalking()]).toEqual([625, false]);
  expect(stop()).toBe(false);
  toggle();
  toggle();
  toggle();
  await clock.advance(800);
  expect([place(), isWalking()]).toEqual([725, true]);
});
