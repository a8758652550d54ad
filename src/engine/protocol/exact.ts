import type { Measured } from '../../diffusion/boundEstimate';
import type { DownloadEvent } from './progress';
import type { NamedSchedule } from './schedule';

/** The name by which requests address the exact denoiser of so many training digits, instead of a network. */
export function exactName(digits: number, size: number): string {
  return `exact.${digits}.${size}`;
}

/** Whether a network's name is that of an exact denoiser. */
export function isExactName(name: string): boolean {
  return name.startsWith('exact.');
}

/** Keeps training digits on the backend while the job runs. It ends only when it is cancelled, and frees them. */
export interface ExactDigitsRequest {
  /** How many of MNIST's first training digits, 1 .. 60,000. */
  readonly digits: number;
  /** Height and width of the pictures: 28, or 14 for means over 2 x 2 pixels. */
  readonly size: number;
  /** Absolute URL that the packs are relative to. */
  readonly baseUrl: string;
}

export type ExactDigitsEvent =
  | DownloadEvent
  /** The denoiser can be used by its name; its digits take so many bytes on the backend. */
  | { readonly kind: 'ready'; readonly bytes: number };

/** A training digit. */
export interface Neighbour {
  /** Its index in MNIST's training set. */
  readonly index: number;
  readonly label: number;
  /** [size, size] flat: 0 is paper, 255 ink. */
  readonly bytes: Uint8Array;
}

export interface ExactResult {
  readonly t: number;
  /** E[x_0 | x_t], [size, size] flat. */
  readonly x0Hat: Float32Array;
  /** The digits with the largest weights p(x_i | x_t), the largest first. */
  readonly neighbours: readonly (Neighbour & { readonly weight: number })[];
  /** The effective number of digits: exp of the entropy of the weights. */
  readonly effective: number;
}

export interface ExactNearestRequest {
  /** A name by exactName. */
  readonly network: string;
  /** [N, size, size] flat. */
  readonly pictures: Float32Array;
}

export interface ExactNearestResult {
  /** The digit nearest to each picture, and its Euclidean distance over all pixels, each from 0 (paper) to 1 (ink). */
  readonly nearest: readonly (Neighbour & { readonly distance: number })[];
}

/** Asks for the epsilon loss of an exact denoiser and of a network, on the same digits, labels and noise. */
export interface ExactLossRequest {
  /** A name by exactName. */
  readonly exact: string;
  readonly network: string;
  /** Whether digits are drawn from those of the exact denoiser, or from the test set, which neither has seen. */
  readonly split: 'train' | 'test';
  /** Integer, 0 .. 2^53 - 1: decides which digits and noise are drawn. */
  readonly seed: number;
  /** Number of digits, 2 .. 1,000; each is noised once for every t. */
  readonly count: number;
  /** Whether both are given the class of each digit. */
  readonly told: boolean;
  /** Only digits of this class, 0..9, or 10 for all. */
  readonly label: number;
  readonly schedule: NamedSchedule;
  /** Each 1 .. T. */
  readonly times: readonly number[];
  readonly baseUrl: string;
}

export type ExactLossEvent =
  | DownloadEvent
  | {
      readonly kind: 'loss';
      readonly t: number;
      /** Digits measured at this t so far. */
      readonly count: number;
      readonly exact: Measured;
      readonly network: Measured;
      /** Evaluations in all, and those done: one a digit and t. */
      readonly total: number;
      readonly done: number;
      readonly perSecond: number;
      readonly secondsLeft: number;
    };

export interface ExactLossResult {
  readonly seconds: number;
}
