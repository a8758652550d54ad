import type { StepRule, Variance } from '../../diffusion/steps';
import type { BoundEvent, BoundRequest, BoundResult } from './bound';
import type { BackendName, Capability } from './capability';
import type {
  ExactDigitsEvent,
  ExactDigitsRequest,
  ExactLossEvent,
  ExactLossRequest,
  ExactLossResult,
  ExactResult,
  ExactNearestRequest,
  ExactNearestResult,
} from './exact';
import type { JudgeEvent, JudgeRequest, JudgeResult } from './judge';
import type { NearestEvent, NearestRequest, NearestResult } from './nearest';
import type { ParticlesEvent, ParticlesRequest, ParticlesResult } from './particles';
import type { PlaneJobs } from './plane';
import type { DownloadEvent, ProgressEvent } from './progress';
import type { ScheduleRequest } from './schedule';
import type { ScoreEvent, ScoreRequest, ScoreResult } from './score';
import type { SampleStats } from './stats';
import type {
  ExportRequest,
  ImportedWeights,
  TrainConfig,
  TrainEvent,
  TrainRequest,
  TrainResult,
} from './train';

export type { BackendName, Capability, ScheduleRequest };

/** The shipped network. */
export interface NetworkInfo {
  readonly name: 'shipped';
  /** Height and width of its pictures, pixels. */
  readonly size: number;
  readonly parameters: number;
  /** Multiply-adds of one evaluation of one picture. */
  readonly macs: number;
  /** Size of its weight file, and the SHA-256 of the file in hex. */
  readonly bytes: number;
  readonly sha256: string;
  readonly metadata: Record<string, string>;
}

/** Pixels that an inpainting keeps: pictures and masks, each either one for all samples or one a sample. */
export interface Known {
  /** [size, size] or [N, size, size] flat, in [-1, 1]; only read where the mask is 1. */
  readonly pictures: Float32Array;
  /** [size, size] or [N, size, size] flat: 1 where a pixel is known, 0 where it is to be filled in. */
  readonly masks: Uint8Array;
}

/** Asks for samples. The same request gives the same samples on the same backend. */
export interface SampleRequest {
  /** 'shipped', the name under which a network was loaded, or the name of an exact denoiser (exactName). */
  readonly network: string;
  /** Integer, 0 .. 2^32 - 1. */
  readonly seed: number;
  /** A seed for every sample, instead of `seed`: sample i is the first sample of a request with the seed seeds[i]. */
  readonly seeds?: readonly number[];
  /** The class of each sample, 0..9, or 10 for no class. */
  readonly labels: readonly number[];
  readonly schedule: ScheduleRequest;
  readonly sampler: StepRule;
  /** Number of reverse steps, from 1 to the t where they start. */
  readonly steps: number;
  /** How the steps are spread: evenly in t (by default, as usualSpacing says), or so that each turns x_t by the same angle. */
  readonly spacing?: 'linspace' | 'trailing' | 'angle';
  /** Share of fresh noise in a DDIM step, 0..1; not used by DDPM. */
  readonly eta: number;
  /** Guidance scale w of (1 + w) conditional - w unconditional; at 0 only the conditional branch is evaluated. */
  readonly guidance: number;
  /** Variance of a DDPM step; 'posterior' by default. */
  readonly variance?: Variance;
  /**
   * x_t of every sample where the run starts, [N, size, size] flat; by default x_T is drawn from the seed. With `done` it is the state
   * of a run from x_T after so many of its steps, and the rest of that run follows, to the same bits.
   */
  readonly start?: {
    readonly t: number;
    readonly pictures: Float32Array;
    readonly done?: number;
    /** With `done`, the x0Hat of the state before, [N, size, size] flat: only the sampler 'dpmpp-2m' steps by it, and must have it. */
    readonly before?: Float32Array | undefined;
  };
  /** The known pixels of an inpainting (RePaint), for samplers of order 1; the others are filled in. The result has the known pixels bit for bit. */
  readonly known?: Known;
  /** How often an inpainting takes each step, 1 .. 25; 1 by default. The frame of a t is that of its first visit. */
  readonly resamplings?: number;
  /**
   * DDIM inversion: goes up from the pictures of `start` at its t (0 for x_0) to x_t at this t, at most T. The same request with that x_t
   * as its start comes back through the same t. Needs the sampler 'ddim' and eta 0.
   */
  readonly invertTo?: number;
  /** 'all' streams every frame with its x0Hat, 'last' only the result. */
  readonly keep: 'all' | 'last';
  /** Streams only every n-th frame, beginning with the first, and x_0; 1 .. 25, 1 by default. */
  readonly every?: number;
  /** Whether the result has `stats`. */
  readonly measure?: true;
}

export type SampleEvent =
  | {
      readonly kind: 'frames';
      /** Index of the first of these frames in the run; the start is 0. */
      readonly index: number;
      /** t of each frame, descending; ascending in an inversion. */
      readonly times: Int32Array;
      /** [frames, N, size, size] flat. */
      readonly xt: Float32Array;
      /** The network's x0Hat(x_t, t) of the same frames, clipped to [-1, 1]; of the last frame of the run, the state itself. */
      readonly x0Hat: Float32Array;
    }
  | ProgressEvent;

