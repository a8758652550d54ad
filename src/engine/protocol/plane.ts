import type { Precision } from '../../diffusion/plane/heat';
import type { PathPoint } from '../../diffusion/plane/likelihood';
import type { PlaneMixture } from '../../diffusion/plane/mixture';
import type { FieldError } from '../../diffusion/plane/fieldError';
import type { ArrowKind, ScoreSource } from '../../diffusion/plane/names';
import type { Solver } from '../../diffusion/plane/solvers';
import type { WayRule } from '../../diffusion/plane/wayBack';
import type { ProgressEvent } from './progress';

// The plane: points [n, 2] flat, x_t under the linear schedule with T = 1000, everything from the exact score of a mixture.

/** Bounds of requests. */
export const PLANE_LIMITS = {
  components: 4096,
  particles: 20_000,
  /** Cells of a grid along an axis. */
  cells: 256,
} as const;

/** The network `plane` after it has learned. */
export interface PlaneNetwork {
  /** Names these weights: the same id means the same numbers. */
  readonly id: string;
  /** Its weights, flat in the order of a weight file. */
  readonly numbers: Float32Array;
}

/** Asks for the score and the density of x_t. */
export interface PlaneFieldRequest {
  readonly law: PlaneMixture;
  /** 0 .. 1000; from 1 on unless every component of the law has a width. */
  readonly t: number;
  /** Arrows on a grid over [-halfWidth, halfWidth]. */
  readonly arrows?: {
    readonly kind: ArrowKind;
    readonly n: number;
    readonly halfWidth: number;
    /** Whose they are; by default the exact ones. The others need a network and t from 1 on. */
    readonly of?: ScoreSource;
  };
  readonly network?: PlaneNetwork;
  /** The density on a grid over [-halfWidth, halfWidth]. */
  readonly density?: { readonly n: number; readonly halfWidth: number };
}

export interface PlaneFieldResult {
  readonly t: number;
  /** [n, n, 2] flat. */
  readonly arrows?: Float32Array;
  /** [n, n] flat. */
  readonly density?: Float32Array;
}

/** Moves points from x_T, or from a state of the same way, towards data. The same request gives the same bits. */
export interface PlaneWayRequest {
  readonly law: PlaneMixture;
  /** With guidance: the law of one class, and the scale w, 0 .. 20, of (1 + w) its epsilonHat - w that of `law`. */
  readonly guidance?: { readonly law: PlaneMixture; readonly w: number };
  /** Its score in place of the exact one. */
  readonly network?: PlaneNetwork;
  readonly rule: WayRule;
  /** t of all states, descending from at most 1000 to 0. */
  readonly times: Int32Array;
  /** Integer, 0 .. 2^32 - 1: the noise of the steps. */
  readonly seed: number;
  /** The points at times[index]. */
  readonly points: Float32Array;
  readonly index: number;
  /** The state where it ends, at most times.length - 1. */
  readonly last: number;
  /** Streams every n-th state, counted from state 0, and the last one; 1 .. 1000. */
  readonly every: number;
}

export type PlaneWayEvent =
  | {
      readonly kind: 'states';
      /** Indices of these states in `times`. */
      readonly indices: Int32Array;
      /** [states, n, 2] flat. */
      readonly points: Float32Array;
    }
  | ProgressEvent;

export interface PlaneWayResult {
  /** The points of the last state. */
  readonly points: Float32Array;
  readonly seconds: number;
}

/** Asks how far points are from the law. */
export interface PlaneDistanceRequest {
  readonly law: PlaneMixture;
  readonly points: Float32Array;
  /** Integer, 0 .. 2^32 - 1: the true sets. */
  readonly seed: number;
}

export interface PlaneDistanceResult {
  /** Points of each set; of more than so many the first ones are taken. */
  readonly count: number;
  /** The energy distance to a true set. */
  readonly distance: number;
  /** The same of pairs of true sets: below about mean + 2 std nothing can be told apart. */
  readonly band: { readonly mean: number; readonly std: number; readonly pairs: number };
}

/** Solves the Fokker-Planck equation of the forward process on a grid. */
export interface PlaneDensityRequest {
  readonly law: PlaneMixture;
  /** Cells along an axis, 2 .. 256. */
  readonly n: number;
  readonly halfWidth: number;
  /** t of the states, ascending; the first one is the exact density, 1 .. 1000, or 0 where every component has a width. */
  readonly times: Int32Array;
}

export type PlaneDensityEvent =
  | {
      readonly kind: 'density';
      readonly index: number;
      /** [n, n] flat. */
      readonly density: Float32Array;
      /** The integral of the absolute difference to the exact density, 0 .. 2. */
      readonly distance: number;
      /** The integral of the density minus that of the first one. */
      readonly drift: number;
    }
  | ProgressEvent;

