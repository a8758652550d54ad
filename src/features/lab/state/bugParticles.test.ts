import { afterEach, expect, it, onTestFinished } from 'vitest';
import { fingerprint, runParticles } from '../../../diffusion/bugs/particles';
import { programs, STEPS } from '../../../diffusion/bugs/programs';
import { FakeClock } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { BUG_PARTICLES, createBugParticles } from './bugParticles';

const initial = view.getState();
afterEach(() => view.setState(initial, true));

/** Particles that somebody looks at. With a clock that runs, a slice ends after each step. */
function setUp(change: Partial<typeof initial>, clock = new FakeClock()) {
  view.setState(change);
  const particles = createBugParticles({ clock });
  onTestFinished(particles.follow());
  return { clock, result: () => particles.store.getState().result };
}

it('walks the particles of both programs in slices, to the same numbers as at once', async () => {
  const clock = new FakeClock();
  let now = 0;
  const { result } = setUp({ bug: 'same-noise', seed: 5 }, Object.assign(clock, { now: () => (now += 9) }));
  await clock.advance(1);
  const { right, wrong } = programs('same-noise');
  expect(result()).toMatchObject({ bug: 'same-noise', seed: 5, bySteps: [] });
  for (const [side, program] of Object.entries({ right, wrong }) as ['right' | 'wrong', typeof right][])
    expect(result()?.sides[side].numbers).toEqual(fingerprint(runParticles(program, 5, BUG_PARTICLES)));
  // Each step of both took two looks at the clock.
  expect(now / 9).toBeGreaterThan(4 * STEPS);
});

it('keeps what is there until the next bug has walked', async () => {
  const { clock, result } = setUp({ bug: 'one-step' });
  await clock.advance(1);
  expect(result()?.bug).toBe('one-step');
  view.setState({ bug: 'no-clip' });
  expect(result()?.bug).toBe('one-step');
  await clock.advance(1);
  expect(result()?.bug).toBe('no-clip');
});

it('ends between the heaps in few steps, and in both in many', async () => {
  const { clock, result } = setUp({ bug: 'one-step' });
  await clock.advance(1);
  const { sides, bySteps } = result() ?? { bySteps: [] };
  expect(bySteps.map(({ steps }) => steps)).toEqual([1, 2, 5, 20, STEPS]);
  const lost = bySteps.map(({ numbers }) => numbers.lost);
  expect(lost.slice(0, 2)).toEqual([1, 1]);
  expect(lost[2]).toBeGreaterThan(0.2);
  expect(lost[3]).toBeLessThan(0.01);
  expect(bySteps.at(-1)?.numbers).toBe(sides?.right.numbers);
});
