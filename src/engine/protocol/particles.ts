import type { Rule } from '../../diffusion/rules';

/** Places at which particles are counted, from -DENSITY_RANGE to DENSITY_RANGE. */
export const DENSITY_BINS = 150;
export const DENSITY_RANGE = 3;

/** Particles on the line that go back by a rule, with the exact denoiser of two modes. */
export interface ParticlesRequest {
  readonly rule: Rule;
  /** Integer, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** Particles, 1 .. 100,000. */
  readonly count: number;
  /** Densities that come back, at about equal distances in t, the start and the end among them; 2 or more. */
  readonly frames: number;
}

export interface ParticlesEvent {
  /** t of each density here, descending. */
  readonly times: Int32Array;
  /** [times, DENSITY_BINS] flat: how many particles, brought to variance 1, lie in each bin; who is outside is in none. */
  readonly counts: Uint32Array;
  /** Of the last of them: the share right of 0, and its standard deviation. */
  readonly share: number;
  readonly std: number;
}

export interface ParticlesResult {
  readonly share: number;
  readonly std: number;
  readonly seconds: number;
}
