import { beforeEach, describe, expect, it, vi } from 'vitest';
import { patchView, view } from '../../../state/link/view';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { notices } from '../../../state/notices';
import { anotherSample, denoiseFromHere, whyNotDenoise } from './actions';
import { TEXTS } from '../texts';
import { setUp, setUpDone, stubPage } from './sampling.test-helper';

beforeEach(() => {
  stubPage();
  return () => vi.unstubAllGlobals();
});

it('takes another sample from the next seed, and follows it down', async () => {
  const { clock, isFollowing, jobs } = await setUpDone({ seed: 2 ** 32 - 1 });
  patchView({ t: 250 });
  anotherSample();
  expect([view.getState().seed, view.getState().t, isFollowing()]).toEqual([0, 1000, true]);
  await clock.advance(200);
  expect(jobs.map(({ request }) => request.seed)).toEqual([2 ** 32 - 1, 0]);
});

describe('denoising from here', () => {
  it('sends the x_t of the slider once a try, and takes that share of the steps', async () => {
    const { clock, isFollowing, jobs } = setUp({ steps: 50, tries: 3 });
    patchView({ t: 400, chosen: 2 });
    denoiseFromHere();
    expect(view.getState()).toMatchObject({ mode: 'denoise', from: 400, t: 400, chosen: 0 });
    expect(isFollowing()).toBe(true);
    await clock.advance(200);
    const { labels, steps, start } = jobs[0].request;
    expect([labels, steps, start?.t, start?.pictures.length]).toEqual([[10, 10, 10], 20, 400, 3 * 784]);
    expect(start?.pictures.subarray(0, 784)).toEqual(start?.pictures.subarray(2 * 784));
  });

  it('takes one step at least', async () => {
    const { clock, jobs } = setUp({ mode: 'denoise', from: 1, steps: 5 });
    await clock.advance(200);
    expect(jobs[0].request.steps).toBe(1);
  });

  it('says why it cannot', () => {
    setUp();
    denoiseFromHere();
    patchView({ t: 300, schedule: 'cosine' });
    denoiseFromHere();
    expect(view.getState().mode).toBe('forward');
    expect(notices.getState().list.map(({ text }) => text)).toEqual([
      TEXTS.needsNoise,
      TEXTS.otherSchedule('linear'),
    ]);
  });

  it('works on the schedule of the network alone', () => {
    const used = { ...SHIPPED, schedule: 'cosine' as const };
    expect(whyNotDenoise({ t: 300, schedule: 'cosine' }, used)).toBeNull();
    expect(whyNotDenoise({ t: 300, schedule: 'linear' }, used)).toBe(TEXTS.otherSchedule('cosine'));
    expect(whyNotDenoise({ t: 0, schedule: 'cosine' }, used)).toBe(TEXTS.needsNoise);
  });
});
