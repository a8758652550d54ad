import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { packs } from '../../../data/packs';
import { FakeClock } from '../../../state/fakes.test-helper';
import { patchView } from '../../../state/link/view';
import { source } from '../../../state/picture/source';
import { openEdit } from './edit.test-helper';
import { createEstimator } from './estimator';

const [info] = packs;
const bytes = new Uint8Array(gunzipSync(readFileSync('public/data/train-0.bin')));
const pack = { info, labels: bytes.subarray(0, info.count), pixels: bytes.subarray(info.count) };
const put = (status: ReturnType<typeof source.getState>['packs'][string]): void =>
  source.setState({ packs: { [info.name]: status } });

function open() {
  const clock = new FakeClock();
  const { store, follow } = createEstimator({ clock });
  return { clock, stop: follow(), error: () => store.getState().error };
}

beforeEach(() => {
  put({ kind: 'ready', pack });
  openEdit({ edit: 'denoise', damage: 'gaussian', damageSigma: 0.5 });
});

it('is unknown until the digits are here', async () => {
  put({ kind: 'loading', loaded: 0, total: 1 });
  const { clock, error } = open();
  await clock.advance(1000);
  expect(error()).toBeNull();
  put({ kind: 'ready', pack });
  await clock.advance(1000);
  expect(error()).not.toBeNull();
});

it('is small for white noise, and larger than its bias', async () => {
  const { clock, error } = open();
  await clock.advance(1000);
  // 2,000 test digits have a bias of 0.021 and an RMSE of 0.035 (diffusion/pictures/noiseLevel.ts).
  expect(error()?.bias).toBeCloseTo(0.021, 2);
  expect(error()?.rmse).toBeCloseTo(0.035, 2);
});

it('is measured once for a sigma, and the newest one wins', async () => {
  const { clock, error } = open();
  await clock.advance(1000);
  const first = error();
  patchView({ damage: 'blur' });
  patchView({ damage: 'gaussian', seed: 7 });
  expect(error()).toBe(first);
  patchView({ damageSigma: 0.6 });
  expect(error()).toBeNull();
  patchView({ damageSigma: 0.5 });
  await clock.advance(1000);
  expect(error()).toEqual(first);
});

it('is measured anew where the view was left before the end', async () => {
  const { clock, error, stop } = open();
  stop();
  await clock.advance(1000);
  expect(error()).toBeNull();
});