export interface PlaneDensityResult {
  readonly seconds: number;
}

/** Blurs a density by the heat equation and runs the equation back. */
export interface PlaneHeatRequest {
  readonly law: PlaneMixture;
  /** The density at this t, brought back to the scale of x_0, is that of x_0 blurred by sigma_t; 0 .. 1000. */
  readonly t: number;
  /** Cells along an axis, 2 .. 256. */
  readonly n: number;
  readonly halfWidth: number;
  readonly precision: Precision;
}

export interface PlaneHeatResult {
  readonly t: number;
  readonly sigma: number;
  /** [n, n] flat: the density of x_0 + sigma epsilon, by the heat equation in the box of the grid. */
  readonly blurred: Float32Array;
  /** [n, n] flat: the same run back by the equation, divided by its peak where that is above 1. */
  readonly undone: Float32Array;
  /** The integral of the absolute difference to the density of x_0 of what the equation has brought back. */
  readonly distance: number;
}

/** Follows a point along the probability-flow ODE, with the change of log p. */
export interface PlanePathRequest {
  readonly law: PlaneMixture;
  /** x_t at t = 1. */
  readonly x: number;
  readonly y: number;
  /** Steps of the Runge-Kutta method from t = 1 to 1000, 2 .. 1000. */
  readonly steps: number;
}

export interface PlanePathResult {
  readonly path: readonly PathPoint[];
  /** log p of x_t at the path's first and last place, by the formula of the mixture. */
  readonly first: number;
  readonly last: number;
}

/** Compares the solvers of the probability-flow ODE with an exact path, by number of steps. */
export interface PlaneSolversRequest {
  readonly law: PlaneMixture;
  /** Standard normal, [n, 2] flat: the points at sigma = 157 are 157 times these. */
  readonly noise: Float32Array;
  /** Numbers of steps, each 1 .. 400. */
  readonly steps: readonly number[];
}

export type PlaneSolversEvent =
  | {
      readonly kind: 'error';
      readonly solver: Solver;
      readonly steps: number;
      /** Evaluations of epsilonHat for each point. */
      readonly evaluations: number;
      /** The median distance to where RK4 leads in 400 steps. */
      readonly error: number;
    }
  | ProgressEvent;

export interface PlaneSolversResult {
  readonly seconds: number;
}

/** Follows points along the marginal velocity of straight paths, from noise to data. */
export interface PlaneFlowRequest {
  readonly law: PlaneMixture;
  /** The points at s = 1, [n, 2] flat. */
  readonly noise: Float32Array;
  /** Equal steps in s, 1 .. 200. */
  readonly steps: number;
}

export interface PlaneFlowResult {
  /** The points at s = 1, 1 - 1/steps, ... 0: [steps + 1, n, 2] flat. */
  readonly paths: Float32Array;
}

/** Asks how straight the streams of pairs are. */
export interface PlaneStraightnessRequest {
  /** [n, 2] flat each, n up to 4,000. */
  readonly x0: Float32Array;
  readonly epsilon: Float32Array;
}

export interface PlaneStraightnessResult {
  /** The mean of E|epsilon - x_0 - u|^2 over ten levels s. */
  readonly straightness: number;
}

/** Asks how well a network knows the score of a law. */
export interface PlaneErrorRequest {
  readonly law: PlaneMixture;
  readonly network: PlaneNetwork;
  /** Points at each t, 1 .. 100. */
  readonly perT: number;
  /** Integer, 0 .. 2^32 - 1: the points. */
  readonly seed: number;
}

export interface PlaneJobs {
  planeField: { request: PlaneFieldRequest; event: never; result: PlaneFieldResult };
  planeWay: { request: PlaneWayRequest; event: PlaneWayEvent; result: PlaneWayResult };
  planeDistance: { request: PlaneDistanceRequest; event: never; result: PlaneDistanceResult };
  planeDensity: { request: PlaneDensityRequest; event: PlaneDensityEvent; result: PlaneDensityResult };
  planeHeat: { request: PlaneHeatRequest; event: never; result: PlaneHeatResult };
  planeSolvers: { request: PlaneSolversRequest; event: PlaneSolversEvent; result: PlaneSolversResult };
  planeFlow: { request: PlaneFlowRequest; event: never; result: PlaneFlowResult };
  planeStraightness: {
    request: PlaneStraightnessRequest;
    event: never;
    result: PlaneStraightnessResult;
  };
  planeError: { request: PlaneErrorRequest; event: never; result: FieldError };
  planePath: { request: PlanePathRequest; event: never; result: PlanePathResult };
}
