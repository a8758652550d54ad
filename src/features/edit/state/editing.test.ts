import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import type { SampleEvent, SampleRequest } from '../../../engine/protocol/jobs';
import { FakeClock, fakeJobs } from '../../../state/fakes.test-helper';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { findPicture, type Picture } from '../../../state/picture/source';
import type { SampleRun } from '../../../state/samples/sampleRun';
import type { Sheet } from '../../../state/samples/sheet';
import { openEdit, statesOf } from './edit.test-helper';
import { createEditing } from './editing';
import { canTryOthers, isEditing, isEditMissing } from './progress';
import { sheets } from './sheets';
import { otherPicture } from './subjects';

/** What a sheet asks of the engine. */
interface SampleJob {
  readonly request: SampleRequest;
  readonly run: SampleRun;
  readonly onEvent: (event: SampleEvent) => void;
}
const engine = vi.hoisted((): { complete: (job: SampleJob, signal: AbortSignal) => Promise<number> } => ({
  complete: () => Promise.reject(new Error('No test has begun.')),
}));
vi.mock('../../../state/samples/sample', async (original) => ({
  ...(await original()),
  complete: (
    _runJob: unknown,
    _network: unknown,
    request: SampleRequest,
    run: SampleRun,
    { signal, onStart, onEvent }: SampleJob & { signal: AbortSignal; onStart: () => void },
  ) => {
    onStart();
    return engine.complete({ request, run, onEvent }, signal);
  },
}));
vi.mock('../../../state/picture/source', async (original) => ({
  ...(await original()),
  findPicture: vi.fn(),
}));

let jobs: ReturnType<typeof fakeJobs<SampleJob, number>>['jobs'];
let complete: typeof engine.complete;
let clock: FakeClock;
let isMotionReduced: boolean;
let editing: ReturnType<typeof createEditing>;
let leave = (): void => undefined;
const follow = (): void => {
  leave = editing.follow();
};
const advance = (ms: number): Promise<void> => clock.advance(ms);

/** Opens an edit, and waits until it has started. */
async function begin(change: Partial<ViewState>): Promise<void> {
  openEdit(change);
  follow();
  await advance(250);
}
const requests = (): SampleRequest[] => jobs.map(({ request }) => request.request);
const requestOf = (job: number): SampleRequest => requests()[job];

beforeEach(() => {
  clock = new FakeClock();
  isMotionReduced = false;
  editing = createEditing({ clock, isMotionReduced: () => isMotionReduced });
  ({ jobs, run: complete } = fakeJobs<SampleJob, number>());
  engine.complete = complete;
  otherPicture.setState({ picture: null, failure: null });
});
afterEach(() => leave());

/** Sends the first states of a job, all of them unless told otherwise. */
const send = ({ request: { run, onEvent } }: (typeof jobs)[number], states?: number): void =>
  onEvent(statesOf(run, states));

/** Sends all states of the newest job, and ends it. */
async function finish(): Promise<void> {
  const job = jobs[jobs.length - 1];
  send(job);
  job.done(1);
  await advance(0);
}

const kinds = (...shown: readonly Sheet[]): string[] =>
  shown.map(({ store }) => store.getState().status.kind);

