import { digitSet } from '../../../data/trainingDigits';
import { EVERY_CLASS, type Points } from '../../../diffusion/exact';
import { addNoise } from '../../../diffusion/forward';
import { MeanAndError } from '../../../diffusion/numbers/meanAndError';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { fold, key, permutation, STREAM, type Key } from '../../../diffusion/random';
import type { Schedule } from '../../../diffusion/schedule';
import { meanSquareError } from '../../../diffusion/pictures/similarity';
import type { Denoiser } from '../../../model/denoiser';
import type { ExactDenoiser } from '../../../model/exactDenoiser';
import type { ExactLossEvent, ExactLossRequest, ExactLossResult } from '../../protocol/exact';
import { READBACK_BATCH } from '../sampling/batchSizes';
import { demand, demandTimes, demandWhole, isWhole } from '../requests/demand';
import { fetchPacks, TEST_DIGITS, type PackCache } from '../training/digits';
import { nextMacrotask } from '../loop/eventLoop';
import { gaussians, pictureAt } from '../loop/flatPictures';
import { Pace } from '../loop/pace';
import { NetworkEvaluator } from '../networks/networkEvaluator';
import { planSchedule } from '../requests/validate';

const MAX_DIGITS = 1000;

/**
 * The epsilon loss by t, mean over pixels of (epsilonHat - epsilon)^2, of the exact denoiser and of a network, on the same digits, labels
 * and noise. On the digits of the exact denoiser no other has a smaller expected loss; on other digits one may. A few digits go through
 * every t before the next ones do, so that whole curves appear early.
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
  const { split, seed, count, told: isConditional, label, times, baseUrl } = request;
  demand(['train', 'test'].includes(split), 'split is train or test');
  demandWhole('count', count, 2, MAX_DIGITS);
  demand(isWhole(label, 0, EVERY_CLASS), 'label is a class from 0 to 9, or 10 for all');
  demand(network.network.size === size, `the network has pictures of ${size} x ${size}`);
  const schedule = planSchedule(request.schedule);
  demand(times.length > 0, 'times has entries');
  demandTimes(times, schedule.T);
  const points = split === 'train' ? exact.points : yield* testDigits(size, baseUrl, packs, signal);
  const k = fold(key(seed), STREAM.loss);
  const chosen = drawDigits(points, label, count, fold(k, 0));
  const denoisers = [exact, network];
  const losses = denoisers.map(() => times.map(() => new MeanAndError()));
  const total = chosen.length * times.length;
  const pace = new Pace(total, 1);
  let done = 0;
  for (let first = 0; first < chosen.length; first += READBACK_BATCH[backend]) {
    const batch = chosen.subarray(first, first + READBACK_BATCH[backend]);
    const labels = Array.from(batch, (digit) => (isConditional ? points.labels[digit] : EVERY_CLASS));
    const evaluators: NetworkEvaluator[] = [];
    try {
      for (const denoiser of denoisers) {
        // A network without classes has only the label 0.
        const allowed = labels.map((each) => Math.min(each, denoiser.network.classes));
        evaluators.push(await NetworkEvaluator.create(denoiser, schedule, times, allowed, signal));
      }
      for (const [i, t] of times.entries()) {
        await nextMacrotask(signal);
        const { xt, epsilon } = noised(points.bytes, batch, size ** 2, schedule, t, fold(k, t));
        for (const [d, evaluator] of evaluators.entries()) {
          const [epsilonHat] = await evaluator.evaluate(xt, t, ['epsilon'], signal);
          batch.forEach((_, j) => {
            const [a, b] = [pictureAt(epsilonHat, j, size ** 2), pictureAt(epsilon, j, size ** 2)];
            losses[d][i].add(meanSquareError(a, b));
          });
        }
        done += batch.length;
        const [ofExact, ofNetwork] = losses.map((byTime) => byTime[i]);
        const { stepsPerSecond: perSecond, secondsLeft } = pace.progress(done);
        yield {
          kind: 'loss',
          t,
          count: ofExact.count,
          exact: { mean: ofExact.mean, error: ofExact.error },
          network: { mean: ofNetwork.mean, error: ofNetwork.error },
          total,
          done,
          perSecond,
          secondsLeft,
        };
      }
    } finally {
      evaluators.forEach((evaluator) => evaluator.dispose());
    }
  }
  return { seconds: pace.seconds() };
}

/** Indices of some digits of a class, drawn without replacement. */
function drawDigits({ labels }: Points, label: number, count: number, k: Key): Uint32Array {
  const candidates = Uint32Array.from(labels.keys()).filter(
    (i) => label === EVERY_CLASS || labels[i] === label,
  );
  return permutation(k, candidates.length)
    .subarray(0, count)
    .map((i) => candidates[i]);
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

/** x_t of some digits, [n, size, size] flat, and their epsilon, which depends only on k and the digit. */
function noised(
  bytes: Uint8Array,
  digits: Uint32Array,
  pixels: number,
  schedule: Schedule,
  t: number,
  k: Key,
): { xt: Float32Array; epsilon: Float32Array } {
  const keys = Array.from(digits, (digit) => fold(k, digit));
  const epsilon = gaussians(keys, pixels);
  const xt = new Float32Array(epsilon.length);
  digits.forEach((digit, i) => {
    const x0 = fromBytes(pictureAt(bytes, digit, pixels));
    addNoise(schedule, t, x0, pictureAt(epsilon, i, pixels), pictureAt(xt, i, pixels));
  });
  return { xt, epsilon };
}
