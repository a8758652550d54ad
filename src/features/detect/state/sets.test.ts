import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataError } from '../../../data/errors';
import { PIXELS } from '../../../data/pack';
import type { PackInfo } from '../../../data/packs';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { patchView, redo, resetView, undo, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { compareNetworks } from './answers';
import { scoreEnvironment, progressOf, type ScoreJob } from './scores.test-helper';
import { countEvaluationsLeft, createPictureSets, findTable } from './sets';
import { MEASUREMENTS } from './scoreTable';

const arriving = vi.hoisted(() => ({ open: Promise.resolve(), failure: undefined as Error | undefined }));

/** Digits that differ in their first pixels, once the gate is open. */
vi.mock('../../../data/loadPack', () => ({
  loadPack: async (_: string, info: PackInfo) => {
    await arriving.open;
    if (arriving.failure) throw arriving.failure;
    const { count } = info;
    const pixels = new Uint8Array(count * PIXELS);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < 9; j++) pixels[i * PIXELS + j] = ((i * PIXELS + j) * 7919) % 251;
    return { info, labels: Uint8Array.from({ length: count }, (_, i) => Math.floor(i / 2) % 10), pixels };
  },
}));

const SETTLE_MS = 400;
const COUNT = 20;
/** The view's picture, a blank one, and three sets. */
const PICTURES = 2 + 3 * COUNT;
const COST = { epsilon: 10 * 4, reconstruction: 4 * 2 * 5 };
const ALL = PICTURES * (COST.epsilon + COST.reconstruction);

/** What a job ends with; its scores came as events. */
const NO_RESULT = {
  scores: new Float32Array(),
  labels: new Uint8Array(),
  seconds: 1,
  backend: 'cpu',
} as const;

const picturesOf = ({ request }: ScoreJob): number => request.pictures.length / PIXELS;

/** Brings the scores of the first pictures: they differ by picture, and by the factor. */
function bring({ request, event }: ScoreJob, count: number, factor = 1): void {
  const { pictures, times } = request;
  const scores = Float32Array.from(
    { length: count },
    (_, i) => 2 + pictures[i * PIXELS] + factor * pictures[i * PIXELS + 1] * 0.3,
  );
  times.forEach((_, at) => event({ kind: 'scores', at, first: 0, scores }));
}

let leave: () => void = () => undefined;

function setUp() {
  const fakes = scoreEnvironment();
  const { jobs } = fakes;
  const sets = createPictureSets(fakes.environment);
  const state = () => sets.store.getState();
  leave = sets.follow();
  /** Answers the newest job and those that follow it. */
  async function answerAll(factor = 1): Promise<void> {
    await settled();
    for (let answered = 0; answered < jobs.length;) {
      answered = jobs.length;
      const job = jobs[answered - 1];
      bring(job, picturesOf(job), factor);
      job.done(NO_RESULT);
      await settled();
    }
  }
  async function measure(factor = 1): Promise<void> {
    sets.start();
    await answerAll(factor);
    expect(state().status.kind).toBe('done');
  }
  return {
    ...fakes,
    ...sets,
    state,
    kind: () => state().status.kind,
    left: () => countEvaluationsLeft(view.getState(), state()),
    table: () => findTable(view.getState(), state()),
    answerAll,
    measure,
  };
}

/** Another picture of the same pixels, as if somebody had drawn it. */
function showPicture(name: string): void {
  const { picture } = source.getState();
  patchView({ source: name });
  source.setState({ picture: { ...picture, source: name, x0: picture.x0.slice() } });
}

const start = { network: network.getState(), source: source.getState() };

beforeAll(() => void vi.stubGlobal('document', { baseURI: 'https://here.test/' }));
afterAll(() => void vi.unstubAllGlobals());
beforeEach(() => patchView({ detectCount: COUNT, detectAgainst: 'mirrored' }));
afterEach(() => {
  leave();
  resetView();
  network.setState(start.network);
  source.setState({ picture: start.source.picture });
  arriving.open = Promise.resolve();
  arriving.failure = undefined;
});

