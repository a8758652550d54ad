import type { Rule } from '../../diffusion/rules';

/** Bins in which particles are counted, from -DENSITY_RANGE to DENSITY_RANGE. */
export const DENSITY_BINS = 150;
export const DENSITY_RANGE = 3;

/** Moves particles on a line from x_T to x_0 by a reverse rule, with the exact denoiser of two modes. */
export interface ParticlesRequest {
  readonly rule: Rule;
  /** Integer, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** Number of particles, 1 .. 100,000. */
  readonly count: number;
  /** Number of densities that come back, at about equal distances in t from start to end; 2 or more. */
  readonly frames: number;
}

export interface ParticlesEvent {
  /** t of each density, descending. */
  readonly times: Int32Array;
  /** [times, DENSITY_BINS] flat: particles in each bin, scaled to variance 1. Those out of range are not counted. */
  readonly counts: Uint32Array;
  /** At the last of these t: the share of particles right of 0, and its standard deviation. */
  readonly share: number;
  readonly std: number;
}

export interface ParticlesResult {
  readonly share: number;
  readonly std: number;
  readonly seconds: number;
}
