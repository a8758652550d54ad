import { TWO_MODES } from '../../../diffusion/mixture';
import { fold, key, STREAM } from '../../../diffusion/random';
import { Particles, rightMode, RULES } from '../../../diffusion/rules';
import { makeSchedule } from '../../../diffusion/schedule';
import {
  DENSITY_BINS,
  DENSITY_RANGE,
  type ParticlesEvent,
  type ParticlesRequest,
  type ParticlesResult,
} from '../../protocol/particles';
import { demandOneOf, demandSeeds, demandWhole } from '../requests/demand';
import { nextMacrotask } from '../loop/eventLoop';

const MAX_PARTICLES = 100_000;
const MAX_FRAMES = 1001;
/** How often other jobs get a turn. */
const TURN_MS = 12;
/** How often densities are reported. */
const REPORT_EVERY_MS = 60;

/**
 * Moves particles on a line from x_T to x_0 by a reverse rule. The exact denoiser is a formula here, without network or backend, so
 * whatever goes wrong is due to the rule. The same request gives the same densities.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
export async function* particles(
  { rule, seed, count, frames }: ParticlesRequest,
  signal: AbortSignal,
): AsyncGenerator<ParticlesEvent, ParticlesResult, void> {
  demandOneOf('rule', rule, RULES);
  demandSeeds([seed]);
  demandWhole('count', count, 1, MAX_PARTICLES);
  demandWhole('frames', frames, 2, MAX_FRAMES);
  const started = performance.now();
  const k = fold(key(seed), STREAM.reverse);
  const cloud = new Particles(rule, makeSchedule('linear'), TWO_MODES, k, count);
  const startT = cloud.t;
  const frameAt = (t: number): number => Math.ceil((t * (frames - 1)) / startT);
  let unsent: { t: number; counts: Uint32Array }[] = [];
  let lastTurn = started;
  let lastReport = started;
  for (;;) {
    unsent.push({ t: cloud.t, counts: countDensity(cloud) });
    if (performance.now() - lastReport > REPORT_EVERY_MS || cloud.t === 0) {
      yield {
        times: Int32Array.from(unsent, ({ t }) => t),
        counts: Uint32Array.from(unsent.flatMap(({ counts }) => [...counts])),
        ...rightMode(cloud.x),
      };
      unsent = [];
      lastReport = performance.now();
    }
    if (cloud.t === 0) break;
    // On to the t of the next density; a rule of few steps has fewer densities.
    const frame = frameAt(cloud.t);
    do {
      cloud.step();
      if (performance.now() - lastTurn > TURN_MS) {
        await nextMacrotask(signal);
        lastTurn = performance.now();
      }
    } while (cloud.t > 0 && frameAt(cloud.t) === frame);
  }
  return { ...rightMode(cloud.x), seconds: (performance.now() - started) / 1000 };
}

function countDensity(cloud: Particles): Uint32Array {
  const counts = new Uint32Array(DENSITY_BINS);
  const binsPerUnit = DENSITY_BINS / (2 * DENSITY_RANGE);
  for (const value of cloud.normalised()) {
    const bin = Math.floor((value + DENSITY_RANGE) * binsPerUnit);
    if (bin >= 0 && bin < DENSITY_BINS) counts[bin]++;
  }
  return counts;
}
