import type { ScheduleName } from '../../diffusion/schedule';
import type { StepRule, Variance } from '../../diffusion/steps';
import type { BoundEvent, BoundRequest, BoundResult } from './bound';
import type { BackendName, Capability } from './capability';
import type {
  ExactDigitsEvent,
  ExactDigitsRequest,
  ExactLossEvent,
  ExactLossRequest,
  ExactLossResult,
  ExactRequest,
  ExactResult,
  ExactNearestRequest,
  ExactNearestResult,
} from './exact';
import type { JudgeEvent, JudgeRequest, JudgeResult } from './judge';
import type { NearestEvent, NearestRequest, NearestResult } from './nearest';
import type { ParticlesEvent, ParticlesRequest, ParticlesResult } from './particles';
import type { ProgressEvent } from './progress';
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

export type { BackendName, Capability };

/** The network that is loaded. */
export interface NetworkInfo {
  readonly name: 'shipped';
  /** Height and width of its pictures, pixels. */
  readonly size: number;
  readonly parameters: number;
  /** Multiply-adds of one evaluation of one picture. */
  readonly macs: number;
  /** Bytes of its weight file, and their SHA-256 in hex. */
  readonly bytes: number;
  readonly sha256: string;
  readonly metadata: Record<string, string>;
}

export interface ScheduleRequest {
  readonly name: ScheduleName;
  readonly T: number;
  /** Whether it is the additive process with the betas of that schedule, x_t brought to variance 1; the network is asked at the t of the same SNR. */
  readonly additive?: boolean;
  /** beta_1 .. beta_T of a curve of one's own, each in (0, 1), in the place of the named schedule's. */
  readonly beta?: Float64Array;
}

/** Pixels that an inpainting keeps; one picture for all samples or one a sample, and so with the mask. */
export interface Known {
  /** [size, size] or [N, size, size] flat, in [-1, 1]; what the mask leaves out is not read. */
  readonly pictures: Float32Array;
  /** 1 where a pixel is known, 0 where it is to be filled in; as long as one picture or as all. */
  readonly masks: Uint8Array;
}

/** Everything that decides a set of samples. The same request gives the same samples on the same backend. */
export interface SampleRequest {
  /** 'shipped', the name under which a network was loaded, or that of an exact denoiser (exactName). */
  readonly network: string;
  /** Integer, 0 .. 2^32 - 1. */
  readonly seed: number;
  /** One a sample, in the place of `seed`: sample i is then the first of a request with the seed seeds[i]. */
  readonly seeds?: readonly number[];
  /** One a sample: the class 0..9, or 10 for no class. */
  readonly labels: readonly number[];
  readonly schedule: ScheduleRequest;
  readonly sampler: StepRule;
  /** Number of reverse steps, 1 .. the t where they start. */
  readonly steps: number;
  /** How the steps are spread: at even t unless given, or so that each turns x_t by the same angle. */
  readonly spacing?: 'linspace' | 'angle';
  /** Share of fresh noise in a DDIM step, 0..1; DDPM does not read it. */
  readonly eta: number;
  /** Guidance scale w of (1 + w) conditional - w unconditional; 0 asks for the conditional alone. */
  readonly guidance: number;
  /** Variance of a DDPM step; 'posterior' unless given. */
  readonly variance?: Variance;
  /**
   * x_t of every sample, [N, size, size] flat, where the run starts; x_T from the seed unless given. With `done` it is the
   * state that a run from x_T has come to after so many of its steps, and the rest of that run follows, to the same bits.
   */
  readonly start?: { readonly t: number; readonly pictures: Float32Array; readonly done?: number };
  /** What is kept of a picture; the rest is filled in around it (RePaint). The result has the known pixels bit for bit. */
  readonly known?: Known;
  /** How often each step is taken, 1 .. 25, where something is known; 1 unless given. The frame of a t is that of its first visit. */
  readonly resamplings?: number;
  /**
   * Goes the other way, by DDIM inversion, from the pictures of `start` at its t (0 for x_0) up to x_t of this t, at most T, through the
   * states of the run of so many steps that comes back from there: the same request with that x_t as its start. Sampler 'ddim', eta 0.
   */
  readonly invertTo?: number;
  /** 'all' streams every frame with its x0Hat, 'last' only the result. */
  readonly keep: 'all' | 'last';
  /** Of all frames every n-th is streamed, the first and x_0 among them, 1 .. 25; 1 unless given. */
  readonly every?: number;
  /** Asks for the result's `stats`. */
  readonly measure?: true;
}

