import { DataError } from '../../../data/errors';
import { loadPack } from '../../../data/loadPack';
import type { Pack } from '../../../data/pack';
import { packsFor, type Split } from '../../../data/packs';
import { digitSet } from '../../../data/trainingDigits';
import type { Digits } from '../../../model/train/batch';
import { EngineFailure } from '../../protocol/errors';
import type { DownloadEvent } from '../../protocol/progress';
import type { TrainRequest } from '../../protocol/train';

/** Digits of MNIST's test set. */
export const TEST_DIGITS = 10_000;
const REPORT_EVERY_MS = 100;

/** Digits of a training, in the size of its network; or points. */
export interface TrainingDigits {
  readonly train: Digits;
  readonly heldOut: Digits;
}

const withoutClasses = (points: Float32Array): Digits => ({
  pixels: points,
  labels: new Uint8Array(points.length / 2),
});

/** Packs that a worker has downloaded, by name. */
export type PackCache = Map<string, Pack>;

/**
 * The digits of a training, in the size of its network; downloads what is not in the cache, with progress. Points are in the request.
 * @throws EngineFailure if they cannot be loaded; the signal's reason once that is aborted
 */
export async function* trainingDigits(
  { config: { digits, label }, heldOut, baseUrl, points }: TrainRequest,
  size: number,
  cache: PackCache,
  signal: AbortSignal,
): AsyncGenerator<DownloadEvent, TrainingDigits, void> {
  if (points) return { train: withoutClasses(points.train), heldOut: withoutClasses(points.heldOut) };
  const train = yield* fetchPacks('train', digits, baseUrl, cache, signal);
  const test = yield* fetchPacks('test', TEST_DIGITS, baseUrl, cache, signal);
  return {
    train: digitSet(train, { first: digits, label, size }),
    heldOut: digitSet(test, { first: TEST_DIGITS, label, size, most: heldOut }),
  };
}

/**
 * The packs with the first `count` digits of a split; downloads what is not in the cache, with progress, and adds it.
 * @throws EngineFailure if they cannot be loaded; the signal's reason once that is aborted
 */
export async function* fetchPacks(
  split: Split,
  count: number,
  baseUrl: string,
  cache: PackCache,
  signal: AbortSignal,
): AsyncGenerator<DownloadEvent, Pack[], void> {
  const packs: Pack[] = [];
  for (const info of packsFor(split, count)) {
    const cached = cache.get(info.name);
    if (cached) {
      packs.push(cached);
      continue;
    }
    let progress = { loaded: 0, total: info.gzipBytes };
    const state = { ended: false };
    const loading = loadPack(baseUrl, info, {
      signal,
      onProgress: (loaded, total) => (progress = { loaded, total }),
    }).finally(() => (state.ended = true));
    loading.catch(() => undefined); // It is awaited below.
    while (!state.ended) {
      yield { kind: 'download', ...progress };
      const pause = new Promise((resolve) => setTimeout(resolve, REPORT_EVERY_MS));
      await Promise.race([loading.catch(() => undefined), pause]);
    }
    const pack = await loading.catch((error: unknown) => {
      signal.throwIfAborted();
      throw error instanceof DataError
        ? new EngineFailure('weights-missing', error.message, error.remedy)
        : error;
    });
    cache.set(info.name, pack);
    packs.push(pack);
  }
  return packs;
}
