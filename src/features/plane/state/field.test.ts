import { beforeEach, describe, expect, it } from 'vitest';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { initialView } from '../../../state/link/codec';
import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { createEquation } from './equation';
import { fieldT } from './field';
import { lawOf } from './law';

beforeEach(() => view.setState({ ...initialView(), page: 'plane' }));

/** What the view asks about a point, by an engine that the test answers for. */
function setUp() {
  const environment = fakeEnvironment<'planePath'>();
  view.setState({ planePart: 'likelihood' });
  const answers = createAnswers(
    {
      job: 'planePath',
      key: () => view.getState().planePoint.join(),
      request: () => {
        const law = lawOf();
        const [x, y] = view.getState().planePoint;
        return law && { law, x, y, steps: 2 };
      },
    },
    environment,
  );
  const stop = answers.follow();
  return { ...environment, answers, stop };
}

const answer = (value: number) => ({ path: [], first: value, last: value });

it('the newest question wins', async () => {
  const { engine, clock } = setUp();
  await clock.advance(0);
  view.setState({ planePoint: [1, 1] });
  view.setState({ planePoint: [2, 2] });
  await clock.advance(0);
  expect(engine.jobs).toHaveLength(1);
  engine.newest('planePath').done(answer(0));
  await clock.advance(10);
  expect(engine.newest('planePath').request).toMatchObject({ x: 2, y: 2 });
});

it('a question that failed is asked again only once something has changed', async () => {
  const { engine, clock } = setUp();
  await clock.advance(0);
  engine.newest('planePath').fail(new Error('broken'));
  await clock.advance(1000);
  expect(engine.jobs).toHaveLength(1);
  view.setState({ planeT: 700 });
  await clock.advance(10);
  expect(engine.jobs).toHaveLength(2);
});

it('a question ends with the view', async () => {
  const { engine, clock, stop } = setUp();
  await clock.advance(0);
  stop();
  expect(engine.newest('planePath').signal?.aborted).toBe(true);
});

it('a set of points has no field at t = 0, only at 1', () => {
  view.setState({ planeT: 0 });
  expect(fieldT()).toBe(0);
  view.setState({ planeData: 'moons' });
  expect(fieldT()).toBe(1);
});

it('an answer is kept for its law, and says whether it is to the newest question', async () => {
  const { engine, clock, answers } = setUp();
  await clock.advance(0);
  const job = engine.newest('planePath');
  view.setState({ planePoint: [1, 1] });
  job.done(answer(0));
  await clock.advance(10);
  expect(answers.current()?.isNewest).toBe(false);
  engine.newest('planePath').done(answer(1));
  await clock.advance(10);
  expect(answers.current()).toMatchObject({ isNewest: true, result: { first: 1 } });
  view.setState({ planeData: 'ring' });
  expect(answers.current()).toBeNull();
});

describe('the equation', () => {
  const density = new Float32Array(4);

  it('is solved when it is shown, and its states are kept', async () => {
    const environment = fakeEnvironment<'planeDensity'>();
    const equation = createEquation(environment);
    equation.follow();
    await environment.clock.advance(1000);
    expect(environment.engine.jobs).toHaveLength(0);
    view.setState({ planeDensity: 'equation' });
    await environment.clock.advance(1000);
    const job = environment.engine.newest('planeDensity');
    expect(job.request.times).toHaveLength(101);
    for (const index of [0, 1, 2]) job.event({ kind: 'density', index, density, distance: index, drift: 0 });
    view.setState({ planeT: 18 });
    expect(equation.shown()).toMatchObject({ t: 20, distance: 2 });
    // Not there yet.
    view.setState({ planeT: 500 });
    expect(equation.shown()).toBeNull();
  });

  it('starts later for a set of points', async () => {
    view.setState({ planeDensity: 'equation', planeData: 'spiral' });
    const environment = fakeEnvironment<'planeDensity'>();
    createEquation(environment).follow();
    await environment.clock.advance(1000);
    expect(environment.engine.newest('planeDensity').request.times[0]).toBe(20);
  });

  it('stops where it is not shown any more, and has nothing to stop there', async () => {
    view.setState({ planeDensity: 'equation' });
    const environment = fakeEnvironment<'planeDensity'>();
    const equation = createEquation(environment);
    equation.follow();
    await environment.clock.advance(1000);
    const job = environment.engine.newest('planeDensity');
    view.setState({ planeDensity: 'exact' });
    expect(job.signal?.aborted).toBe(true);
    expect(equation.stop()).toBe(false);
  });
});
