import { beforeEach, expect, it } from 'vitest';
import { FakeClock } from '../fakes.test-helper';
import { initialView } from '../link/codec';
import { view } from '../link/view';
import { playActs } from './acts';
import type { Act } from './chapter';

let clock: FakeClock;
let log: string[];
beforeEach(() => {
  clock = new FakeClock();
  log = [];
  view.setState({ ...initialView(), page: 'lab' });
});

const play = (acts: readonly Act[]): (() => boolean) =>
  playActs(acts, 1000, {
    clock,
    isMotionReduced: () => false,
    press: (name) => {
      log.push(name);
      return () => log.push(`no ${name}`);
    },
  });

it('presses a button once the words are read, in its turn, and stops what it began', async () => {
  const stop = play([{ slide: 'place', to: 500, seconds: 2 }, { run: 'exact-samples' }]);
  await clock.advance(2000);
  expect(log).toEqual([]);
  await clock.advance(1100);
  expect(log).toEqual(['exact-samples']);
  // Nothing moves any more: a key that stops first what moves does something else.
  expect(stop()).toBe(false);
  stop();
  expect(log).toEqual(['exact-samples', 'no exact-samples']);
});

it('presses nothing in another view, nor where the step was left while the words were read', async () => {
  play([{ run: 'exact-losses' }]);
  view.setState({ page: 'plane' });
  await clock.advance(2000);
  view.setState({ page: 'lab' });
  const stop = play([{ run: 'exact-losses' }]);
  expect(stop()).toBe(true);
  await clock.advance(2000);
  expect(log).toEqual([]);
});
