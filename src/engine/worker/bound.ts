import { dispose, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { decoderBits } from '../../diffusion/bound';
import type { BoundTerm } from '../../diffusion/boundEstimate';
import { addNoise } from '../../diffusion/forward';
import { fillGaussian, fold, key, STREAM } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import type { BoundEvent, BoundRequest, BoundResult } from '../protocol/bound';
import { hop } from './hop';
import type { Loaded } from './loaded';
import { Pace } from './pace';
import { clip, read } from './read';
import { planBound } from './validate';

/** Terms of one read at most. */
const MOST_TERMS_A_READ = 25;

/**
 * Measures terms of the variational bound: x_t of each group at each of its t in closed form, and what the network makes of it.
 * The noise of picture i of group g at t is fillGaussian(fold(fold(k, g * perGroup + i), t)), k = fold(key(seed), STREAM.bound).
 * Groups come one after the other, so that a measurement that is stopped has whole ones.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* bound(
  { denoiser, capability: { backend } }: Loaded,
  request: BoundRequest,
  signal: AbortSignal,
): AsyncGenerator<BoundEvent, BoundResult, void> {
  const schedule = planBound(denoiser.network, request);
  const jobs = request.times.flatMap((times, i) =>
    Array.from(times, (t) => ({ group: request.firstGroup + i, t })),
  );
  const pace = new Pace(jobs.length, MOST_TERMS_A_READ);
  const { size } = denoiser.network;
  let waiting: (Asked & { x0Hat: Tensor4D })[] = [];
  try {
    for (const [done, { group, t }] of jobs.entries()) {
      await hop();
      signal.throwIfAborted();
      const asked = ask(request, schedule, size ** 2, group, t);
      const x0Hat = tidy(() => {
        const xt = tensor4d(asked.xt, [request.perGroup, size, size, 1]);
        return denoiser.estimate(xt, schedule, t, asked.labels, 0).as('x0');
      });
      waiting.push({ ...asked, x0Hat });
      if (!pace.readDue(done + 1)) continue;
      const values = await read(
        waiting.map((each) => each.x0Hat),
        signal,
      );
      const terms = waiting.map((each, i) =>
        termOf(schedule, each, values.subarray(i * each.x0.length, (i + 1) * each.x0.length)),
      );
      waiting.forEach((each) => each.x0Hat.dispose());
      waiting = [];
      yield { kind: 'terms', terms };
      pace.wasRead(done + 1);
      yield pace.progress(done + 1);
    }
    return { seconds: pace.seconds(), backend };
  } finally {
    dispose(waiting.map((each) => each.x0Hat));
  }
}

interface Asked {
  readonly group: number;
  readonly t: number;
  /** [perGroup, size, size] flat. */
  readonly x0: Float32Array;
  readonly xt: Float32Array;
  readonly labels: readonly number[];
}

function ask(
  { seed, pictures, labels, perGroup }: BoundRequest,
  schedule: Schedule,
  pixels: number,
  group: number,
  t: number,
): Asked {
  const first = (group * perGroup) % labels.length;
  const x0 = pictures.subarray(first * pixels, (first + perGroup) * pixels);
  const k = fold(key(seed), STREAM.bound);
  const epsilon = new Float32Array(x0.length);
  for (let i = 0; i < perGroup; i++)
    fillGaussian(fold(fold(k, group * perGroup + i), t), epsilon.subarray(i * pixels, (i + 1) * pixels));
  const xt = addNoise(schedule, t, x0, epsilon, epsilon);
  return { group, t, x0, xt, labels: labels.slice(first, first + perGroup) };
}

/** In double precision, from the network's x0Hat of the whole group; clips it in place. */
function termOf(schedule: Schedule, { group, t, x0 }: Asked, x0Hat: Float32Array): BoundTerm {
  // All pictures have as many pixels, so the mean over the group is that over its pixels.
  const measure =
    t === 1 ? (a: Float32Array, b: Float32Array) => decoderBits(schedule, a, b) : meanSquareError;
  return { group, t, raw: measure(x0, x0Hat), clipped: measure(x0, clip(x0Hat)) };
}

function meanSquareError(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}
