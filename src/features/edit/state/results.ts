import { combine } from '../../../diffusion/inpaint';
import { STRENGTHS } from '../../../state/link/fields/edit';
import { knownFor, parseMask } from '../../../state/link/mask';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import { T } from '../../../state/picture/forwardPath';
import type { SampleRun } from '../../../state/samples/sampleRun';
import type { Sheet, SheetState } from '../../../state/samples/sheet';
import { addForwardNoise } from './plans';
import { sheets } from './sheets';
import { getNoisy, getSubject } from './subjects';

/** The state of a result at the slider's t, or the nearest that is here; null while there is none. */
export function shownState(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  if (!run || run.filled === 0 || tile >= run.count) return null;
  return run.frame(run.indexOf(view.getState().editT), tile);
}

/** The t of what `shownState` gives; NaN if it gives none. */
export function shownStateT(sheet: Sheet): number {
  const { run } = sheet.store.getState();
  return run?.times[run.indexOf(view.getState().editT)] ?? NaN;
}

/** A result as it will be: its last state, or until that is here the network's newest guess at it. */
export function result(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  if (!run || run.filled === 0 || tile >= run.count) return null;
  return run.x0HatFrame(run.filled - 1, tile);
}

/** The last state of a sheet whose run leads up to noise; null before it is complete. */
export function invertedNoise(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  return run?.complete ? run.frame(run.filled - 1, tile) : null;
}

/** Mean and standard deviation (with n in the denominator) of the results, pixel by pixel. */
function computeSpread(run: SampleRun, filled: number) {
  const mean = new Float32Array(run.size);
  const deviation = new Float32Array(run.size);
  const guesses = Array.from({ length: run.count }, (_, i) => run.x0HatFrame(filled - 1, i));
  for (let k = 0; k < run.size; k++) {
    let sum = 0;
    for (const guess of guesses) sum += guess[k];
    mean[k] = sum / run.count;
    let squares = 0;
    for (const guess of guesses) squares += (guess[k] - mean[k]) ** 2;
    deviation[k] = Math.sqrt(squares / run.count);
  }
  return { mean, deviation };
}

const memoizeSpread = memo<ReturnType<typeof computeSpread>>();

/** Mean and spread of the draws; null while there is none. */
export function getSpread() {
  const { run } = sheets.denoise.store.getState();
  return run && run.filled > 0
    ? memoizeSpread([run, run.filled], () => computeSpread(run, run.filled))
    : null;
}

/** Where the draws differ, black where they do not: 2 std - 1. */
export const deviation = (): Float32Array | null =>
  getSpread()?.deviation.map((value) => 2 * value - 1) ?? null;

export const meanPicture = (): Float32Array | null => getSpread()?.mean ?? null;

/** What is denoised; null while it is still loading. */
export const noisyPicture = (): Float32Array | null => getNoisy()?.picture ?? null;

/** The picture of the view at the network's size; null while either is still loading. */
export const subjectPicture = (): Float32Array | null => getSubject()?.x0 ?? null;

/** The mean of the draws less the original, or less the noisy picture where nobody knows the original. */
export function change(): Float32Array | null {
  const original = view.getState().damage === 'none' ? noisyPicture() : subjectPicture();
  const mean = meanPicture();
  return original && mean?.length === original.length ? mean.map((value, i) => value - original[i]) : null;
}

/** Results come a state at a time; what they are compared with follows in so many steps. */
const COMPARED_STATES = 8;

/** How many states of the draws those that are compared with the original have gone through; 0 before there is one. */
export function comparedStates({ run, filled }: Pick<SheetState, 'run' | 'filled'>): number {
  if (!run || filled === 0 || run.isFull) return filled;
  const every = Math.ceil((run.steps + 1) / COMPARED_STATES);
  return Math.max(1, filled - (filled % every));
}

/** What is compared with the original, after so many states of a run of draws; null before. */
export function denoised(run: SampleRun | null, filled: number) {
  if (!run || filled === 0) return null;
  return { draw: run.x0HatFrame(filled - 1, 0), mean: computeSpread(run, filled).mean };
}

/** The network's guess at the noisy picture itself, which takes one evaluation; null before. */
export const firstGuess = (run: SampleRun | null, isBegun: boolean): Float32Array | null =>
  run && isBegun ? run.x0HatFrame(0, 0) : null;

/** What stands for missing pixels: a pattern that no digit has. */
const checkered = (size: number): Float32Array =>
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
  const pattern = checkered(size);
  const known = knownFor(missing, size);
  return hidden === 'missing'
    ? combine(known, picture, pattern, pattern)
    : combine(known, pattern, picture, pattern);
}

/** x_t of the first variant's scribble at the strength of the view; null while the scribble is still loading. */
export function noisedScribble(): Float32Array | null {
  const subject = getSubject();
  const { seed, strength } = view.getState();
  if (!subject) return null;
  return addForwardNoise(seed, [subject.x0], network.getState().used, strength)[0];
}

/** The result that is looked at more closely, among so many. */
export const chosenTile = (count: number): number => Math.min(view.getState().editTile, count - 1);

/** t where the results of the open edit start. */
const startT = (): number => (view.getState().edit === 'denoise' ? (getNoisy()?.t ?? T) : T);

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
