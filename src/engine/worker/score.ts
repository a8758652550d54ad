import { addNoise } from '../../diffusion/forward';
import { fillGaussian, fold, key, STREAM } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { ddimStep } from '../../diffusion/steps';
import { timesteps } from '../../diffusion/timesteps';
import type { ScoreEvent, ScoreRequest, ScoreResult } from '../protocol/score';
import { READBACK_BATCH, SOFTWARE_BATCH } from './batchSizes';
import { NetworkEvaluator } from './networkEvaluator';
import { nextMacrotask } from './eventLoop';
import type { LoadedNetwork } from './loadedNetwork';
import { Pace } from './pace';
import { clip } from './readTensors';
import { planScore } from './validateScore';

/**
 * Scores pictures by what the network makes of them after noising. The noise of draw d at t is
 * fillGaussian(fold(fold(k, d), t)), k = fold(key(seed), STREAM.score), for every picture and class. A few pictures go through
 * every t before the next ones do: a caller who mixes two kinds of pictures sees early what tells them apart.
 * @param mostPictures overrides the number of pictures evaluated at once
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* score(
  { denoiser, capability: { backend, software } }: LoadedNetwork,
  request: ScoreRequest,
  signal: AbortSignal,
  mostPictures: number = software ? SOFTWARE_BATCH : READBACK_BATCH[backend],
): AsyncGenerator<ScoreEvent, ScoreResult, void> {
  const { schedule, count } = planScore(denoiser.network, request);
  const { labels, except, times, draws, maps = false } = request;
  const { size, classes } = denoiser.network;
  const pixels = size * size;
  const all = Array.from({ length: classes }, (_, c) => c).filter((c) => c !== except);
  const tried = labels === 'least' ? all.length : 1;
  const group = Math.max(1, Math.floor(mostPictures / (draws * tried)));
  const ways = times.map((t) => wayOf(request, schedule, t));
  const allTimes = [...new Set(ways.flat())];
  const pace = new Pace(count * draws * tried * ways.reduce((sum, { length }) => sum + length, 0), 1);
  const scores = new Float32Array(times.length * count);
  const told = new Uint8Array(scores.length);
  const ofMaps = maps ? scores.length * pixels : 0;
  const [signed, squared] = [new Float32Array(ofMaps), new Float32Array(ofMaps)];
  let evaluated = 0;

  for (let first = 0; first < count; first += group) {
    const end = Math.min(count, first + group);
    const asked = Array.from({ length: (end - first) * tried }, (_, i) => {
      const picture = first + Math.floor(i / tried);
      return { picture, label: labels === 'least' ? all[i % tried] : labels[picture] };
    });
    const ofTrials = asked.flatMap(({ label }) => Array<number>(draws).fill(label));
    const parts: NetworkEvaluator[] = [];
    try {
      for (let from = 0; from < ofTrials.length; from += mostPictures) {
        const some = ofTrials.slice(from, from + mostPictures);
        parts.push(await NetworkEvaluator.create(denoiser, schedule, allTimes, some, signal));
      }
      for (const [at, t] of times.entries()) {
        const noises = noisesOf(request, t, pixels);
        const residuals = asked.map(({ picture, label }) => {
          const x0 = request.pictures.subarray(picture * pixels, (picture + 1) * pixels);
          return new Residual(picture, x0, label);
        });
        const trials = residuals.flatMap((residual) => noises.map((epsilon) => ({ residual, epsilon })));
        for (const [i, part] of parts.entries()) {
          const some = trials.slice(i * mostPictures, (i + 1) * mostPictures);
          await answer(part, schedule, ways[at], request.score, some, signal);
          evaluated += some.length * ways[at].length;
          yield* pace.report(evaluated);
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
    } finally {
      parts.forEach((part) => part.dispose());
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

/** The t's at which the network is asked about an x_t, from t on: to an x0Hat of several DDIM steps there are several. */
const wayOf = ({ score: name, steps = 1 }: ScoreRequest, { T }: Schedule, t: number): number[] =>
  name === 'epsilon' ? [t] : [...timesteps(T, steps, 'linspace', t)];

/** Noises some pictures to x_t, asks the network, and adds what is off to each picture's residual. */
async function answer(
  evaluations: NetworkEvaluator,
  schedule: Schedule,
  way: readonly number[],
  name: ScoreRequest['score'],
  trials: readonly Trial[],
  signal: AbortSignal,
): Promise<void> {
  const pixels = trials[0].epsilon.length;
  let x = new Float32Array(trials.length * pixels);
  const of = (values: Float32Array, i: number): Float32Array => values.subarray(i * pixels, (i + 1) * pixels);
  trials.forEach(({ residual, epsilon }, i) => addNoise(schedule, way[0], residual.x0, epsilon, of(x, i)));
  for (const [i, t] of way.entries()) {
    await nextMacrotask();
    signal.throwIfAborted();
    if (name === 'epsilon') {
      const [epsilonHat] = await evaluations.evaluate(x, t, ['epsilon'], signal);
      trials.forEach(({ residual, epsilon }, j) => residual.add(epsilon, of(epsilonHat, j)));
      return;
    }
    const [raw] = await evaluations.evaluate(x, t, ['x0'], signal);
    const x0Hat = clip(raw);
    // The last step leads to x0Hat itself.
    if (i === way.length - 1) trials.forEach(({ residual }, j) => residual.add(of(x0Hat, j), residual.x0));
    else {
      const c = ddimStep(schedule, t, way[i + 1], 0);
      x = x.map((value, j) => c.x0 * x0Hat[j] + c.xt * value);
    }
  }
}

function noisesOf({ seed, draws }: ScoreRequest, t: number, pixels: number): Float32Array[] {
  const k = fold(key(seed), STREAM.score);
  return Array.from({ length: draws }, (_, d) => fillGaussian(fold(fold(k, d), t), new Float32Array(pixels)));
}
