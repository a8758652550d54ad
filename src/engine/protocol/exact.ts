import type { ScheduleName } from '../../diffusion/schedule';

/** What stands in the place of a network's name where the exact denoiser over so many training digits is asked. */
export function exactName(digits: number, size: number): string {
  return `exact.${digits}.${size}`;
}

/** Whether a network's name is that of an exact denoiser. */
export function isExactName(name: string): boolean {
  return name.startsWith('exact.');
}

/** Puts training digits on the backend, for as long as the job runs: it ends when it is cancelled, and frees them. */
export interface ExactDigitsRequest {
  /** MNIST's first so many: 1 .. 60,000. */
  readonly digits: number;
  /** Height and width of the pictures, 28, or 14 for means of 2 x 2. */
  readonly size: number;
  /** Absolute URL that the packs are relative to. */
  readonly baseUrl: string;
}

export type ExactDigitsEvent =
  | { readonly kind: 'download'; readonly loaded: number; readonly total: number }
  /** The denoiser can be asked by its name; its digits take so many bytes on the backend. */
  | { readonly kind: 'ready'; readonly bytes: number };

export interface ExactRequest {
  /** By exactName. */
  readonly network: string;
  /** [size, size] flat. */
  readonly xt: Float32Array;
  /** 1 .. T. */
  readonly t: number;
  /** 0..9, or 10 for no class. */
  readonly label: number;
  readonly schedule: { readonly name: ScheduleName; readonly T: number };
}

/** A training digit. */
export interface Neighbour {
  /** Its place in MNIST's training split. */
  readonly index: number;
  readonly label: number;
  /** [size, size] flat grey bytes, 0 paper, 255 ink. */
  readonly bytes: Uint8Array;
}

export interface ExactResult {
  readonly t: number;
  /** E[x_0 | x_t], [size, size] flat. */
  readonly x0Hat: Float32Array;
  /** The digits of the largest weights, and these, p(x_i | x_t); the largest first. */
  readonly neighbours: readonly (Neighbour & { readonly weight: number })[];
  /** exp of the weights' entropy. */
  readonly effective: number;
}

export interface ExactNearestRequest {
  /** By exactName. */
  readonly network: string;
  /** [N, size, size] flat. */
  readonly pictures: Float32Array;
}

export interface ExactNearestResult {
  /** One a picture: the digit, and the Euclidean distance over all pixels, each from 0 (paper) to 1 (ink). */
  readonly nearest: readonly (Neighbour & { readonly distance: number })[];
}

/** The epsilon loss of an exact denoiser and of a network, on the same digits, labels and noises. */
export interface ExactLossRequest {
  /** By exactName. */
  readonly exact: string;
  readonly network: string;
  /** The digits are drawn from those of the exact denoiser, or from the test split, which neither has seen. */
  readonly split: 'train' | 'test';
  /** Integer, 0 .. 2^53 - 1: it draws digits and noises. */
  readonly seed: number;
  /** Digits, each noised once for every t: 2 .. 1,000. */
  readonly count: number;
  /** Whether both are told each digit's class. */
  readonly told: boolean;
  /** Digits of this class alone, 0..9, or 10 for all. */
  readonly label: number;
  readonly schedule: { readonly name: ScheduleName; readonly T: number };
  /** Each 1 .. T. */
  readonly times: readonly number[];
  readonly baseUrl: string;
}

/** Mean of a loss over digits, and the standard error of it. */
export interface Mean {
  readonly mean: number;
  readonly error: number;
}

export type ExactLossEvent =
  | { readonly kind: 'download'; readonly loaded: number; readonly total: number }
  | {
      readonly kind: 'loss';
      readonly t: number;
      /** Digits of this t so far. */
      readonly count: number;
      readonly exact: Mean;
      readonly network: Mean;
      /** Pictures of the whole, and those that are done. */
      readonly total: number;
      readonly done: number;
      readonly perSecond: number;
      readonly secondsLeft: number;
    };

export interface ExactLossResult {
  readonly seconds: number;
}