export type SampleEvent =
  | {
      readonly kind: 'frames';
      /** Index of the first frame here in the whole run; 0 is the start. */
      readonly index: number;
      /** t of each frame here, descending; ascending where the run inverts. */
      readonly times: Int32Array;
      /** [frames, N, size, size] flat. */
      readonly xt: Float32Array;
      /** The network's x0Hat(x_t, t) of the same frames, clipped to [-1, 1]; at the end, where it is not asked, the state itself. */
      readonly x0Hat: Float32Array;
    }
  | ProgressEvent;

export interface SampleResult {
  /** t of every state of the run, steps + 1 of them, descending to 0; where it inverts, ascending to invertTo. */
  readonly times: Int32Array;
  /** The state at the last of them, [N, size, size] flat: x_0, or where the run inverts x_t at its invertTo. */
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
  /** The network's own epsilonHat(x_t, t), [size, size] flat. */
  readonly epsilonHat: Float32Array;
  /** The x0Hat a sampler would use: clipped to [-1, 1], [size, size] flat. */
  readonly x0Hat: Float32Array;
  readonly t: number;
}

export interface LoadRequest {
  /** By which samples and predictions name it from then on; anything but 'shipped'. */
  readonly name: string;
  readonly config: TrainConfig;
  /** All numbers of a training's state, or its averaged weights alone as a milestone or a LoadResult has them. */
  readonly numbers: Float32Array;
}

/** A network that was trained in the tab and can be sampled from. */
export interface LoadResult {
  /** Height and width of its pictures, pixels. */
  readonly size: number;
  /** Classes that it tells apart; 0 where it knows none. */
  readonly classes: number;
  /** What it was trained on. */
  readonly schedule: ScheduleRequest;
  readonly parameters: number;
  /** Multiply-adds of one evaluation of one picture. */
  readonly macs: number;
  /** Its averaged weights alone: what loading it again needs. */
  readonly averaged: Float32Array;
}

export interface PrepareRequest {
  /** Forces one backend; unless given the best one that proves itself is taken. */
  readonly backend?: BackendName;
  /** Backends that are not taken, not even if forced: they were lost here again and again. */
  readonly without?: readonly BackendName[];
  /** Absolute URL that the model files are relative to, the page's own address. */
  readonly baseUrl: string;
}

export type PrepareEvent =
  | { readonly kind: 'download'; readonly loaded: number; readonly total: number }
  /** While the network is compiled for a GPU: how many of its shaders are there. */
  | { readonly kind: 'shaders'; readonly done: number; readonly of: number }
  | { readonly kind: 'phase'; readonly phase: 'probing' | 'downloading' | 'ready' }
  | { readonly kind: 'phase'; readonly phase: 'compiling'; readonly backend: BackendName };

export interface Ping {
  /** Comes back as it is. */
  readonly sent: number;
}

/** Every job of the engine: what is asked, what streams back while it runs, what it ends with. */
export interface Jobs {
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
  /** Keeps training digits on the backend until it is cancelled: there is an exact denoiser to sample from and to ask. */
  exactDigits: { request: ExactDigitsRequest; event: ExactDigitsEvent; result: never };
  exact: { request: ExactRequest; event: never; result: ExactResult };
  exactLoss: { request: ExactLossRequest; event: ExactLossEvent; result: ExactLossResult };
  exactNearest: { request: ExactNearestRequest; event: never; result: ExactNearestResult };
  /** Makes a trained network one to sample from. The engine keeps the few that were used last. */
  load: { request: LoadRequest; event: never; result: LoadResult };
  train: { request: TrainRequest; event: TrainEvent; result: TrainResult };
  /** Answers as soon as the worker's event loop runs. */
  ping: { request: Ping; event: never; result: Ping };
  /** A training as a safetensors file, and back. */
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