describe('the pictures of the sets', () => {
  it('say what did not arrive, in its own words, and stop with their downloads', async () => {
    const { start, state, jobs, measure } = setUp();
    arriving.failure = new DOMException('Stopped.', 'AbortError');
    start();
    await settled();
    expect(state().status.kind).toBe('stopped');
    arriving.failure = new DataError('unreachable', 'No digits came.', 'Try again.');
    start();
    await settled();
    expect(state().status).toMatchObject({ kind: 'failed', error: { message: 'No digits came.' } });
    expect(jobs).toHaveLength(0);
    arriving.failure = undefined;
    await measure();
  });

  it('are let go of where a setting changes while they are on their way', async () => {
    const { start, kind, measure, table } = setUp();
    let open: () => void = () => undefined;
    arriving.open = new Promise((done) => (open = done));
    start();
    expect(kind()).toBe('waiting');
    patchView({ detectCount: 40 });
    expect(kind()).toBe('idle');
    open();
    await settled();
    expect([kind(), table()]).toEqual(['idle', null]);
    await measure();
    expect(table()?.get('digits')?.pictures).toHaveLength(40);
  });

  it('wait for the network of the view', () => {
    const { start, kind, jobs } = setUp();
    patchView({ network: 'run.a.10' });
    start();
    expect([kind(), jobs.length]).toEqual(['idle', 0]);
  });
});

describe('a measurement', () => {
  it('takes every score of every picture, and says how far it is', async () => {
    const { start, jobs, kind, state, left, answerAll } = setUp();
    expect([kind(), left()]).toEqual(['idle', ALL]);
    start();
    await settled();
    expect(state().status).toEqual({ kind: 'running', progress: null });
    const [job] = jobs;
    const { draws, steps, times } = MEASUREMENTS.epsilon;
    expect(job.request).toMatchObject({ score: 'epsilon', draws, steps, times, seed: 42 });
    expect(picturesOf(job)).toBe(PICTURES);
    job.event(progressOf(100, PICTURES * COST.epsilon));
    const progress = { step: 100, steps: ALL, stepsPerSecond: 10, secondsLeft: (ALL - 100) / 10 };
    expect(state().status).toMatchObject({ progress });
    await answerAll();
    expect(jobs.map(({ request }) => request.score)).toEqual(['epsilon', 'reconstruction']);
    expect([kind(), left()]).toEqual(['done', 0]);
  });

  it('counts the second score on top of the first', async () => {
    const { start, jobs, state } = setUp();
    start();
    await settled();
    bring(jobs[0], PICTURES);
    jobs[0].done(NO_RESULT);
    await settled();
    jobs[1].event(progressOf(10, PICTURES * COST.reconstruction));
    expect(state().status).toMatchObject({ progress: { step: PICTURES * COST.epsilon + 10, steps: ALL } });
  });

  it('begins with the score that the view shows', async () => {
    patchView({ detectScore: 'reconstruction' });
    const { start, jobs } = setUp();
    start();
    await settled();
    expect(jobs[0].request.score).toBe('reconstruction');
  });

  it('keeps what it has when it is stopped, and goes on with the rest', async () => {
    const { start, stop, jobs, kind, left, answerAll } = setUp();
    expect(stop()).toBe(false);
    start();
    await settled();
    bring(jobs[0], 10);
    expect([stop(), kind(), jobs[0].signal?.aborted]).toEqual([true, 'stopped', true]);
    expect(left()).toBe(ALL - 10 * COST.epsilon);
    start();
    await settled();
    expect(picturesOf(jobs[1])).toBe(PICTURES - 10);
    await answerAll();
    expect([kind(), left()]).toEqual(['done', 0]);
  });

  it('says what failed, and goes on when it is asked', async () => {
    const { start, jobs, state, kind, answerAll } = setUp();
    start();
    await settled();
    bring(jobs[0], 10);
    jobs[0].fail(new EngineFailure('worker-crashed', 'The device is gone.', 'Reload the page.'));
    await settled();
    expect(state().status).toMatchObject({ kind: 'failed', error: { message: 'The device is gone.' } });
    start();
    await settled();
    expect(picturesOf(jobs[1])).toBe(PICTURES - 10);
    await answerAll();
    expect(kind()).toBe('done');
  });

  it('is of the pictures that are asked for, where that changes meanwhile', async () => {
    const { start, jobs, left, kind, answerAll, table } = setUp();
    start();
    patchView({ detectAgainst: 'noise' });
    await settled();
    bring(jobs[0], PICTURES);
    patchView({ detectAgainst: 'cut' });
    await settled();
    expect([jobs[0].signal?.aborted, kind()]).toEqual([true, 'running']);
    expect(picturesOf(jobs[1])).toBe(COUNT);
    await answerAll();
    expect(left()).toBe(0);
    expect(table()?.get('mirrored')).toBeUndefined();
    patchView({ detectAgainst: 'noise' });
    expect([kind(), left()]).toEqual([
      'idle',
      PICTURES * COST.reconstruction - (2 + 2 * COUNT) * COST.reconstruction,
    ]);
  });

  it('stops where the scores are of another seed, and when the view is left', async () => {
    const { start, jobs, kind } = setUp();
    start();
    await settled();
    patchView({ seed: 7 });
    expect([jobs[0].signal?.aborted, kind()]).toEqual([true, 'idle']);
    start();
    await settled();
    leave();
    expect([jobs[1].signal?.aborted, kind()]).toEqual([true, 'stopped']);
  });
});

