import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { clearJobs, jobsOf, runJob } from '../../../state/engine/fakeEngine.test-helper';
import { settled } from '../../../state/fakes.test-helper';
import { initialView } from '../../../state/link/codec';
import { patchView, view } from '../../../state/link/view';
import { SHIPPED, type UsedNetwork } from '../../../state/network/usedNetwork';
import { SampleRun } from '../../../state/samples/sampleRun';
import { createCopying } from './copying';
import { grids } from './grids';
import { samplerComparison } from './samplerComparison';

const { store: sheet } = grids.sheets.a;
const digit = { index: 5, label: 3, distance: 2, pixels: new Float32Array(784) };

/** Shows two pictures of which the first is a 3; whole or on their way. */
function showPictures(name: string, isComplete = true, used: UsedNetwork = SHIPPED): void {
  const run = new SampleRun(name, 1, 2, 784);
  run.append({
    kind: 'frames',
    index: 0,
    times: Int32Array.of(1000, 0),
    xt: run.xt.fill(0.5),
    x0Hat: run.x0Hat,
  });
  run.complete = isComplete;
  const request = { labels: [3, 4] } as never;
  sheet.setState({ plan: { name, used, request }, run, filled: 2, status: { kind: 'idle' } });
}

/** Somebody looks, and the view names a picture. */
function setUp(copied = 'a.1') {
  view.setState({ ...initialView(), page: 'generate', searched: 10_000, copied });
  const copying = createCopying({ runJob });
  const leave = copying.follow();
  onTestFinished(leave);
  return { ...copying, leave, state: copying.store.getState, status: () => copying.store.getState().status };
}

beforeEach(() => {
  clearJobs();
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  showPictures('pictures');
});

describe('a search', () => {
  it('finds the nearest digits, then measures unseen ones', async () => {
    const { state, status } = setUp();
    await settled();
    const [job] = jobsOf('nearest');
    expect(job.request).toMatchObject({
      label: 3,
      digits: 10_000,
      unseen: 200,
      baseUrl: 'http://localhost/',
    });
    expect(job.request.picture).toEqual(new Float32Array(784).fill(0.5));
    expect(status()).toEqual({ kind: 'running', progress: null });
    job.tell({ kind: 'download', loaded: 1, total: 4 });
    expect(status()).toEqual({ kind: 'running', progress: { loaded: 1, total: 4 } });
    job.tell({ kind: 'nearest', digits: [digit], label: 3, total: 3 });
    job.tell({ kind: 'unseen', distances: Float32Array.of(1) });
    job.tell({ kind: 'unseen', distances: Float32Array.of(2, 3) });
    expect(status()).toEqual({ kind: 'running', progress: null });
    job.done({ seconds: 1 });
    await settled();
    expect(state()).toMatchObject({
      status: { kind: 'done' },
      nearest: [digit],
      unseen: [1, 2, 3],
      total: 3,
    });
  });

  it('waits until the picture is whole', async () => {
    showPictures('pictures', false);
    setUp();
    await settled();
    expect(jobsOf('nearest')).toHaveLength(0);
    showPictures('pictures');
    await settled();
    expect(jobsOf('nearest')).toHaveLength(1);
  });

  it('takes the class of the nearest digit where the network knows no classes', async () => {
    showPictures('pictures', true, { ...SHIPPED, classes: 0 });
    setUp();
    await settled();
    expect(jobsOf('nearest')[0].request.label).toBe(10);
  });

  it('counts each unseen digit once, however often it begins again', async () => {
    const { state } = setUp();
    await settled();
    for (const lost of [true, false]) {
      const job = jobsOf('nearest').at(-1);
      job?.tell({ kind: 'nearest', digits: [digit], label: 3, total: 2 });
      job?.tell({ kind: 'unseen', distances: Float32Array.of(1, 2) });
      if (lost) job?.fail(new EngineFailure('worker-crashed', 'Gone.', 'Wait.'));
      else job?.done({ seconds: 1 });
      await settled();
    }
    expect(jobsOf('nearest')).toHaveLength(2);
    expect(state()).toMatchObject({ unseen: [1, 2], status: { kind: 'done' } });
  });

  it('says what failed', async () => {
    const { status } = setUp();
    await settled();
    jobsOf('nearest')[0].fail(new EngineFailure('internal', 'It broke.', 'Try again.'));
    await settled();
    expect(status()).toMatchObject({ kind: 'failed', error: { message: 'It broke.', remedy: 'Try again.' } });
  });

  it('ends the measurement of seconds, which would be wrong', () => {
    samplerComparison.store.setState({ status: { kind: 'running', progress: null } });
    setUp();
    expect(samplerComparison.store.getState().status.kind).toBe('stopped');
  });

  it('ends when nobody looks any more', async () => {
    const { leave, status } = setUp();
    await settled();
    leave();
    expect([jobsOf('nearest')[0].signal?.aborted, status().kind]).toEqual([true, 'stopped']);
  });
});

describe('stopping', () => {
  it('keeps what has been found; asked again, the same picture is searched for again', async () => {
    const { stop, ask, state, status } = setUp();
    await settled();
    jobsOf('nearest')[0].tell({ kind: 'nearest', digits: [digit], label: 3, total: 3 });
    expect(stop()).toBe(true);
    expect(stop()).toBe(false);
    await settled();
    expect(state()).toMatchObject({ status: { kind: 'stopped' }, nearest: [digit] });
    ask('a', 0);
    await settled();
    expect([jobsOf('nearest').length, status().kind]).toEqual([2, 'running']);
    ask('a', 0);
    await settled();
    expect(jobsOf('nearest')).toHaveLength(2);
  });

  it('comes before the search for another picture', async () => {
    const { ask, state } = setUp();
    await settled();
    ask('a', 1);
    await settled();
    expect(jobsOf('nearest').map(({ request, signal }) => [request.label, signal?.aborted])).toEqual([
      [3, true],
      [4, false],
    ]);
    expect(state().query?.label).toBe(4);
  });
});

describe('a picture that is gone', () => {
  it('is named no longer once others have taken its place, and its result goes', async () => {
    const { state } = setUp();
    await settled();
    showPictures('others');
    expect(view.getState().copied).toBe('');
    expect(jobsOf('nearest')[0].signal?.aborted).toBe(true);
    expect(state()).toMatchObject({ status: { kind: 'idle' }, query: null, nearest: [] });
  });

  it('is named no longer where there are fewer pictures', () => {
    setUp('a.3');
    expect(view.getState().copied).toBe('');
  });

  it('is forgotten when the view forgets it', async () => {
    const { state } = setUp();
    await settled();
    jobsOf('nearest')[0].done({ seconds: 1 });
    await settled();
    patchView({ copied: '' });
    expect(state().query).toBeNull();
  });
});
