import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { packs } from '../../../data/packs';
import { source } from '../../../state/picture/source';
import { estimatorError } from './estimator';

const [info] = packs;
const bytes = new Uint8Array(gunzipSync(readFileSync('public/data/train-0.bin')));
const pack = { info, labels: bytes.subarray(0, info.count), pixels: bytes.subarray(info.count) };
const put = (status: ReturnType<typeof source.getState>['packs'][string]): void =>
  source.setState({ packs: { [info.name]: status } });

beforeEach(() => put({ kind: 'ready', pack }));

it('is unknown until the digits are here', () => {
  put({ kind: 'loading', loaded: 0, total: 1 });
  expect(estimatorError(0.5, 28)).toBeNull();
});

it('is small for white noise, and larger than its bias', () => {
  const error = estimatorError(0.5, 28);
  expect(error).toMatchObject({ digits: 60 });
  // 2,000 test digits have a bias of 0.021 and an RMSE of 0.035 (diffusion/noiseLevel.ts).
  expect(error?.bias).toBeCloseTo(0.021, 2);
  expect(error?.rmse).toBeCloseTo(0.035, 2);
});

it('is measured once for a sigma and a size', () => {
  const error = estimatorError(0.5, 28);
  expect(estimatorError(0.5, 28)).toBe(error);
  expect(estimatorError(0.5, 14)).not.toEqual(error);
  expect(estimatorError(0.6, 28)).not.toEqual(error);
});
