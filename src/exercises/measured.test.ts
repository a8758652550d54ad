import { expect, it } from 'vitest';
import type { SampleRequest } from '../engine/protocol/jobs';
import { gridPlan } from '../features/generate/state/plans';
import { denoisePlan } from '../features/edit/state/plans';
import { decodeView } from '../state/link/codec';
import { SHIPPED } from '../state/network/usedNetwork';
import { forwardPath } from '../state/picture/forwardPath';
import { taskOf } from './exercises';
import type { Measure } from './measure';
import type { Task } from './task';

// Exercises that run the network: what they ask it is what their view asks it; a made-up network shows what they take for right.

const SIZE = 784;
const x0 = Float32Array.from({ length: SIZE }, (_, i) => (i % 28 > 10 && i % 28 < 18 ? 1 : -1));
function viewOf({ link }: Task, name: string, value: number | undefined) {
  const params = new URLSearchParams(link);
  params.set(name, String(value));
  return decodeView(params).view;
}

/** Notes what is asked; what comes back depends on the t of the start. */
function measureBy(sample: (t: number, start: Float32Array) => Float32Array) {
  const requests: SampleRequest[] = [];
  const measure: Measure = {
    digit: () => Promise.resolve(x0),
    sample: (request) => {
      requests.push(request);
      const { t, pictures } = request.start ?? { t: NaN, pictures: x0 };
      return Promise.resolve(sample(t, pictures));
    },
    // The brightness of the first pixel is the class.
    read: (pictures) =>
      Promise.resolve(
        Array.from({ length: pictures.length / SIZE }, (_, i) => Math.round(pictures[i * SIZE])),
      ),
    nearness: () =>
      Promise.resolve({ distance: 5, unseen: Array.from({ length: 100 }, (_, i) => 4 + i / 50) }),
  };
  return { measure, requests };
}

it('exercise 6 asks what the view Edit asks, and takes every t within 1 dB of the best', async () => {
  const task = taskOf(6, 'ab123');
  // The error has its least at t = 200: it doubles in 200 t, so 1 dB is 33 t.
  const { measure, requests } = measureBy((t, start) =>
    start.map((_, i) => x0[i % SIZE] + 0.1 * 2 ** (Math.abs(t - 200) / 200)),
  );
  const [{ value, tolerance }] = await task.key(measure);
  expect([value, tolerance]).toEqual([200, 20]);
  expect(requests.length * 8 * 10).toBeLessThanOrEqual(2000); // evaluations
  const says = async (t: string) => (await task.judge({ t }, measure)).t;
  expect(await says('185')).toEqual({ isRight: true });
  expect(await says('150')).toMatchObject({
    isRight: false,
    says: expect.stringContaining('too small') as string,
  });
  expect(await says('300')).toMatchObject({
    isRight: false,
    says: expect.stringContaining('too large') as string,
  });
  expect(await says('')).toMatchObject({ isRight: false });

  const { request } = denoisePlan(
    viewOf(task, 'noiset', requests[3].start?.t),
    { source: 'test.1', x0, label: null },
    SHIPPED,
  );
  // The view keeps the states on the way, too.
  expect({ ...requests[3], keep: request.keep, every: request.every }).toEqual(request);
});

it('exercise 7 asks what the Timeline asks, and takes the first t that loses the digit', async () => {
  const task = taskOf(7, 'ab123');
  // From 450 on the second and the fifth try are another digit.
  const { measure, requests } = measureBy((t, start) =>
    start.map((_, i) => (t >= 450 && i % (3 * SIZE) === SIZE ? 5 : -1)),
  );
  expect((await task.key(measure))[0].value).toBe(450);
  const says = async (from: string) => (await task.judge({ from }, measure)).from;
  expect(await says('450')).toEqual({ isRight: true });
  for (const wrong of ['400', '500', '0', '', '1050']) expect((await says(wrong)).isRight).toBe(false);
  expect((await says('250')).says).toContain('Half of the variance'.slice(5));
  expect((await says('430')).says).toContain('fifties');
  expect((await says('1000')).says).toContain('long before');

  const { start, steps, labels } = requests[0];
  const state = viewOf(task, 'from', start?.t);
  const xt = forwardPath(x0, state).xt(state.from, new Float32Array(SIZE));
  expect(start?.pictures.subarray(SIZE, 2 * SIZE)).toEqual(xt);
  expect(labels).toHaveLength(state.tries);
  expect(steps).toBe(Math.round((state.steps * state.from) / 1000));
  expect(requests[0]).toMatchObject({ seed: state.seed, sampler: state.sampler, eta: 0, guidance: 0 });
});

it('exercise 10 asks what the view Generate asks, and takes the share and what follows from it', async () => {
  const task = taskOf(10, 'ab123');
  const { measure, requests } = measureBy(() => x0);
  // Half of them are nearer than 5.
  expect((await task.key(measure)).map(({ value }) => value)).toEqual([50, 'usual']);
  expect(await task.judge({ share: '41', verdict: 'copy' }, measure)).toEqual({
    share: { isRight: true },
    verdict: { isRight: false, says: expect.stringContaining('smaller than what') as string },
  });
  const state = viewOf(task, 'count', 10);
  const { request } = gridPlan(state, 'a', SHIPPED);
  const tile = Number(state.copied.slice('a.'.length)) - 1;
  const { seeds, labels } = request;
  expect({ ...requests[0], keep: request.keep, every: request.every }).toEqual({
    ...request,
    seeds: [seeds?.[tile]],
    labels: [labels[tile]],
  });
  expect(requests).toHaveLength(1);
});
