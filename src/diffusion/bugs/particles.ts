import { mixturePosteriorMean, TWO_MODES, type Mixture } from '../mixture';
import { sampleKey } from '../random';
import { rightMode } from '../rules';
import type { Program } from './programs';
import { ProgramRun, spreadOf } from './run';

/** Numbers of TWO_MODES lie within: three standard deviations beyond the means. */
const LIMIT = 1.3;
/** A particle within so many of the standard deviations of a heap belongs to it. */
const NEAR = 4;

/** How particles have gone back by a program. */
export interface ParticleRun {
  /** t of each state, descending to 0. */
  readonly times: readonly number[];
  /** The particles at each of them. */
  readonly states: readonly Float32Array[];
  /** Standard deviation of x_t at each of them. */
  readonly spreads: readonly number[];
  /** Standard deviation of x0Hat at each of them but the last. */
  readonly guesses: readonly number[];
}

/** What a program leaves behind, in numbers. */
export interface Fingerprint {
  /** Share of the particles right of 0; 0.7 in the data. */
  readonly share: number;
  /** Standard deviation of all particles; 0.922 in the data. */
  readonly spread: number;
  /** Share of the particles that are in neither heap; 0.0001 in the data. */
  readonly lost: number;
  /** Standard deviation of the first x0Hat. */
  readonly guess: number;
}

/** E[epsilon | x_t], as the denoiser says it that is told t. */
function exactEpsilon(mixture: Mixture, { schedule }: Program, x: Float32Array, told: number): Float32Array {
  const [signal, noise] = [schedule.alphaBar[told], schedule.oneMinusAlphaBar[told]];
  const [weight, std] = [Math.sqrt(signal), Math.sqrt(noise)];
  return x.map((xt) => (xt - weight * mixturePosteriorMean(mixture, xt, signal, noise)) / std);
}

/**
 * Particles on a line that go back by a program with the exact denoiser of some heaps, step by step: a millisecond each.
 * @param seed 0 .. 2^53 - 1
 * @param count particles
 */
export function* particleSteps(
  program: Program,
  seed: number,
  count: number,
  mixture: Mixture = TWO_MODES,
): Generator<void, ParticleRun, void> {
  const run = new ProgramRun(program, [sampleKey(seed, 'reverse', 0)], count, LIMIT);
  const [times, states, guesses] = [[run.t], [run.x.slice()], [] as number[]];
  while (run.t > 0) {
    guesses.push(spreadOf(run.step(exactEpsilon(mixture, program, run.x, run.told))));
    times.push(run.t);
    states.push(run.x.slice());
    yield;
  }
  return { times, states, spreads: states.map(spreadOf), guesses };
}

/** All of {@link particleSteps} at once. */
export function runParticles(...all: Parameters<typeof particleSteps>): ParticleRun {
  const steps = particleSteps(...all);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The numbers of a run's end. */
export function fingerprint({ states, spreads, guesses }: ParticleRun): Fingerprint {
  const last = states[states.length - 1];
  const { means, std } = TWO_MODES;
  const lost = last.filter((x) => means.every((mean) => Math.abs(x - mean) > NEAR * std));
  return {
    share: rightMode(last).share,
    spread: spreads[spreads.length - 1],
    lost: lost.length / last.length,
    guess: guesses[0],
  };
}
