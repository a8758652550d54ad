import { beforeEach, expect, it } from 'vitest';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { initialView } from '../../../state/link/codec';
import { view } from '../../../state/link/view';
import { createSolverErrors } from './solverErrors';

beforeEach(() => view.setState({ ...initialView(), page: 'plane', planePart: 'back' }));

const error = { kind: 'error', solver: 'heun', steps: 20, evaluations: 40, error: 0.01 } as const;

it('compares when it is asked to, with fewer points where the law has many', async () => {
  const environment = fakeEnvironment<'planeSolvers'>();
  const errors = createSolverErrors(environment);
  errors.follow();
  await environment.clock.advance(1000);
  expect(environment.engine.jobs).toHaveLength(0);
  errors.start();
  await environment.clock.advance(0);
  const job = environment.engine.newest('planeSolvers');
  expect(job.request.noise).toHaveLength(400);
  job.event(error);
  job.done({ seconds: 1 });
  await environment.clock.advance(0);
  expect(errors.store.getState()).toMatchObject({ count: 200, errors: [error], status: { kind: 'done' } });

  view.setState({ planeData: 'moons', planeKnown: 1000 });
  expect(errors.store.getState()).toMatchObject({ errors: [], status: { kind: 'idle' } });
  errors.start();
  await environment.clock.advance(0);
  expect(environment.engine.newest('planeSolvers').request.noise).toHaveLength(40);
  expect(errors.stop()).toBe(true);
  expect(errors.store.getState().status.kind).toBe('stopped');
});