describe('the open edit', () => {
  it('starts once the settings have rested', async () => {
    openEdit({ edit: 'inpaint' });
    follow();
    await advance(150);
    expect([kinds(sheets.inpaint), isEditing(), isEditMissing()]).toEqual([['waiting'], true, true]);
    patchView({ completions: 3 });
    await advance(150);
    expect(jobs).toHaveLength(0);
    await advance(100);
    expect(requests().map(({ labels }) => labels.length)).toEqual([3]);
    await finish();
    expect([kinds(sheets.inpaint), isEditing(), isEditMissing()]).toEqual([['done'], false, false]);
  });

  it('computes its parts in order, each from the result of the one before', async () => {
    await begin({ edit: 'change', changeGuidance: 3, inversionSteps: 10 });
    expect(requestOf(0).invertTo).toBe(1000);
    await finish();
    const noise = sheets.inversion.store.getState().run?.frame(10, 0);
    expect(requestOf(1)).toMatchObject({ start: { t: 1000, pictures: noise }, guidance: 0 });
    await finish();
    expect(requestOf(2)).toMatchObject({ labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], guidance: 3 });
    await finish();
    expect(jobs).toHaveLength(3);
    expect(kinds(sheets.inversion, sheets.roundTrip, sheets.ten)).toEqual(['done', 'done', 'done']);
  });

  it('begins with the strength of the view, then takes its neighbours', async () => {
    await begin({ edit: 'restyle', strength: 800, variants: 1 });
    for (let i = 0; i < 3; i++) await finish();
    expect(requests().map(({ start }) => start?.t)).toEqual([800, 700, 900, 600]);
    patchView({ strength: 200 });
    await finish();
    expect(requestOf(4).start?.t).toBe(200);
  });

  it('goes on with what still belongs to the settings, and computes the rest as they are now', async () => {
    await begin({ edit: 'change', changeGuidance: 3, inversionSteps: 10 });
    patchView({ changeGuidance: 4 });
    await advance(500);
    expect(jobs).toHaveLength(1);
    expect(jobs[0].signal.aborted).toBe(false);
    await finish();
    await finish();
    expect(requestOf(2).guidance).toBe(4);
  });

  it('stops what the new settings have no use for, and starts again', async () => {
    await begin({ edit: 'inpaint' });
    patchView({ resamplings: 1 });
    expect(jobs[0].signal.aborted).toBe(true);
    jobs[0].done(1);
    await advance(250);
    expect(requestOf(1).resamplings).toBe(1);
    expect(kinds(sheets.inpaint)).toEqual(['running']);
  });

  it('stops when another edit is opened', async () => {
    await begin({ edit: 'inpaint' });
    patchView({ edit: 'restyle' });
    expect(jobs[0].signal.aborted).toBe(true);
    expect(kinds(sheets.inpaint)).toEqual(['stopped']);
    await advance(250);
    expect(requestOf(1).start?.t).toBe(400);
  });

  it('stops when another view is opened', async () => {
    await begin({ edit: 'inpaint' });
    patchView({ page: 'timeline', resamplings: 1 });
    expect(jobs[0].signal.aborted).toBe(false);
    leave();
    expect(jobs[0].signal.aborted).toBe(true);
    patchView({ page: 'edit' });
    await advance(1000);
    expect(jobs).toHaveLength(1);
  });

  it('waits for the picture', async () => {
    openEdit({ edit: 'inpaint', source: 'train.7', network: 'run.a.1' });
    follow();
    await advance(1000);
    expect([jobs.length, isEditing(), isEditMissing()]).toEqual([0, false, false]);
    patchView({ network: 'shipped' });
    await advance(250);
    expect(jobs).toHaveLength(1);
  });

  it('takes what is in memory', async () => {
    await begin({ edit: 'inpaint' });
    await finish();
    patchView({ resamplings: 1 });
    await advance(250);
    patchView({ resamplings: 3 });
    await advance(1000);
    expect([jobs.length, kinds(sheets.inpaint), isEditMissing()]).toEqual([2, ['idle'], false]);
  });
});

