import { beforeEach, describe, expect, it } from 'vitest';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { initialView } from '../../../state/link/codec';
import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { createEquation } from './equation';
import { createField } from './field';
import { lawOf } from './law';

beforeEach(() => view.setState({ ...initialView(), page: 'plane' }));

describe('the field', () => {
  it('is asked for at the newest t only', async () => {
    const environment = fakeEnvironment<'planeField'>();
    const field = createField(environment);
    field.follow();
    await environment.clock.advance(0);
    const first = environment.engine.newest('planeField');
    expect(first.request).toMatchObject({ t: 250, arrows: { kind: 'score' } });
    view.setState({ planeT: 300 });
    view.setState({ planeT: 400 });
    await environment.clock.advance(0);
    expect(environment.engine.jobs).toHaveLength(1);
    first.done({ t: 250, density: new Float32Array(4) });
    await environment.clock.advance(10);
    expect(field.current()?.t).toBe(250);
    expect(environment.engine.newest('planeField').request.t).toBe(400);
    view.setState({ planeData: 'ring' });
    expect(field.current()).toBeNull();
  });

  it('of points is never asked for at t = 0', async () => {
    view.setState({ planeData: 'moons', planeT: 0, planeArrows: 'none' });
    const environment = fakeEnvironment<'planeField'>();
    createField(environment).follow();
    await environment.clock.advance(0);
    const { request } = environment.engine.newest('planeField');
    expect(request.t).toBe(1);
    expect(request.arrows).toBeUndefined();
  });
});

it('an answer is kept for its law, and says whether it is to the newest question', async () => {
  const environment = fakeEnvironment<'planePath'>();
  view.setState({ planePart: 'likelihood' });
  const answers = createAnswers(
    {
      part: 'likelihood',
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
  answers.follow();
  await environment.clock.advance(0);
  const job = environment.engine.newest('planePath');
  view.setState({ planePoint: [1, 1] });
  job.done({ path: [], first: 0, last: 0 });
  await environment.clock.advance(10);
  expect(answers.current()?.isNewest).toBe(false);
  expect(environment.engine.newest('planePath').request).toMatchObject({ x: 1, y: 1 });
  environment.engine.newest('planePath').done({ path: [], first: 1, last: 1 });
  await environment.clock.advance(10);
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
});