export interface SampleResult {
  /** The t of all steps + 1 states of the run, descending to 0; in an inversion ascending to invertTo. */
  readonly times: Int32Array;
  /** The last state, [N, size, size] flat: x_0, or in an inversion x_t at invertTo. */
  readonly x0: Float32Array;
  readonly seconds: number;
  readonly backend: BackendName;
  readonly stats?: SampleStats;
}

export interface PredictRequest {
  /** As in SampleRequest. */
  readonly network: string;
  /** [size, size] flat. */
  readonly xt: Float32Array;
  /** 1 .. T. */
  readonly t: number;
  /** 0..9, or 10 for no class. */
  readonly label: number;
  readonly schedule: ScheduleRequest;
}

export interface PredictResult {
  /** The network's epsilonHat(x_t, t), [size, size] flat. */
  readonly epsilonHat: Float32Array;
  /** The x0Hat that a sampler uses, clipped to [-1, 1], [size, size] flat. */
  readonly x0Hat: Float32Array;
  readonly t: number;
}

export interface LoadRequest {
  /** The name by which later requests address it; not 'shipped'. */
  readonly name: string;
  readonly config: TrainConfig;
  /** All numbers of a training's state, or only its averaged weights, as in a milestone or a LoadResult. */
  readonly numbers: Float32Array;
}

/** A network trained in the tab that can now be sampled from. */
export interface LoadResult {
  /** Height and width of its pictures, pixels. */
  readonly size: number;
  /** Number of classes; 0 for a network without labels. */
  readonly classes: number;
  /** The schedule that it was trained on. */
  readonly schedule: ScheduleRequest;
  readonly parameters: number;
  /** Multiply-adds of one evaluation of one picture. */
  readonly macs: number;
  /** Its averaged weights, from which it can be loaded again. */
  readonly averaged: Float32Array;
}

export interface PrepareRequest {
  /** Forces one backend; unless given, the best one that passes its start-up test is taken. */
  readonly backend?: BackendName;
  /** Backends that are not taken, not even if forced, because this machine lost them repeatedly. */
  readonly without?: readonly BackendName[];
  /** Absolute URL that the model files are relative to: the address of the page. */
  readonly baseUrl: string;
}

export type PrepareEvent =
  | DownloadEvent
  /** How many shaders of the network have been compiled for the GPU. */
  | { readonly kind: 'shaders'; readonly done: number; readonly of: number }
  | { readonly kind: 'phase'; readonly phase: 'probing' | 'downloading' | 'ready' }
  | { readonly kind: 'phase'; readonly phase: 'compiling'; readonly backend: BackendName };

export interface Ping {
  /** Comes back unchanged. */
  readonly sent: number;
}

/** Every job of the engine: its request, the events that stream back while it runs, its result. */
export interface Jobs extends PlaneJobs {
  prepare: {
    request: PrepareRequest;
    event: PrepareEvent;
    result: { readonly capability: Capability; readonly network: NetworkInfo };
  };
  sample: { request: SampleRequest; event: SampleEvent; result: SampleResult };
  predict: { request: PredictRequest; event: never; result: PredictResult };
  bound: { request: BoundRequest; event: BoundEvent; result: BoundResult };
  score: { request: ScoreRequest; event: ScoreEvent; result: ScoreResult };
  nearest: { request: NearestRequest; event: NearestEvent; result: NearestResult };
  judge: { request: JudgeRequest; event: JudgeEvent; result: JudgeResult };
  particles: { request: ParticlesRequest; event: ParticlesEvent; result: ParticlesResult };
  /** Keeps training digits on the backend until it is cancelled; meanwhile their exact denoiser can be used. */
  exactDigits: { request: ExactDigitsRequest; event: ExactDigitsEvent; result: never };
  exact: { request: PredictRequest; event: never; result: ExactResult };
  exactLoss: { request: ExactLossRequest; event: ExactLossEvent; result: ExactLossResult };
  exactNearest: { request: ExactNearestRequest; event: never; result: ExactNearestResult };
  /** Makes a trained network available to the other jobs. The engine keeps the few that were used last. */
  load: { request: LoadRequest; event: never; result: LoadResult };
  train: { request: TrainRequest; event: TrainEvent; result: TrainResult };
  /** Answers as soon as the event loop of the worker runs. */
  ping: { request: Ping; event: never; result: Ping };
  /** Writes a training to a safetensors file; importTraining reads it. */
  exportTraining: {
    request: ExportRequest;
    event: never;
    result: { readonly file: Uint8Array<ArrayBuffer> };
  };
  importTraining: {
    request: { readonly file: Uint8Array };
    event: never;
    result: ImportedWeights;
  };
}

export type JobName = keyof Jobs;
export type RequestOf<N extends JobName> = Jobs[N]['request'];
export type EventOf<N extends JobName> = Jobs[N]['event'];
export type ResultOf<N extends JobName> = Jobs[N]['result'];
