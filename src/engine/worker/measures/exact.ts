import { dispose, reshape, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { digitSet } from '../../../data/trainingDigits';
import { effectiveNumber, EVERY_CLASS, nearestPoint, type Points } from '../../../diffusion/exact';
import { startTfjs } from '../../../model/backends/onCpu';
import { createExactDenoiser, type ExactDenoiser } from '../../../model/exactDenoiser';
import {
  exactName,
  type ExactDigitsEvent,
  type ExactDigitsRequest,
  type ExactResult,
  type ExactNearestRequest,
  type ExactNearestResult,
  type Neighbour,
} from '../../protocol/exact';
import type { PredictRequest } from '../../protocol/jobs';
import { demand, demandWhole } from '../requests/demand';
import type { DenoiserCache } from '../networks/denoiserCache';
import { fetchPacks, type PackCache } from '../training/digits';
import { nextMacrotask, orAbort } from '../loop/eventLoop';
import { pictureAt } from '../loop/flatPictures';
import { readTensors } from '../loop/readTensors';
import { planPredict } from '../requests/validate';

const MAX_DIGITS = 60_000;
/** How many of the most likely digits are reported. */
const NEIGHBOURS = 5;

/**
 * Keeps training digits on the backend as an exact denoiser in the cache, until the signal is aborted; then they are freed.
 * @throws EngineFailure 'bad-request', or if the digits cannot be loaded; otherwise it ends with the signal's reason
 */
export async function* exactDigits(
  cache: DenoiserCache<ExactDenoiser>,
  { digits, size, baseUrl }: ExactDigitsRequest,
  packs: PackCache,
  signal: AbortSignal,
): AsyncGenerator<ExactDigitsEvent, never, void> {
  demandWhole('digits', digits, 1, MAX_DIGITS);
  demand(size === 28 || size === 14, 'size is 28 or 14');
  const loaded = yield* fetchPacks('train', digits, baseUrl, packs, signal);
  await nextMacrotask(signal);
  await orAbort(startTfjs(), signal);
  const { pixels, labels } = digitSet(loaded, { first: digits, label: EVERY_CLASS, size });
  const denoiser = createExactDenoiser({ bytes: pixels, labels }, size);
  const name = exactName(digits, size);
  cache.put(name, denoiser);
  try {
    yield { kind: 'ready', bytes: denoiser.bytes };
    return await orAbort(new Promise<never>(() => undefined), signal);
  } finally {
    cache.drop(name, denoiser);
  }
}

/**
 * E[x_0 | x_t] of one x_t, and the digits with the largest weights.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* exact(
  denoiser: ExactDenoiser,
  request: PredictRequest,
  signal: AbortSignal,
): AsyncGenerator<never, ExactResult, void> {
  const schedule = planPredict(denoiser.network, request);
  const { size } = denoiser.network;
  const pixels = size * size;
  const { t, label } = request;
  const tensors = tidy(() => {
    const xt = tensor4d(request.xt, [1, size, size, 1]);
    const logits = denoiser.logits(xt, schedule, t, [label]);
    const weights = denoiser.weights(logits);
    return [denoiser.mean(weights), weights, logits].map((row): Tensor4D =>
      reshape(row, [row.size, 1, 1, 1]),
    );
  });
  try {
    const values = await readTensors(tensors, signal);
    const { labels } = denoiser.points;
    const weights = values.subarray(pixels, pixels + labels.length);
    // Ranked by logits, because the weights of all unlikely digits are 0.
    const logits = values.subarray(pixels + labels.length);
    const isAllowed = (i: number): boolean => label === EVERY_CLASS || labels[i] === label;
    return {
      t,
      x0Hat: values.slice(0, pixels),
      neighbours: largest(logits, NEIGHBOURS, isAllowed).map((i) => ({
        ...neighbour(denoiser.points, i, pixels),
        weight: weights[i],
      })),
      effective: effectiveNumber(weights),
    };
  } finally {
    dispose(tensors);
  }
}

/**
 * The training digit nearest to each picture, by comparing with all of them.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* exactNearest(
  { points, network: { size } }: ExactDenoiser,
  { pictures }: ExactNearestRequest,
  signal: AbortSignal,
): AsyncGenerator<never, ExactNearestResult, void> {
  const pixels = size * size;
  demand(pictures.length % pixels === 0, `pictures has a multiple of ${pixels} numbers`);
  const nearest: ExactNearestResult['nearest'][number][] = [];
  for (let i = 0; i < pictures.length / pixels; i++) {
    await nextMacrotask(signal);
    const { index, distance } = nearestPoint(pictureAt(pictures, i, pixels), points);
    // Pixels in [-1, 1] are twice as far apart as pixels in [0, 1].
    nearest.push({ ...neighbour(points, index, pixels), distance: distance / 2 });
  }
  return { nearest };
}

function neighbour({ bytes, labels }: Points, index: number, pixels: number): Neighbour {
  return { index, label: labels[index], bytes: pictureAt(bytes, index, pixels).slice() };
}

/** Indices of the largest allowed values, the largest first. */
function largest(values: Float32Array, count: number, isAllowed: (i: number) => boolean): number[] {
  const best: number[] = [];
  values.forEach((value, i) => {
    if (!isAllowed(i)) return;
    const place = best.findIndex((other) => values[other] < value);
    if (place >= 0) best.splice(place, 0, i);
    else if (best.length < count) best.push(i);
    if (best.length > count) best.pop();
  });
  return best;
}
