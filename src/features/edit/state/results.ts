import { combine } from '../../../diffusion/inpaint';
import { edits, noisyNow, subject } from './parts';
import { STRENGTHS } from '../../../state/link/fields/edit';
import { T } from '../../../state/picture/forwardPath';
import { knownFor, missingOf } from '../../../state/link/mask';
import { network } from '../../../state/network/network';
import type { Sheet } from '../../../state/samples/sheet';
import type { Run } from '../../../state/samples/run';
import { handedOver } from './plans';
import { patchView, view } from '../../../state/link/view';

/** Index of a run's state that the slider stands at; -1 while none is here. */
const shownIndex = (run: Run): number => run.indexOf(view.getState().editT);

/** The state of a result at the slider's t, or the nearest that is here; null while there is none. */
export function shownState(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  const index = run ? shownIndex(run) : -1;
  return run && index >= 0 && tile < run.count ? run.frame(index, tile) : null;
}

/** The t of what `shownState` gives; NaN where it gives none. */
export function shownStateT(sheet: Sheet): number {
  const { run } = sheet.store.getState();
  return run?.times[shownIndex(run)] ?? NaN;
}

/** A result as it will be: its last state, or until that is here the network's newest guess at it. */
export function result(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  if (!run || run.filled === 0 || tile >= run.count) return null;
  return run.guess(run.filled - 1, tile);
}

/** The last state of a sheet whose run goes up, to noise; null before. */
export function noiseOf(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  return run?.complete ? run.frame(run.filled - 1, tile) : null;
}

interface Spread {
  /** Over the results, pixel by pixel. */
  readonly mean: Float32Array;
  /** Standard deviation, with n in the denominator. */
  readonly deviation: Float32Array;
}

let latest: { run: Run; filled: number; spread: Spread } | null = null;

/** Mean and spread of a sheet's results; null while there is none. */
export function spreadOf(sheet: Sheet): Spread | null {
  const { run } = sheet.store.getState();
  if (!run || run.filled === 0) return null;
  if (latest?.run === run && latest.filled === run.filled) return latest.spread;
  const mean = new Float32Array(run.size);
  const deviation = new Float32Array(run.size);
  const guesses = Array.from({ length: run.count }, (_, i) => run.guess(run.filled - 1, i));
  for (let k = 0; k < run.size; k++) {
    const values = guesses.map((guess) => guess[k]);
    mean[k] = values.reduce((sum, value) => sum + value, 0) / run.count;
    deviation[k] = Math.sqrt(values.reduce((sum, value) => sum + (value - mean[k]) ** 2, 0) / run.count);
  }
  latest = { run, filled: run.filled, spread: { mean, deviation } };
  return latest.spread;
}

/** Where the draws differ, black where they do not: 2 std - 1. */
export const deviation = (): Float32Array | null =>
  spreadOf(edits.denoise)?.deviation.map((value) => 2 * value - 1) ?? null;

/** What is denoised; null while it is on its way. */
export const noisyPicture = (): Float32Array | null => noisyNow()?.picture ?? null;

/** The picture of the view at the network's size; null while either is on its way. */
export const ownPicture = (): Float32Array | null => subject()?.x0 ?? null;

/** What the mean of the draws is more than the original, or than the noisy picture where nobody knows that, pixel by pixel. */
export function change(): Float32Array | null {
  const own = view.getState().damage === 'none' ? noisyPicture() : ownPicture();
  const spread = spreadOf(edits.denoise);
  return own && spread?.mean.length === own.length ? spread.mean.map((value, i) => value - own[i]) : null;
}

/** What is compared with the original, as far as a run of draws has come; null before. */
export function denoised(
  run: Run | null,
  filled: number,
): { draw: Float32Array; mean: Float32Array | null; guess: Float32Array } | null {
  if (!run || filled === 0) return null;
  // The network's guess at the noisy picture itself is one evaluation.
  return {
    draw: run.guess(filled - 1, 0),
    mean: spreadOf(edits.denoise)?.mean ?? null,
    guess: run.guess(0, 0),
  };
}

/** What stands for missing pixels: a pattern that no digit has. */
const patternOf = (size: number): Float32Array =>
  Float32Array.from({ length: size * size }, (_, i) =>
    ((i % size) + Math.floor(i / size)) % 2 === 0 ? -0.35 : 0.15,
  );

const patterns = new Map<number, Float32Array>();

/** A picture with a pattern in the place of the missing pixels, or of the known ones. */
export function masked(
  picture: Float32Array,
  hidden: 'missing' | 'known',
  mask = view.getState().mask,
): Float32Array {
  const size = Math.sqrt(picture.length);
  const pattern = patterns.get(size) ?? patternOf(size);
  patterns.set(size, pattern);
  const missing = missingOf(mask);
  if (!missing) return picture;
  const known = knownFor(missing, size);
  const out = new Float32Array(picture.length);
  return hidden === 'missing' ? combine(known, picture, pattern, out) : combine(known, pattern, picture, out);
}

/** The scribble of a variant as it is handed over at the strength of the view; null while it is on its way. */
export function handedOverAt(variant: number): Float32Array | null {
  const own = subject();
  const state = view.getState();
  return own && handedOver(state, own.x0, network.getState().used, state.strength)[variant];
}

/** The sheet of a strength. */
export const restyleSheet = (strength: number): Sheet =>
  edits.restyle[STRENGTHS.findIndex((each) => each === strength)];

/** The result that is looked at more closely, among so many. */
export const chosenTile = (count: number): number => Math.min(view.getState().editTile, count - 1);

/** t where the open edit's way back begins. */
function lastEditT(): number {
  return view.getState().edit === 'denoise' ? (noisyNow()?.t ?? T) : T;
}

/** Looks at another t; the link follows when the gesture has ended. */
export function lookAtEditT(t: number): void {
  patchView({ editT: Math.min(lastEditT(), Math.max(0, Math.round(t))) });
}

/** Looks at another strength: the nearest of those that there are. */
export function lookAtStrength(t: number): void {
  const strength = STRENGTHS.reduce((a, b) => (Math.abs(b - t) < Math.abs(a - t) ? b : a));
  patchView({ strength });
}

/** Goes on towards the results, or back: through t, or through the strengths. */
export function moveBy(by: number): void {
  const { edit, editT, strength } = view.getState();
  if (edit === 'restyle') lookAtStrength(strength + Math.sign(by) * Math.max(100, Math.abs(by)));
  else lookAtEditT(Math.min(lastEditT(), editT) - by);
}
