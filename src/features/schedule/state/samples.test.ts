import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { clearJobs, jobsOf } from '../../../state/engine/fakeEngine.test-helper';
import { FakeClock, settled } from '../../../state/fakes.test-helper';
import { initialView } from '../../../state/link/codec';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { createScheduleSamples } from './samples';

vi.mock('../../../state/engine/runJob', () => import('../../../state/engine/fakeEngine.test-helper'));

/** Finished samples are remembered by their seed, so each test has its own. */
let seed = 0;

/** Somebody looks at samples under two schedules. */
function setUp(change: Partial<ViewState> = {}) {
  seed += 1;
  view.setState({
    ...initialView(),
    page: 'schedule',
    compared: ['linear', 'cosine'],
    sampled: true,
    seed,
    ...change,
  });
  const clock = new FakeClock();
  const samples = createScheduleSamples({ clock });
  const leave = samples.follow();
  onTestFinished(leave);
  const kinds = () =>
    [samples.sheets.linear, samples.sheets.cosine].map(({ store }) => store.getState().status.kind);
  return { ...samples, clock, leave, kinds };
}

/** So many states of a job's sample arrive. */
function deliver(job: ReturnType<typeof jobsOf<'sample'>>[number], states: number): void {
  const xt = new Float32Array(states * 784);
  const times = Int32Array.from({ length: states }, (_, i) => (job.request.start?.t ?? 1000) - 10 * i);
  job.event({ kind: 'frames', index: 0, times, xt, x0Hat: xt });
}

async function finish(job: ReturnType<typeof jobsOf<'sample'>>[number]): Promise<void> {
  const { steps, start } = job.request;
  deliver(job, steps - (start?.done ?? 0) + 1);
  job.done({ times: new Int32Array(), x0: new Float32Array(), seconds: 1, backend: 'wasm' });
  await settled();
}

beforeEach(() => {
  clearJobs();
  vi.stubGlobal('location', { search: '' });
});

describe('samples under the schedules that are compared', () => {
  it('start once the settings have rested', async () => {
    const { clock, kinds, isBusy } = setUp();
    expect(kinds()).toEqual(['waiting', 'waiting']);
    expect(isBusy()).toBe(true);
    await clock.advance(200);
    patchView({ comparedT: 100 });
    await clock.advance(299);
    expect(jobsOf('sample')).toHaveLength(0);
    await clock.advance(1);
    expect(jobsOf('sample').map(({ request }) => request.schedule)).toEqual([
      { name: 'linear', T: 100 },
      { name: 'cosine', T: 100 },
    ]);
    expect(jobsOf('sample')[0].request).toMatchObject({
      seed,
      sampler: 'ddim',
      steps: 50,
      eta: 0,
      labels: [10],
    });
  });

  it('take as many steps as a short process has', async () => {
    const { clock } = setUp({ comparedT: 20 });
    await clock.advance(300);
    expect(jobsOf('sample')[0].request.steps).toBe(20);
  });

  it('are asked for under the betas of a curve drawn by hand, and under the additive process', async () => {
    const { clock } = setUp({ compared: ['hand', 'additive'], comparedT: 100 });
    await clock.advance(300);
    const [hand, additive] = jobsOf('sample').map(({ request }) => request.schedule);
    expect(hand.beta).toHaveLength(100);
    // The first knot stands at T = 1000; each of a hundred steps does the work of ten.
    expect(hand.beta?.[0]).toBeCloseTo(1 - (1 - view.getState().hand[0]) ** 10, 12);
    expect(additive).toEqual({ name: 'linear', T: 100, additive: true });
  });

  it('stay where only the place or the look changes', async () => {
    const { clock } = setUp();
    await clock.advance(300);
    patchView({ place: 100, rescaled: true, compared: ['linear', 'cosine', 'sigmoid'] });
    expect(jobsOf('sample').map(({ signal }) => signal?.aborted)).toEqual([false, false]);
    await clock.advance(300);
    expect(jobsOf('sample').map(({ request }) => request.schedule.name)).toEqual([
      'linear',
      'cosine',
      'sigmoid',
    ]);
  });

  it('stop with the schedule that is put away, and with the whole option', async () => {
    const { clock, isMissing } = setUp();
    await clock.advance(300);
    patchView({ compared: ['linear'] });
    expect(jobsOf('sample').map(({ signal }) => signal?.aborted)).toEqual([false, true]);
    patchView({ sampled: false });
    expect(jobsOf('sample')[0].signal?.aborted).toBe(true);
    expect(isMissing()).toBe(false);
  });

  it('stop when nobody looks any more, and start no others', async () => {
    const { clock, leave, kinds } = setUp();
    await clock.advance(300);
    leave();
    expect(kinds()).toEqual(['stopped', 'stopped']);
    patchView({ comparedT: 50 });
    await clock.advance(1000);
    expect(jobsOf('sample')).toHaveLength(2);
  });

  it('say what failed', async () => {
    const { clock, sheets, kinds } = setUp();
    await clock.advance(300);
    jobsOf('sample')[0].fail(new EngineFailure('out-of-memory', 'Full.', 'Wait.'));
    await settled();
    expect(kinds()).toEqual(['failed', 'running']);
    expect(sheets.linear.store.getState().status).toMatchObject({ error: { message: 'Full.' } });
  });
});

it('what is stopped stays, goes on from there, and tells its listeners', async () => {
  const { clock, stop, start, sheets, isBusy, isMissing, onAny, kinds } = setUp({ compared: ['linear'] });
  const listener = vi.fn();
  onTestFinished(onAny(listener));
  await clock.advance(300);
  deliver(jobsOf('sample')[0], 3);
  stop();
  expect(listener).toHaveBeenCalled();
  expect([isBusy(), isMissing(), sheets.linear.store.getState().filled]).toEqual([false, true, 3]);
  start();
  await settled();
  expect(jobsOf('sample')[1].request.start).toMatchObject({ t: 980, done: 2 });
  await finish(jobsOf('sample')[1]);
  expect([isMissing(), kinds()[0]]).toEqual([false, 'done']);
});