describe('asks first', () => {
  it.each<[string, Partial<ViewState>, boolean]>([
    ['it takes long', { edit: 'inpaint', completions: 12, resamplings: 10, fillSteps: 20 }, false],
    ['its later parts take long', { edit: 'change', inversionSteps: 250, changeGuidance: 2 }, false],
    ['motion is unwelcome', { edit: 'inpaint' }, true],
  ])('where %s', async (_, change, isReduced) => {
    isMotionReduced = isReduced;
    await begin(change);
    await advance(1000);
    expect([jobs.length, isEditing(), isEditMissing()]).toEqual([0, false, true]);
    void editing.run();
    await advance(0);
    expect(jobs).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('keeps what is there, says whether there was anything to stop, and running goes on from there', async () => {
    openEdit({ edit: 'inpaint' });
    follow();
    expect(editing.stop()).toBe(true);
    await advance(1000);
    expect(jobs).toHaveLength(0);
    void editing.run();
    await advance(0);
    send(jobs[0], 5);
    expect(editing.stop()).toBe(true);
    expect([kinds(sheets.inpaint), sheets.inpaint.store.getState().filled]).toEqual([['stopped'], 5]);
    expect(editing.stop()).toBe(false);
    void editing.run();
    await advance(0);
    expect(jobs[1].request.run).toBe(jobs[0].request.run);
  });

  it('computes no further part', async () => {
    await begin({ edit: 'restyle' });
    send(jobs[0]);
    editing.stop();
    await advance(1000);
    expect([jobs.length, isEditMissing()]).toEqual([1, true]);
  });

  it('holds although a job that was replaced ends late', async () => {
    let endLate = (): void => undefined;
    engine.complete = () => new Promise((resolve) => (endLate = () => resolve(1)));
    await begin({ edit: 'restyle' });
    engine.complete = complete;
    patchView({ variants: 1 });
    await advance(250);
    await finish();
    editing.stop();
    endLate();
    await advance(1000);
    expect(jobs).toHaveLength(2);
  });
});

it('says what failed, and computes nothing after it', async () => {
  await begin({ edit: 'restyle' });
  jobs[0].fail(new EngineFailure('out-of-memory', 'Full.', 'Take less.'));
  await advance(1000);
  expect(sheets.restyle[3].store.getState().status).toMatchObject({
    kind: 'failed',
    error: { message: 'Full.' },
  });
  expect([jobs.length, isEditing(), isEditMissing()]).toEqual([1, false, true]);
  void editing.run();
  await advance(0);
  expect(jobs).toHaveLength(2);
});

describe('the one key', () => {
  it('runs, stops, and takes the next seed where everything is there', async () => {
    isMotionReduced = true;
    openEdit({ edit: 'inpaint' });
    follow();
    editing.toggle();
    await advance(0);
    expect(jobs).toHaveLength(1);
    editing.toggle();
    expect(jobs[0].signal.aborted).toBe(true);
    editing.toggle();
    await advance(0);
    await finish();
    editing.toggle();
    await advance(0);
    expect(view.getState().seed).toBe(requestOf(0).seed + 1);
    expect(requestOf(2).seed).toBe(view.getState().seed);
  });

  it('does nothing where noise decides nothing, or nothing is missing from the picture', async () => {
    openEdit({ edit: 'change', inversionSteps: 10 });
    expect(canTryOthers()).toBe(false);
    openEdit({ edit: 'change', inversionSteps: 10, noiseFirst: 5 });
    expect(canTryOthers()).toBe(false);
    void editing.run();
    await advance(0);
    await finish();
    expect(canTryOthers()).toBe(true);
    openEdit({ edit: 'inpaint', mask: 'none', seed: 5 });
    editing.toggle();
    expect([canTryOthers(), view.getState().seed]).toEqual([false, 5]);
  });
});

describe('the other digit', () => {
  const picture = (name: string): Picture => ({
    source: name,
    x0: new Float32Array(784).fill(-1),
    origin: name,
    label: 0,
  });

  it('is fetched, and then the two are inverted', async () => {
    vi.mocked(findPicture).mockImplementation((name) => Promise.resolve(picture(name)));
    openEdit({ edit: 'between', other: 'test.12', betweenCount: 3, inversionSteps: 10 });
    follow();
    await advance(0);
    expect(otherPicture.getState().picture?.source).toBe('test.12');
    await advance(250);
    expect(requestOf(0).labels).toEqual([10, 10]);
    await finish();
    expect(requestOf(1).labels).toEqual([10, 10, 10]);
  });
});