describe('another picture of the view', () => {
  it('is scored as the sets are, once all of them are and the settings rest', async () => {
    const { clock, jobs, kind, answerAll, measure } = setUp();
    showPicture('test.1');
    await clock.advance(1000);
    expect(jobs).toHaveLength(0);
    await measure();
    showPicture('test.2');
    await clock.advance(SETTLE_MS - 1);
    showPicture('test.3');
    await clock.advance(SETTLE_MS - 1);
    expect([jobs.length, kind()]).toEqual([2, 'done']);
    await clock.advance(1);
    expect([picturesOf(jobs[2]), kind()]).toEqual([1, 'running']);
    showPicture('test.4');
    await answerAll();
    await clock.advance(SETTLE_MS);
    expect(jobs).toHaveLength(5);
    await answerAll();
    expect(kind()).toBe('done');
  });

  it('waits until somebody asks, where motion is unwelcome', async () => {
    const { motion, clock, jobs, left, measure } = setUp();
    motion.isReduced = true;
    await measure();
    showPicture('test.2');
    await clock.advance(1000);
    expect([jobs.length, left()]).toEqual([2, COST.epsilon + COST.reconstruction]);
  });
});

describe('scores that were measured before', () => {
  it('are found again by Undo, and by going back to a setting', async () => {
    const { measure, kind, table } = setUp();
    await measure();
    const measured = table();
    patchView({ detectCount: 80 });
    expect(kind()).toBe('idle');
    undo();
    expect(kind()).toBe('done');
    expect(table()).toBe(measured);
    redo();
    expect(kind()).toBe('idle');
    patchView({ detectCount: COUNT });
    expect(kind()).toBe('done');
  });

  it('are those of the last six settings', async () => {
    const { measure, kind } = setUp();
    for (const seed of [1, 2, 3, 4, 5, 6, 7]) {
      patchView({ seed });
      await measure();
    }
    patchView({ seed: 2 });
    expect(kind()).toBe('done');
    patchView({ seed: 1 });
    expect(kind()).toBe('idle');
  });

  it('compare the networks that scored the same', async () => {
    const { measure, state, kind } = setUp();
    patchView({ detectAgainst: 'class', detectUnseen: 4, seed: 7 });
    const facts = () => compareNetworks(view.getState(), state(), 4);
    expect(facts().areas).toEqual([]);
    await measure();
    expect(facts().areas).toHaveLength(1);
    const { used } = network.getState();
    network.setState({ used: { ...used, checksum: 1 } });
    await measure(2);
    const { areas, difference } = facts();
    expect(areas.map((area) => area.used.checksum)).toEqual([0, 1]);
    expect(difference?.difference).toBeCloseTo(areas[0].auc - areas[1].auc, 12);
    network.setState({ used });
    expect(kind()).toBe('done');
    patchView({ seed: 8 });
    expect(facts().areas).toEqual([]);
  });
});
