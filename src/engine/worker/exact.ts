import { dispose, reshape, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { digitSet } from '../../data/trainingDigits';
import { effectiveNumber, EVERY_CLASS, nearestPoint, type Points } from '../../diffusion/exact';
import { createExactDenoiser, type ExactDenoiser } from '../../model/exactDenoiser';
import {
  exactName,
  type ExactDigitsEvent,
  type ExactDigitsRequest,
  type ExactRequest,
  type ExactResult,
  type ExactNearestRequest,
  type ExactNearestResult,
  type Neighbour,
} from '../protocol/exact';
import { demand, isWhole } from './demand';
import { fetchPacks, type PackCache } from './digits';
import { nextMacrotask, orAbort } from './eventLoop';
import { readTensors } from './readTensors';
import type { DenoiserCache } from './denoiserCache';
import { planPredict } from './validate';

const MOST_DIGITS = 60_000;
/** Likeliest digits that are told. */
const NEIGHBOURS = 5;

/**
 * Keeps training digits on the backend as an exact denoiser on the shelf, until the signal is aborted: then they are freed.
 * @throws EngineFailure 'bad-request', or why the digits cannot be had; else the signal's reason, which is how it ends
 */
export async function* exactDigits(
  shelf: DenoiserCache<ExactDenoiser>,
  { digits, size, baseUrl }: ExactDigitsRequest,
  packs: PackCache,
  signal: AbortSignal,
): AsyncGenerator<ExactDigitsEvent, never, void> {
  demand(isWhole(digits, 1, MOST_DIGITS), `digits is a whole number from 1 to ${MOST_DIGITS}`);
  demand(size === 28 || size === 14, 'size is 28 or 14');
  const chosen = yield* fetchPacks('train', digits, baseUrl, packs, signal);
  await nextMacrotask();
  signal.throwIfAborted();
  const { pixels, labels } = digitSet(chosen, { first: digits, label: EVERY_CLASS, size });
  const denoiser = createExactDenoiser({ bytes: pixels, labels }, size);
  const name = exactName(digits, size);
  shelf.put(name, denoiser);
  try {
    yield { kind: 'ready', bytes: denoiser.bytes };
    return await orAbort(new Promise<never>(() => undefined), signal);
  } finally {
    shelf.drop(name, denoiser);
  }
}

/**
 * E[x_0 | x_t] of one x_t, and which digits carry its weight.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* exact(
  denoiser: ExactDenoiser,
  request: ExactRequest,
  signal: AbortSignal,
): AsyncGenerator<never, ExactResult, void> {
  const schedule = planPredict(denoiser.network, request);
  const { size } = denoiser.network;
  const pixels = size * size;
  const { t, label } = request;
  const rows = tidy(() => {
    const xt = tensor4d(request.xt, [1, size, size, 1]);
    const logits = denoiser.logits(xt, schedule, t, [label]);
    const weights = denoiser.weights(logits);
    return [denoiser.mean(weights), weights, logits].map((row): Tensor4D =>
      reshape(row, [row.size, 1, 1, 1]),
    );
  });
  try {
    const values = await readTensors(rows, signal);
    const { labels } = denoiser.points;
    const weights = values.subarray(pixels, pixels + labels.length);
    // Not by the weights: those of all unlikely digits are the same.
    const logits = values.subarray(pixels + labels.length);
    const allowed = (i: number): boolean => label === EVERY_CLASS || labels[i] === label;
    return {
      t,
      x0Hat: values.slice(0, pixels),
      neighbours: largest(logits, NEIGHBOURS, allowed).map((i) => ({
        ...neighbour(denoiser.points, i, pixels),
        weight: weights[i],
      })),
      effective: effectiveNumber(weights),
    };
  } finally {
    dispose(rows);
  }
}

/**
 * The training digit nearest to each picture, by a direct sum.
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
  const found: ExactNearestResult['nearest'][number][] = [];
  for (let from = 0; from < pictures.length; from += pixels) {
    await nextMacrotask();
    signal.throwIfAborted();
    const { index, distance } = nearestPoint(pictures.subarray(from, from + pixels), points);
    found.push({ ...neighbour(points, index, pixels), distance: distance / 2 });
  }
  return { nearest: found };
}

function neighbour({ bytes, labels }: Points, index: number, pixels: number): Neighbour {
  return {
    index,
    label: labels[index],
    bytes: bytes.slice(index * pixels, (index + 1) * pixels),
  };
}

/** Where the largest of the allowed values stand, the largest first. */
function largest(values: Float32Array, count: number, allowed: (i: number) => boolean): number[] {
  const best: number[] = [];
  values.forEach((value, i) => {
    if (!allowed(i)) return;
    const at = best.findIndex((other) => values[other] < value);
    if (at >= 0) best.splice(at, 0, i);
    else if (best.length < count) best.push(i);
    if (best.length > count) best.pop();
  });
  return best;
}
