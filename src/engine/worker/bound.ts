import { decoderBits } from '../../diffusion/bound';
import type { BoundTerm } from '../../diffusion/boundEstimate';
import { addNoise } from '../../diffusion/forward';
import { fillGaussian, fold, key, STREAM, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { meanSquareError } from '../../diffusion/similarity';
import type { BoundEvent, BoundRequest, BoundResult } from '../protocol/bound';
import { NetworkEvaluator } from './networkEvaluator';
import { nextMacrotask } from './eventLoop';
import type { LoadedNetwork } from './loadedNetwork';
import { Pace } from './pace';
import { clip } from './readTensors';
import { planBound } from './validate';

/** Terms that are told at once, at most. */
const MOST_TERMS = 25;

/**
 * Measures terms of the variational bound: x_t of each group at each of its t in closed form, and what the network makes of it.
 * The noise of picture i of group g at t is fillGaussian(fold(fold(k, g * perGroup + i), t)), k = fold(key(seed), STREAM.bound).
 * Groups come one after the other, so that a measurement that is stopped has whole ones.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* bound(
  { denoiser, capability: { backend } }: LoadedNetwork,
  request: BoundRequest,
  signal: AbortSignal,
): AsyncGenerator<BoundEvent, BoundResult, void> {
  const schedule = planBound(denoiser.network, request);
  const { times, firstGroup } = request;
  const pace = new Pace(
    times.reduce((sum, { length }) => sum + length, 0),
    MOST_TERMS,
  );
  let done = 0;
  let waiting: BoundTerm[] = [];
  for (const [i, ofGroup] of times.entries()) {
    const group = groupOf(request, denoiser.network.size ** 2, firstGroup + i);
    const evaluations = await NetworkEvaluator.create(denoiser, schedule, [...ofGroup], group.labels, signal);
    try {
      for (const t of ofGroup) {
        await nextMacrotask();
        signal.throwIfAborted();
        const [x0Hat] = await evaluations.evaluate(noised(group, schedule, t), t, ['x0'], signal);
        waiting.push(termOf(schedule, group, t, x0Hat));
        if (!pace.readDue(++done)) continue;
        yield { kind: 'terms', terms: waiting };
        waiting = [];
        pace.wasRead(done);
        yield pace.progress(done);
      }
    } finally {
      evaluations.dispose();
    }
  }
  return { seconds: pace.seconds(), backend };
}

/** Pictures that share their t. */
interface Group {
  readonly group: number;
  /** [n, size, size] flat. */
  readonly x0: Float32Array;
  readonly labels: readonly number[];
  /** One a picture. */
  readonly keys: readonly Key[];
}

function groupOf({ seed, pictures, labels, perGroup }: BoundRequest, pixels: number, group: number): Group {
  const first = (group * perGroup) % labels.length;
  const k = fold(key(seed), STREAM.bound);
  return {
    group,
    x0: pictures.subarray(first * pixels, (first + perGroup) * pixels),
    labels: labels.slice(first, first + perGroup),
    keys: Array.from({ length: perGroup }, (_, i) => fold(k, group * perGroup + i)),
  };
}

/** x_t of its pictures. */
function noised({ x0, keys }: Group, schedule: Schedule, t: number): Float32Array {
  const epsilon = new Float32Array(x0.length);
  const pixels = x0.length / keys.length;
  keys.forEach((k, i) => fillGaussian(fold(k, t), epsilon.subarray(i * pixels, (i + 1) * pixels)));
  return addNoise(schedule, t, x0, epsilon, epsilon);
}

/** In double precision, from the network's x0Hat of the whole group; clips it in place. */
function termOf(schedule: Schedule, { group, x0 }: Group, t: number, x0Hat: Float32Array): BoundTerm {
  // All pictures have as many pixels, so the mean over the group is that over its pixels.
  const measure =
    t === 1 ? (a: Float32Array, b: Float32Array) => decoderBits(schedule, a, b) : meanSquareError;
  return { group, t, raw: measure(x0, x0Hat), clipped: measure(x0, clip(x0Hat)) };
}
