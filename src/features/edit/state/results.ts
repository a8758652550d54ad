import { combine } from '../../../diffusion/inpaint';
import { STRENGTHS } from '../../../state/link/fields/edit';
import { knownFor, parseMask } from '../../../state/link/mask';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import { T } from '../../../state/picture/forwardPath';
import type { SampleRun } from '../../../state/samples/sampleRun';
import type { Sheet } from '../../../state/samples/sheet';
import { noisedScribbles } from './plans';
import { sheets } from './sheets';
import { noisyNow, subjectNow } from './subjects';

/** Index of a run's state that the slider stands at; -1 while none is here. */
const shownIndex = (run: SampleRun): number => run.indexOf(view.getState().editT);

/** The state of a result at the slider's t, or the nearest that is here; null while there is none. */
export function shownState(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  const index = run ? shownIndex(run) : -1;
  return run && index >= 0 && tile < run.count ? run.frame(index, tile) : null;
}

/** The t of what `shownState` gives; NaN if it gives none. */
export function shownStateT(sheet: Sheet): number {
  const { run } = sheet.store.getState();
  return run?.times[shownIndex(run)] ?? NaN;
}

/** A result as it will be: its last state, or until that is here the network's newest guess at it. */
export function result(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  if (!run || run.filled === 0 || tile >= run.count) return null;
  return run.x0HatFrame(run.filled - 1, tile);
}

/** The last state of a sheet whose run leads up to noise; null before it is complete. */
export function noiseOf(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  return run?.complete ? run.frame(run.filled - 1, tile) : null;
}

/** Mean and standard deviation (with n in the denominator) of the results, pixel by pixel. */
interface Spread {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

function spread(run: SampleRun, filled: number): Spread {
  const mean = new Float32Array(run.size);
  const deviation = new Float32Array(run.size);
  const guesses = Array.from({ length: run.count }, (_, i) => run.x0HatFrame(filled - 1, i));
  for (let k = 0; k < run.size; k++) {
    const values = guesses.map((guess) => guess[k]);
    mean[k] = values.reduce((sum, value) => sum + value, 0) / run.count;
    deviation[k] = Math.sqrt(values.reduce((sum, value) => sum + (value - mean[k]) ** 2, 0) / run.count);
  }
  return { mean, deviation };
}

const keepSpread = memo<Spread>();

/** Mean and spread of the draws; null while there is none. */
export function spreadNow(): Spread | null {
  const { run } = sheets.denoise.store.getState();
  return run && run.filled > 0 ? keepSpread([run, run.filled], () => spread(run, run.filled)) : null;
}

/** Where the draws differ, black where they do not: 2 std - 1. */
export const deviation = (): Float32Array | null =>
  spreadNow()?.deviation.map((value) => 2 * value - 1) ?? null;

export const meanPicture = (): Float32Array | null => spreadNow()?.mean ?? null;

/** What is denoised; null while it is still loading. */
export const noisyPicture = (): Float32Array | null => noisyNow()?.picture ?? null;

/** The picture of the view at the network's size; null while either is still loading. */
export const subjectPicture = (): Float32Array | null => subjectNow()?.x0 ?? null;

/** The mean of the draws less the original, or less the noisy picture where nobody knows the original. */
export function change(): Float32Array | null {
  const original = view.getState().damage === 'none' ? noisyPicture() : subjectPicture();
  const mean = meanPicture();
  return original && mean?.length === original.length ? mean.map((value, i) => value - original[i]) : null;
}

/** What is compared with the original, as far as a run of draws has come; null before. */
export function denoised(
  run: SampleRun | null,
  filled: number,
): { draw: Float32Array; mean: Float32Array | null; guess: Float32Array } | null {
  if (!run || filled === 0) return null;
  // The network's guess at the noisy picture itself takes one evaluation.
  return { draw: run.x0HatFrame(filled - 1, 0), mean: meanPicture(), guess: run.x0HatFrame(0, 0) };
}

/** What stands for missing pixels: a pattern that no digit has. */
const patternOf = (size: number): Float32Array =>
  Float32Array.from({ length: size * size }, (_, i) =>
    ((i % size) + Math.floor(i / size)) % 2 === 0 ? -0.35 : 0.15,
  );

/** A picture with a pattern instead of its missing pixels, or of its known ones. */
export function masked(
  picture: Float32Array,
  hidden: 'missing' | 'known',
  mask = view.getState().mask,
): Float32Array {
  const missing = parseMask(mask);
  if (!missing) return picture;
  const size = Math.sqrt(picture.length);
  const pattern = patternOf(size);
  const known = knownFor(missing, size);
  const out = new Float32Array(picture.length);
  return hidden === 'missing' ? combine(known, picture, pattern, out) : combine(known, pattern, picture, out);
}

/** x_t of the first variant's scribble at the strength of the view; null while the scribble is still loading. */
export function noisedScribble(): Float32Array | null {
  const subject = subjectNow();
  const { seed, strength } = view.getState();
  if (!subject) return null;
  return noisedScribbles({ seed, variants: 1 }, subject.x0, network.getState().used, strength)[0];
}

/** The result that is looked at more closely, among so many. */
export const chosenTile = (count: number): number => Math.min(view.getState().editTile, count - 1);

/** t where the results of the open edit start. */
const startT = (): number => (view.getState().edit === 'denoise' ? (noisyNow()?.t ?? T) : T);

/** Looks at another t; the link follows when the gesture has ended. */
export function lookAtEditT(t: number): void {
  patchView({ editT: Math.min(startT(), Math.max(0, Math.round(t))) });
}

/** Looks at another strength: the nearest of those that there are. */
export function lookAtStrength(t: number): void {
  const strength = STRENGTHS.reduce((a, b) => (Math.abs(b - t) < Math.abs(a - t) ? b : a));
  patchView({ strength });
}

/** Moves towards the results, or back: through t, or through the strengths. */
export function moveBy(by: number): void {
  const { edit, editT, strength } = view.getState();
  if (edit === 'restyle') lookAtStrength(strength + Math.sign(by) * Math.max(100, Math.abs(by)));
  else lookAtEditT(Math.min(startT(), editT) - by);
}
