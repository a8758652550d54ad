import { addNoise } from '../../../diffusion/forward';
import { fold, key, STREAM } from '../../../diffusion/random';
import type { Schedule } from '../../../diffusion/schedule';
import { ddimStep } from '../../../diffusion/steps';
import { timesteps } from '../../../diffusion/timesteps';
import type { ScoreEvent, ScoreRequest, ScoreResult } from '../../protocol/score';
import { READBACK_BATCH, SOFTWARE_BATCH } from '../sampling/batchSizes';
import { nextMacrotask } from '../loop/eventLoop';
import { gaussians, pictureAt } from '../loop/flatPictures';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { NetworkEvaluator } from '../networks/networkEvaluator';
import { Pace } from '../loop/pace';
import { clip } from '../loop/readTensors';
import { Residual } from './residual';
import { planScore } from '../requests/validateScore';

/**
 * Scores pictures by how well the network restores them after noising. The noise of draw d at t is fillGaussian(fold(fold(k, d), t)),
 * k = fold(key(seed), STREAM.score), for every picture and class. A few pictures go through every t before the next ones do, so that a
 * caller who mixes two kinds of pictures sees early at which t they differ.
 * @param batchSize pictures evaluated at once
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* score(
  { denoiser, capability: { backend, software } }: LoadedNetwork,
  request: ScoreRequest,
  signal: AbortSignal,
  batchSize: number = software ? SOFTWARE_BATCH : READBACK_BATCH[backend],
): AsyncGenerator<ScoreEvent, ScoreResult, void> {
  const { schedule, count } = planScore(denoiser.network, request);
  const { labels, except, times, draws, maps = false } = request;
  const { size, classes } = denoiser.network;
  const pixels = size * size;
  const classesTried = Array.from({ length: classes }, (_, c) => c).filter((c) => c !== except);
  const labelsPerPicture = labels === 'least' ? classesTried.length : 1;
  const picturesPerGroup = Math.max(1, Math.floor(batchSize / (draws * labelsPerPicture)));
  const paths = times.map((t) => evaluatedTimes(request, schedule, t));
  const allTimes = [...new Set(paths.flat())];
  const evaluationsPerTrial = paths.reduce((sum, { length }) => sum + length, 0);
  const pace = new Pace(count * draws * labelsPerPicture * evaluationsPerTrial, 1);
  const scores = new Float32Array(times.length * count);
  const scoreLabels = new Uint8Array(scores.length);
  const mapLength = maps ? scores.length * pixels : 0;
  const [signed, squared] = [new Float32Array(mapLength), new Float32Array(mapLength)];
  let evaluated = 0;

  for (let first = 0; first < count; first += picturesPerGroup) {
    const end = Math.min(count, first + picturesPerGroup);
    const labelled = Array.from({ length: (end - first) * labelsPerPicture }, (_, i) => {
      const picture = first + Math.floor(i / labelsPerPicture);
      return { picture, label: labels === 'least' ? classesTried[i % labelsPerPicture] : labels[picture] };
    });
    const trialLabels = labelled.flatMap(({ label }) => Array<number>(draws).fill(label));
    const evaluators: NetworkEvaluator[] = [];
    try {
      for (let from = 0; from < trialLabels.length; from += batchSize) {
        const batchLabels = trialLabels.slice(from, from + batchSize);
        evaluators.push(await NetworkEvaluator.create(denoiser, schedule, allTimes, batchLabels, signal));
      }
      for (const [at, t] of times.entries()) {
        const noises = drawNoises(request, t, pixels);
        const residuals = labelled.map(
          ({ picture, label }) => new Residual(picture, pictureAt(request.pictures, picture, pixels), label),
        );
        const trials = residuals.flatMap((residual) => noises.map((epsilon) => ({ residual, epsilon })));
        for (const [i, evaluator] of evaluators.entries()) {
          const batch = trials.slice(i * batchSize, (i + 1) * batchSize);
          await addResiduals(evaluator, schedule, paths[at], request.score, batch, signal);
          evaluated += batch.length * paths[at].length;
          yield* pace.report(evaluated);
        }
        for (let i = 0; i < residuals.length; i += labelsPerPicture) {
          const least = residuals.slice(i, i + labelsPerPicture).reduce((a, b) => (b.mean < a.mean ? b : a));
          const index = at * count + least.picture;
          scores[index] = least.mean;
          scoreLabels[index] = least.label;
          if (!maps) continue;
          signed.set(least.signed, index * pixels);
          squared.set(least.squared, index * pixels);
        }
        yield { kind: 'scores', at, first, scores: scores.slice(at * count + first, at * count + end) };
      }
    } finally {
      evaluators.forEach((evaluator) => evaluator.dispose());
    }
  }
  yield pace.progress(evaluated);
  return {
    scores,
    labels: scoreLabels,
    ...(maps && { maps: { signed, squared } }),
    seconds: pace.seconds(),
    backend,
  };
}

/** One draw of noise for one picture under one label. */
interface Trial {
  readonly residual: Residual;
  readonly epsilon: Float32Array;
}

/** Every t at which the network is evaluated to score pictures noised to t: t alone, or those of the DDIM steps back to x_0. */
const evaluatedTimes = (
  { score: name, steps = 1 }: ScoreRequest,
  { T }: Schedule,
  t: number,
): readonly number[] => (name === 'epsilon' ? [t] : [...timesteps(T, steps, 'linspace', t)]);

/** Noises the pictures of some trials, evaluates the network, and adds the errors to their residuals. @param times the t's of evaluatedTimes */
async function addResiduals(
  evaluator: NetworkEvaluator,
  schedule: Schedule,
  times: readonly number[],
  name: ScoreRequest['score'],
  trials: readonly Trial[],
  signal: AbortSignal,
): Promise<void> {
  const pixels = trials[0].epsilon.length;
  let x = new Float32Array(trials.length * pixels);
  trials.forEach(({ residual, epsilon }, i) =>
    addNoise(schedule, times[0], residual.x0, epsilon, pictureAt(x, i, pixels)),
  );
  for (const [i, t] of times.entries()) {
    await nextMacrotask(signal);
    if (name === 'epsilon') {
      const [epsilonHat] = await evaluator.evaluate(x, t, ['epsilon'], signal);
      trials.forEach(({ residual, epsilon }, j) => residual.add(epsilon, pictureAt(epsilonHat, j, pixels)));
      return;
    }
    const [raw] = await evaluator.evaluate(x, t, ['x0'], signal);
    const x0Hat = clip(raw);
    if (i === times.length - 1) {
      // The last step leads to x0Hat itself.
      trials.forEach(({ residual }, j) => residual.add(pictureAt(x0Hat, j, pixels), residual.x0));
    } else {
      const c = ddimStep(schedule, t, times[i + 1], 0);
      x = x.map((value, j) => c.x0 * x0Hat[j] + c.xt * value);
    }
  }
}

/** The noise of every draw at t. */
function drawNoises({ seed, draws }: ScoreRequest, t: number, pixels: number): Float32Array[] {
  const k = fold(key(seed), STREAM.score);
  return Array.from({ length: draws }, (_, d) => gaussians([fold(fold(k, d), t)], pixels));
}
