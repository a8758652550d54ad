import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { fakeJobs, settled } from '../../../state/fakes.test-helper';
import { SHIPPED, type UsedNetwork } from '../../../state/network/usedNetwork';
import { planOf } from '../../../state/samples/plan';
import { SampleRun } from '../../../state/samples/sampleRun';
import type { Sheet } from '../../../state/samples/sheet';
import { createReadings } from './readings';
import { sheets } from './sheets';

interface JudgeRequest {
  readonly name: string;
  readonly pictures: Float32Array;
  readonly labels: readonly number[];
}
vi.stubGlobal('document', { baseURI: 'https://example.org/steps/?a=1' });

let jobs: ReturnType<typeof fakeJobs<JudgeRequest, { guesses: readonly number[] }>>['jobs'];
let seed = 0;
let readings: ReturnType<typeof createReadings>;
let leave: () => void;

/** Puts two finished pictures of one step into a sheet, as if they had been computed. */
function fill(sheet: Sheet, used: UsedNetwork = SHIPPED, complete = true): void {
  const plan = planOf(
    used,
    { seed: ++seed, labels: [3, 4], sampler: 'ddim', steps: 1, eta: 0, guidance: 0 },
    'test',
  );
  const run = new SampleRun(plan.name, 1, 2, used.size ** 2);
  const xt = Float32Array.from({ length: 4 * run.size }, (_, i) => Math.floor(i / run.size));
  run.append({ kind: 'frames', index: 0, times: Int32Array.of(1000, 0), xt, x0Hat: xt });
  run.complete = complete;
  sheet.store.setState({ plan, run, filled: 2, status: { kind: 'done', seconds: 1 } });
}

beforeEach(() => {
  const fakes = fakeJobs<JudgeRequest, { guesses: readonly number[] }>();
  jobs = fakes.jobs;
  readings = createReadings({
    runJob: (signal = new AbortController().signal, job) =>
      job({ run: (name: string, request: JudgeRequest) => fakes.run({ ...request, name }, signal) } as never),
  });
  for (const sheet of [sheets.inpaint, sheets.ten])
    sheet.store.setState({ plan: null, run: null, filled: 0 });
  leave = readings.follow();
  return () => leave();
});

describe('the classifier', () => {
  it('reads the last states of a finished sheet', async () => {
    fill(sheets.inpaint);
    expect(readings.readingOf(sheets.inpaint)).toBe('reading');
    const { name, labels, pictures } = jobs[0].request;
    expect([name, labels, pictures[0], pictures[784]]).toEqual(['judge', [0, 0], 2, 3]);
    jobs[0].done({ guesses: [3, 8] });
    await settled();
    expect(readings.readingOf(sheets.inpaint)).toEqual([3, 8]);
  });

  it('reads a sheet once', async () => {
    fill(sheets.ten);
    sheets.ten.store.setState({});
    jobs[0].done({ guesses: [3, 8] });
    await settled();
    sheets.ten.store.setState({});
    expect(jobs).toHaveLength(1);
  });

  it('reads nothing unfinished, and no pictures of another size', () => {
    fill(sheets.inpaint, SHIPPED, false);
    fill(sheets.ten, { ...SHIPPED, size: 14 });
    expect([readings.readingOf(sheets.inpaint), readings.readingOf(sheets.ten), jobs.length]).toEqual([
      undefined,
      undefined,
      0,
    ]);
  });

  it('forgets the oldest of more than 20 readings', async () => {
    readings.store.setState({ byPlan: new Map(Array.from({ length: 20 }, (_, i) => [String(i), [i]])) });
    fill(sheets.inpaint);
    jobs[0].done({ guesses: [3, 8] });
    await settled();
    const { byPlan } = readings.store.getState();
    expect([byPlan.size <= 20, byPlan.has('0'), byPlan.has('19')]).toEqual([true, false, true]);
    expect(readings.readingOf(sheets.inpaint)).toEqual([3, 8]);
  });
});

describe('a reading that failed', () => {
  it('is tried again when somebody asks for it, or looks again', async () => {
    fill(sheets.inpaint);
    jobs[0].fail(new EngineFailure('internal', 'No classifier.', 'Try again.'));
    await settled();
    expect(readings.readingOf(sheets.inpaint)).toBe('failed');
    sheets.inpaint.store.setState({});
    expect(jobs).toHaveLength(1);
    readings.readAgain(sheets.inpaint);
    expect(readings.readingOf(sheets.inpaint)).toBe('reading');
    jobs[1].fail(new EngineFailure('internal', 'No classifier.', 'Try again.'));
    await settled();
    leave();
    leave = readings.follow();
    expect(jobs).toHaveLength(3);
  });
});

it('stops reading when the view is left', async () => {
  fill(sheets.inpaint);
  leave();
  expect(jobs[0].signal.aborted).toBe(true);
  fill(sheets.ten);
  expect(jobs).toHaveLength(1);
  await settled();
  leave = readings.follow();
  expect(jobs).toHaveLength(3);
});
