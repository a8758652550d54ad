import { decoderBits } from '../../../diffusion/bound';
import type { BoundTerm } from '../../../diffusion/boundEstimate';
import { addNoise } from '../../../diffusion/forward';
import { fold, key, STREAM, type Key } from '../../../diffusion/random';
import type { Schedule } from '../../../diffusion/schedule';
import { meanSquareError } from '../../../diffusion/pictures/similarity';
import { numbersOf } from '../../../model/network';
import type { BoundEvent, BoundRequest, BoundResult } from '../../protocol/bound';
import { nextMacrotask } from '../loop/eventLoop';
import { gaussians } from '../loop/flatPictures';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { NetworkEvaluator } from '../networks/networkEvaluator';
import { Pace } from '../loop/pace';
import { clip } from '../loop/readTensors';
import { planBound } from '../requests/validate';

/** Most terms in one event. */
const MAX_TERMS = 25;

/**
 * Measures terms of the variational bound: each group is noised to each of its t in closed form, and the network estimates x_0.
 * The noise of picture i of group g at t is fillGaussian(fold(fold(k, g * perGroup + i), t)), k = fold(key(seed), STREAM.bound).
 * One group follows the other, so that a measurement that is stopped early has complete groups.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* bound(
  { denoiser, capability: { backend } }: LoadedNetwork,
  request: BoundRequest,
  signal: AbortSignal,
): AsyncGenerator<BoundEvent, BoundResult, void> {
  const schedule = planBound(denoiser.network, request);
  const { times: timesByGroup, firstGroup } = request;
  const count = timesByGroup.reduce((sum, { length }) => sum + length, 0);
  const pace = new Pace(count, MAX_TERMS);
  let done = 0;
  let unsent: BoundTerm[] = [];
  for (const [i, times] of timesByGroup.entries()) {
    const group = cutGroup(request, numbersOf(denoiser.network), firstGroup + i);
    const evaluator = await NetworkEvaluator.create(denoiser, schedule, [...times], group.labels, signal);
    try {
      for (const t of times) {
        await nextMacrotask(signal);
        const [x0Hat] = await evaluator.evaluate(noised(group, schedule, t), t, ['x0'], signal);
        unsent.push(measureTerm(schedule, group, t, x0Hat));
        if (!pace.readDue(++done)) continue;
        yield { kind: 'terms', terms: unsent };
        unsent = [];
        pace.wasRead(done);
        yield pace.progress(done);
      }
    } finally {
      evaluator.dispose();
    }
  }
  return { seconds: pace.seconds(), backend };
}

/** Pictures that share their t. */
interface Group {
  /** Its number. */
  readonly group: number;
  /** [n, size, size] flat. */
  readonly x0: Float32Array;
  readonly labels: readonly number[];
  /** One a picture. */
  readonly keys: readonly Key[];
}

function cutGroup({ seed, pictures, labels, perGroup }: BoundRequest, pixels: number, group: number): Group {
  const first = (group * perGroup) % labels.length;
  const k = fold(key(seed), STREAM.bound);
  return {
    group,
    x0: pictures.subarray(first * pixels, (first + perGroup) * pixels),
    labels: labels.slice(first, first + perGroup),
    keys: Array.from({ length: perGroup }, (_, i) => fold(k, group * perGroup + i)),
  };
}

/** x_t of the pictures of a group. */
function noised({ x0, keys }: Group, schedule: Schedule, t: number): Float32Array {
  const noiseKeys = keys.map((k) => fold(k, t));
  const epsilon = gaussians(noiseKeys, x0.length / keys.length);
  return addNoise(schedule, t, x0, epsilon, epsilon);
}

/** The term of a group at t, computed in float64. @param x0Hat of the whole group; clipped in place */
function measureTerm(schedule: Schedule, { group, x0 }: Group, t: number, x0Hat: Float32Array): BoundTerm {
  // All pictures have as many pixels, so the mean over the group is the mean over its pixels.
  const measure =
    t === 1 ? (a: Float32Array, b: Float32Array) => decoderBits(schedule, a, b) : meanSquareError;
  return { group, t, raw: measure(x0, x0Hat), clipped: measure(x0, clip(x0Hat)) };
}
