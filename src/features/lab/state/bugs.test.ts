import { afterEach, expect, it, onTestFinished } from 'vitest';
import { STEPS } from '../../../diffusion/bugs/programs';
import { riddleOf } from '../../../diffusion/bugs/riddle';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { BUG_NOISES, createBugs, shownBug, stateAtPlace } from './bugs';

const initial = view.getState();
afterEach(() => view.setState(initial, true));

/** A bug that somebody looks at. */
async function setUp(change: Partial<typeof initial>) {
  view.setState(change);
  const environment = fakeEnvironment();
  const bugs = createBugs(environment);
  onTestFinished(bugs.follow());
  await environment.clock.advance(1000);
  const asked = () => environment.engine.all('predict');
  /** Answers one question: no noise at all. */
  const answer = async (): Promise<void> => {
    asked()
      .at(-1)
      ?.done({ epsilonHat: new Float32Array(784), x0Hat: new Float32Array(784), t: 1 });
    await settled();
  };
  return { ...bugs, ...environment, asked, answer };
}

it('asks the network about each noise, at the t that the program tells it, and steps by the answers', async () => {
  const { asked, answer, store } = await setUp({ bug: 'one-step', label: 3 });
  for (let i = 0; i < BUG_NOISES * STEPS; i++) await answer();
  const right = store.getState().films.right;
  expect(right?.times).toHaveLength(STEPS + 1);
  expect(right?.xt[0].slice(0, 784)).toEqual(
    fillGaussian(fold(sampleKey(view.getState().seed, 'reverse', 0), 0), new Float32Array(784)),
  );
  // Then the wrong program, which asks once about each noise, from the same noises.
  for (let i = 0; i < BUG_NOISES; i++) await answer();
  const { films, status } = store.getState();
  expect(status.kind).toBe('done');
  expect(films.wrong?.times).toEqual([1000, 0]);
  expect(films.wrong?.xt[0]).toEqual(films.right?.xt[0]);
  // Without noise in it, all of x_T is the picture, clipped.
  expect(Math.max(...(films.wrong?.xt[1] ?? []))).toBe(1);
  expect(asked().map(({ request }) => request.t)).toEqual([
    ...asked()
      .slice(0, BUG_NOISES * STEPS)
      .map((_, i) => Math.round(1000 - (999 * Math.floor(i / BUG_NOISES)) / (STEPS - 1))),
    1000,
    1000,
  ]);
  expect(asked()[0].request).toMatchObject({
    network: 'shipped',
    label: 3,
    schedule: { name: 'linear', T: 1000 },
  });
});

it('tells the number of the step where that is the bug, and the betas where those are', async () => {
  const first = await setUp({ bug: 'wrong-t' });
  for (let i = 0; i < BUG_NOISES * STEPS; i++) await first.answer();
  expect(first.asked().at(-1)?.request.t).toBe(STEPS);
  first.stop();

  const second = await setUp({ bug: 'same-betas' });
  expect(second.asked()[0].request.schedule).toEqual({ name: 'linear', T: 100 });
  for (let i = 0; i < BUG_NOISES * STEPS; i++) await second.answer();
  const { schedule } = second.asked().at(-1)?.request ?? {};
  expect([schedule?.T, schedule?.beta?.length, schedule?.beta?.[99]]).toEqual([100, 100, 0.02]);
});

it('stops, keeps what is there, and begins again', async () => {
  const { answer, asked, store, stop, start } = await setUp({ bug: 'no-noise' });
  for (let i = 0; i < 4; i++) await answer();
  expect(stop()).toBe(true);
  await settled();
  expect(asked().at(-1)?.signal?.aborted).toBe(true);
  expect(store.getState()).toMatchObject({ status: { kind: 'stopped' } });
  expect(store.getState().films.right?.times).toHaveLength(2);
  start();
  await settled();
  expect(store.getState()).toMatchObject({ status: { kind: 'running' }, films: { right: null } });
});

it('asks nothing where the network lacks what the bug is about', async () => {
  const { asked, store } = await setUp({ bug: 'raw-weights' });
  expect(asked()).toEqual([]);
  expect(store.getState().status.kind).not.toBe('running');
});

it('shows the bug of the link, and in a riddle that of the seed', () => {
  expect(shownBug({ bug: 'index', riddle: false, seed: 3 })).toBe('index');
  expect(shownBug({ bug: 'index', riddle: true, seed: 3 })).toBe(riddleOf(3));
});

it('divides the way by steps', () => {
  expect([0, 19, 20, 999, 1000].map((place) => stateAtPlace(50, place))).toEqual([0, 0, 1, 49, 50]);
  expect([0, 999, 1000].map((place) => stateAtPlace(1, place))).toEqual([0, 0, 1]);
});
