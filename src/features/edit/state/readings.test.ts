import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { type EngineJob, fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { settled } from '../../../state/fakes.test-helper';
import { SHIPPED, type UsedNetwork } from '../../../state/network/usedNetwork';
import { planOf } from '../../../state/samples/plan';
import { SampleRun } from '../../../state/samples/sampleRun';
import type { Sheet } from '../../../state/samples/sheet';
import { createReadings } from './readings';
import { sheets } from './sheets';

vi.stubGlobal('document', { baseURI: 'https://example.org/steps/?a=1' });

let jobs: EngineJob<'judge'>[];
let seed = 0;
let readings: ReturnType<typeof createReadings>;
let leave: () => void;

/** Puts two finished pictures of one step into a sheet, as if they had been computed. */
async function fill(sheet: Sheet, used: UsedNetwork = SHIPPED, complete = true): Promise<void> {
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
  await settled();
}

beforeEach(() => {
  const environment = fakeEnvironment<'judge'>();
  ({ jobs } = environment.engine);
  readings = createReadings(environment);
  for (const sheet of [sheets.inpaint, sheets.ten])
    sheet.store.setState({ plan: null, run: null, filled: 0 });
  leave = readings.follow();
  return () => leave();
});

describe('the classifier', () => {
  it('reads the last states of a finished sheet', async () => {
    await fill(sheets.inpaint);
    expect(readings.getReading(sheets.inpaint)).toBe('reading');
    const { labels, pictures } = jobs[0].request;
    expect([jobs[0].name, labels, pictures[0], pictures[784]]).toEqual(['judge', [0, 0], 2, 3]);
    jobs[0].done({ guesses: Uint8Array.of(3, 8), kernelDistance: NaN, grainDistance: NaN });
    await settled();
    expect(readings.getReading(sheets.inpaint)).toEqual([3, 8]);
  });

  it('reads a sheet once', async () => {
    await fill(sheets.ten);
    sheets.ten.store.setState({});
    jobs[0].done({ guesses: Uint8Array.of(3, 8), kernelDistance: NaN, grainDistance: NaN });
    await settled();
    sheets.ten.store.setState({});
    expect(jobs).toHaveLength(1);
  });

  it('reads nothing unfinished, and no pictures of another size', async () => {
    await fill(sheets.inpaint, SHIPPED, false);
    await fill(sheets.ten, { ...SHIPPED, size: 14 });
    expect([readings.getReading(sheets.inpaint), readings.getReading(sheets.ten), jobs.length]).toEqual([
      undefined,
      undefined,
      0,
    ]);
  });

  it('forgets the oldest of more than 20 readings', async () => {
    readings.store.setState({ byPlan: new Map(Array.from({ length: 20 }, (_, i) => [String(i), [i]])) });
    await fill(sheets.inpaint);
    jobs[0].done({ guesses: Uint8Array.of(3, 8), kernelDistance: NaN, grainDistance: NaN });
    await settled();
    const { byPlan } = readings.store.getState();
    expect([byPlan.size <= 20, byPlan.has('0'), byPlan.has('19')]).toEqual([true, false, true]);
    expect(readings.getReading(sheets.inpaint)).toEqual([3, 8]);
  });
});

describe('a reading that failed', () => {
  it('is tried again when somebody asks for it, or looks again', async () => {
    await fill(sheets.inpaint);
    jobs[0].fail(new EngineFailure('internal', 'No classifier.', 'Try again.'));
    await settled();
    expect(readings.getReading(sheets.inpaint)).toBe('failed');
    sheets.inpaint.store.setState({});
    expect(jobs).toHaveLength(1);
    readings.readAgain(sheets.inpaint);
    expect(readings.getReading(sheets.inpaint)).toBe('reading');
    await settled();
    jobs[1].fail(new EngineFailure('internal', 'No classifier.', 'Try again.'));
    await settled();
    leave();
    leave = readings.follow();
    await settled();
    expect(jobs).toHaveLength(3);
  });
});

it('stops reading when the view is left', async () => {
  await fill(sheets.inpaint);
  leave();
  expect(jobs[0].signal?.aborted).toBe(true);
  await fill(sheets.ten);
  expect(jobs).toHaveLength(1);
  await settled();
  leave = readings.follow();
  await settled();
  expect(jobs).toHaveLength(3);
});
