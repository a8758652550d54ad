import { digitSet } from '../../data/trainingDigits';
import { EVERY_CLASS, type Points } from '../../diffusion/exact';
import { addNoise } from '../../diffusion/forward';
import { MeanAndError } from '../../diffusion/meanAndError';
import { fromBytes } from '../../diffusion/pixels';
import { fillGaussian, fold, key, permutation, STREAM, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { meanSquareError } from '../../diffusion/similarity';
import type { Denoiser } from '../../model/denoiser';
import type { ExactDenoiser } from '../../model/exactDenoiser';
import type { ExactLossEvent, ExactLossRequest, ExactLossResult } from '../protocol/exact';
import { READBACK_BATCH } from './batchSizes';
import { demand, isOneOf, isWhole } from './demand';
import { fetchPacks, type PackCache } from './digits';
import { NetworkEvaluator } from './networkEvaluator';
import { nextMacrotask } from './eventLoop';
import { scheduleOf } from './validate';

const MOST_DIGITS = 1000;
const TEST_DIGITS = 10_000;

/**
 * The epsilon loss by t, mean over pixels of (epsilonHat - epsilon)^2, of the exact denoiser and of a network: the same
 * digits, labels and noises. On the digits that the exact denoiser knows none has a smaller expected loss; on others it may
 * have. A few digits go through every t before the next ones do, so that whole curves are there early.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* exactLoss(
  exact: ExactDenoiser,
  network: Denoiser,
  backend: keyof typeof READBACK_BATCH,
  request: ExactLossRequest,
  packs: PackCache,
  signal: AbortSignal,
): AsyncGenerator<ExactLossEvent, ExactLossResult, void> {
  const { size } = exact.network;
  const { split, seed, count, told, label, times, baseUrl } = request;
  demand(isOneOf(split, ['train', 'test']), 'split is train or test');
  demand(isWhole(count, 2, MOST_DIGITS), `count is a whole number from 2 to ${MOST_DIGITS}`);
  demand(isWhole(label, 0, EVERY_CLASS), 'label is a class from 0 to 9, or 10 for all');
  demand(network.network.size === size, `the network has pictures of ${size} x ${size}`);
  const schedule = scheduleOf(request.schedule);
  demand(
    times.length > 0 && times.every((t) => isWhole(t, 1, schedule.T)),
    `times are whole numbers from 1 to ${schedule.T}`,
  );
  const known = split === 'train' ? exact.points : yield* testDigits(size, baseUrl, packs, signal);
  const ofClass = Uint32Array.from(known.labels.keys()).filter(
    (i) => label === EVERY_CLASS || known.labels[i] === label,
  );
  const k = fold(key(seed), STREAM.loss);
  const chosen = permutation(fold(k, 0), ofClass.length)
    .subarray(0, count)
    .map((i) => ofClass[i]);
  const losses = times.map(() => ({ exact: new MeanAndError(), network: new MeanAndError() }));
  const total = chosen.length * times.length;
  const started = performance.now();
  let done = 0;
  for (let first = 0; first < chosen.length; first += READBACK_BATCH[backend]) {
    const some = chosen.subarray(first, first + READBACK_BATCH[backend]);
    const labels = Array.from(some, (i) => (told ? known.labels[i] : EVERY_CLASS));
    const asked: NetworkEvaluator[] = [];
    try {
      for (const denoiser of [exact, network]) {
        // A network without classes has only the label 0.
        const own = labels.map((label) => Math.min(label, denoiser.network.classes));
        asked.push(await NetworkEvaluator.create(denoiser, schedule, times, own, signal));
      }
      for (const [i, t] of times.entries()) {
        await nextMacrotask();
        signal.throwIfAborted();
        const { xt, epsilon } = noised(known.bytes, some, size, schedule, t, fold(k, t));
        const { exact: ofExact, network: ofNetwork } = losses[i];
        for (const [which, loss] of [ofExact, ofNetwork].entries()) {
          const [epsilonHat] = await asked[which].evaluate(xt, t, ['epsilon'], signal);
          const of = (values: Float32Array, j: number): Float32Array =>
            values.subarray(j * size ** 2, (j + 1) * size ** 2);
          some.forEach((_, j) => loss.add(meanSquareError(of(epsilonHat, j), of(epsilon, j))));
        }
        done += some.length;
        const seconds = (performance.now() - started) / 1000;
        yield {
          kind: 'loss',
          t,
          count: ofExact.count,
          exact: { mean: ofExact.mean, error: ofExact.error },
          network: { mean: ofNetwork.mean, error: ofNetwork.error },
          total,
          done,
          perSecond: done / seconds,
          secondsLeft: ((total - done) * seconds) / done,
        };
      }
    } finally {
      asked.forEach((each) => each.dispose());
    }
  }
  return { seconds: (performance.now() - started) / 1000 };
}

async function* testDigits(
  size: number,
  baseUrl: string,
  packs: PackCache,
  signal: AbortSignal,
): AsyncGenerator<ExactLossEvent, Points, void> {
  const all = yield* fetchPacks('test', TEST_DIGITS, baseUrl, packs, signal);
  const { pixels, labels } = digitSet(all, { first: TEST_DIGITS, label: EVERY_CLASS, size });
  return { bytes: pixels, labels };
}

/** x_t of some digits, [n, size, size] flat, and the epsilon of each, which depends on (k, digit) alone. */
function noised(
  bytes: Uint8Array,
  chosen: Uint32Array,
  size: number,
  schedule: Schedule,
  t: number,
  k: Key,
): { xt: Float32Array; epsilon: Float32Array } {
  const pixels = size * size;
  const xt = new Float32Array(chosen.length * pixels);
  const epsilon = new Float32Array(chosen.length * pixels);
  chosen.forEach((digit, i) => {
    const own = epsilon.subarray(i * pixels, (i + 1) * pixels);
    const x0 = fromBytes(bytes.subarray(digit * pixels, (digit + 1) * pixels));
    addNoise(schedule, t, x0, fillGaussian(fold(k, digit), own), xt.subarray(i * pixels, (i + 1) * pixels));
  });
  return { xt, epsilon };
}
