import { TWO_MODES } from '../../diffusion/mixture';
import { fold, key, STREAM } from '../../diffusion/random';
import { Particles, rightMode, RULES } from '../../diffusion/rules';
import { makeSchedule } from '../../diffusion/schedule';
import {
  DENSITY_BINS,
  DENSITY_RANGE,
  type ParticlesEvent,
  type ParticlesRequest,
  type ParticlesResult,
} from '../protocol/particles';
import { demand, isOneOf, isWhole } from './demand';
import { nextMacrotask } from './eventLoop';

const MOST = 100_000;
const MOST_FRAMES = 1001;
/** The worker's other jobs get their turn this often, and the page what there is. */
const TURN_MS = 12;
const TELL_MS = 60;

/**
 * Lets particles on the line go back by a rule. No network and no backend: the exact denoiser is a formula, so what goes
 * wrong is the rule's doing. The same request gives the same densities.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
export async function* particles(
  { rule, seed, count, frames }: ParticlesRequest,
  signal: AbortSignal,
): AsyncGenerator<ParticlesEvent, ParticlesResult, void> {
  demand(isOneOf(rule, RULES), `rule is one of: ${RULES.join(', ')}`);
  demand(Number.isSafeInteger(seed) && seed >= 0, 'seed is a whole number from 0 to 2^53 - 1');
  demand(isWhole(count, 1, MOST), `count is a whole number from 1 to ${MOST}`);
  demand(isWhole(frames, 2, MOST_FRAMES), `frames is a whole number from 2 to ${MOST_FRAMES}`);
  const started = performance.now();
  const cloud = new Particles(
    rule,
    makeSchedule('linear'),
    TWO_MODES,
    fold(key(seed), STREAM.reverse),
    count,
  );
  const first = cloud.t;
  let seen: { t: number; counts: Uint32Array }[] = [];
  let hopped = started;
  let told = started;
  for (;;) {
    const due = Math.ceil((cloud.t * (frames - 1)) / first);
    seen.push({ t: cloud.t, counts: densityOf(cloud) });
    if (performance.now() - told > TELL_MS || cloud.t === 0) {
      yield {
        times: Int32Array.from(seen, ({ t }) => t),
        counts: Uint32Array.from(seen.flatMap(({ counts }) => [...counts])),
        ...rightMode(cloud.x),
      };
      seen = [];
      told = performance.now();
    }
    if (cloud.t === 0) break;
    // On to the t where the next density is due; a rule of few steps has fewer densities.
    do {
      cloud.step();
      if (performance.now() - hopped > TURN_MS) {
        await nextMacrotask();
        signal.throwIfAborted();
        hopped = performance.now();
      }
    } while (cloud.t > 0 && Math.ceil((cloud.t * (frames - 1)) / first) === due);
  }
  return { ...rightMode(cloud.x), seconds: (performance.now() - started) / 1000 };
}

function densityOf(cloud: Particles): Uint32Array {
  const counts = new Uint32Array(DENSITY_BINS);
  const perUnit = DENSITY_BINS / (2 * DENSITY_RANGE);
  for (const value of cloud.normalised()) {
    const bin = Math.floor((value + DENSITY_RANGE) * perUnit);
    if (bin >= 0 && bin < DENSITY_BINS) counts[bin]++;
  }
  return counts;
}
