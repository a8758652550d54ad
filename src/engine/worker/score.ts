import { clipByValue, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { addNoise } from '../../diffusion/forward';
import { fillGaussian, fold, key, STREAM } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { ddimStep } from '../../diffusion/steps';
import { timesteps } from '../../diffusion/timesteps';
import { applyStep } from '../../model/applyStep';
import type { Denoiser } from '../../model/denoiser';
import type { ScoreEvent, ScoreRequest, ScoreResult } from '../protocol/score';
import { AT_ONCE } from './exactLoss';
import { hop } from './hop';
import type { Loaded } from './loaded';
import { Pace } from './pace';
import { clip, read } from './read';
import { planScore } from './validateScore';

const AT_ONCE_IN_SOFTWARE = 4;

/**
 * Scores pictures by what the network makes of them after noising. The noise of draw d at t is
 * fillGaussian(fold(fold(k, d), t)), k = fold(key(seed), STREAM.score), for every picture and class. A few pictures go through
 * every t before the next ones do: a caller who mixes two kinds of pictures sees early what tells them apart.
 * @param mostPictures overrides the number of pictures evaluated at once
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* score(
  { denoiser, capability: { backend, software } }: Loaded,
  request: ScoreRequest,
  signal: AbortSignal,
  mostPictures: number = software ? AT_ONCE_IN_SOFTWARE : AT_ONCE[backend],
): AsyncGenerator<ScoreEvent, ScoreResult, void> {
  const { schedule, count } = planScore(denoiser.network, request);
  const { labels, except, times, draws, maps = false } = request;
  const { size, classes } = denoiser.network;
  const pixels = size * size;
  const all = Array.from({ length: classes }, (_, c) => c).filter((c) => c !== except);
  const tried = labels === 'least' ? all.length : 1;
  const group = Math.max(1, Math.floor(mostPictures / (draws * tried)));
  const evaluations = request.score === 'epsilon' ? 1 : (request.steps ?? 1);
  const pace = new Pace(count * times.length * draws * tried * evaluations, 1);
  const scores = new Float32Array(times.length * count);
  const told = new Uint8Array(scores.length);
  const ofMaps = maps ? scores.length * pixels : 0;
  const [signed, squared] = [new Float32Array(ofMaps), new Float32Array(ofMaps)];
  let evaluated = 0;

  for (let first = 0; first < count; first += group) {
    const end = Math.min(count, first + group);
    for (const [at, t] of times.entries()) {
      const noises = noisesOf(request, t, pixels);
      const residuals: Residual[] = [];
      for (let picture = first; picture < end; picture++) {
        const x0 = request.pictures.subarray(picture * pixels, (picture + 1) * pixels);
        for (let c = 0; c < tried; c++)
          residuals.push(new Residual(picture, x0, labels === 'least' ? all[c] : labels[picture]));
      }
      const trials = residuals.flatMap((residual) => noises.map((epsilon) => ({ residual, epsilon })));
      for (let from = 0; from < trials.length; from += mostPictures) {
        const some = trials.slice(from, from + mostPictures);
        await answer(denoiser, schedule, t, request, some, signal);
        evaluated += some.length * evaluations;
        if (pace.reportDue()) yield pace.progress(evaluated);
      }
      for (let i = 0; i < residuals.length; i += tried) {
        const least = residuals.slice(i, i + tried).reduce((a, b) => (b.mean < a.mean ? b : a));
        const place = at * count + least.picture;
        scores[place] = least.mean;
        told[place] = least.label;
        if (!maps) continue;
        signed.set(least.signed, place * pixels);
        squared.set(least.squared, place * pixels);
      }
      yield { kind: 'scores', at, first, scores: scores.slice(at * count + first, at * count + end) };
    }
  }
  yield pace.progress(evaluated);
  return {
    scores,
    labels: told,
    ...(maps && { maps: { signed, squared } }),
    seconds: pace.seconds(),
    backend,
  };
}

/** What a picture's residuals come to under one label, in double precision. */
class Residual {
  draws = 0;
  /** Means over the draws so far. */
  mean = 0;
  readonly signed: Float64Array;
  readonly squared: Float64Array;

  constructor(
    readonly picture: number,
    readonly x0: Float32Array,
    readonly label: number,
  ) {
    this.signed = new Float64Array(x0.length);
    this.squared = new Float64Array(x0.length);
  }

  /** Adds a draw: the residual is a - b. */
  add(a: Float32Array, b: Float32Array): void {
    this.draws++;
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
      const off = a[i] - b[i];
      this.signed[i] += (off - this.signed[i]) / this.draws;
      this.squared[i] += (off * off - this.squared[i]) / this.draws;
      sum += off * off;
    }
    this.mean += (sum / a.length - this.mean) / this.draws;
  }
}

interface Trial {
  readonly residual: Residual;
  readonly epsilon: Float32Array;
}

/** Noises some pictures to x_t, asks the network, and adds what is off to each picture's residual. */
async function answer(
  denoiser: Denoiser,
  schedule: Schedule,
  t: number,
  { score: name, steps = 1 }: ScoreRequest,
  trials: readonly Trial[],
  signal: AbortSignal,
): Promise<void> {
  const { size } = denoiser.network;
  const pixels = size * size;
  const given = new Float32Array(trials.length * pixels);
  trials.forEach(({ residual: { x0 }, epsilon }, i) =>
    addNoise(schedule, t, x0, epsilon, given.subarray(i * pixels, (i + 1) * pixels)),
  );
  const labels = trials.map(({ residual }) => residual.label);
  const times = name === 'epsilon' ? [t] : [...timesteps(schedule.T, steps, 'linspace', t)];
  let x = tensor4d(given, [trials.length, size, size, 1]);
  try {
    for (const [i, from] of times.entries()) {
      await hop();
      signal.throwIfAborted();
      const next = tidy(() => {
        const estimate = denoiser.estimate(x, schedule, from, labels, 0);
        if (name === 'epsilon') return estimate.as('epsilon');
        const x0Hat = estimate.as('x0');
        // The last step leads to x0Hat itself. It is clipped once it has been read: a backend may clip NaN to a number.
        if (i === times.length - 1) return x0Hat;
        return applyStep(ddimStep(schedule, from, times[i + 1], 0), clipByValue(x0Hat, -1, 1), x, undefined);
      });
      x.dispose();
      x = next;
    }
    const values = await read([x], signal);
    trials.forEach(({ residual, epsilon }, i) => {
      const own = values.subarray(i * pixels, (i + 1) * pixels);
      if (name === 'epsilon') residual.add(epsilon, own);
      else residual.add(clip(own), residual.x0);
    });
  } finally {
    x.dispose();
  }
}

function noisesOf({ seed, draws }: ScoreRequest, t: number, pixels: number): Float32Array[] {
  const k = fold(key(seed), STREAM.score);
  return Array.from({ length: draws }, (_, d) => fillGaussian(fold(fold(k, d), t), new Float32Array(pixels)));
}
