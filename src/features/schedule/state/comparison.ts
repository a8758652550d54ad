import { detectability, halfLife, priorKl } from '../../../diffusion/destroyed';
import { addNoise, additiveAsSchedule, additiveScale } from '../../../diffusion/forward';
import { handSchedule } from '../../../diffusion/handCurve';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule, snr, snrDb, timestepOfSnr } from '../../../diffusion/schedule';
import type { Schedule } from '../../../diffusion/schedule';
import { inFrame } from '../../../state/inFrame';
import { source } from '../../../state/picture/source';
import { patchView, view } from '../../../state/link/view';
import { COMPARABLE } from '../../../state/link/fields/schedule';
import type { Comparable } from '../../../state/link/fields/schedule';
import type { ViewState } from '../../../state/link/fields/table';

/** One of the processes that stand side by side. */
export interface Compared {
  readonly id: Comparable;
  /** Its variance-preserving schedule; the additive process's once every x_t is brought to variance 1. */
  readonly schedule: Schedule;
  /** Its own betas; index 0 is 0. */
  readonly beta: Float64Array;
  /** x_t as the process itself makes it is the variance-preserving x_t times this, t in 0..T; 1 but for the additive one. */
  readonly scale: (t: number) => number;
}

/** What a process leaves of the picture on the stage. */
export interface Verdict {
  /** Mean of x_0^2 over the pixels. */
  readonly meanSquare: number;
  /** First t at which half of the variance is noise; undefined where that never comes. */
  readonly halfLife: number | undefined;
  /** KL(q(x_T | x_0) || N(0, I)), bits per pixel. */
  readonly priorKl: number;
  /** SNR of x_T, dB. */
  readonly lastSnr: number;
  /** Standard deviations between the digit and an empty sheet in x_T. */
  readonly detectability: number;
}

const made = new Map<string, Compared>();

function make(id: Comparable, T: number, hand: readonly number[]): Compared {
  const name = [id, T, ...(id === 'hand' ? hand : [])].join();
  const known = made.get(name);
  if (known) return known;
  const own = id === 'hand' ? handSchedule(hand, T) : makeSchedule(id === 'additive' ? 'linear' : id, T);
  const additive = id === 'additive';
  const compared: Compared = {
    id,
    schedule: additive ? additiveAsSchedule(own) : own,
    beta: own.beta,
    scale: additive ? (t) => 1 / additiveScale(own, t) : () => 1,
  };
  if (made.size > 60) made.clear();
  made.set(name, compared);
  return compared;
}

/** The processes that a view compares. */
export function comparedOf({
  compared,
  comparedT,
  hand,
}: Pick<ViewState, 'compared' | 'comparedT' | 'hand'>): Compared[] {
  return compared.map((id) => make(id, comparedT, hand));
}

/** What a process leaves of a picture. */
export function verdictOf({ schedule }: Compared, x0: Float32Array): Verdict {
  const { T } = schedule;
  const meanSquare = x0.reduce((sum, value) => sum + value * value, 0) / x0.length;
  const fromEmpty = Math.sqrt(x0.reduce((sum, value) => sum + (value + 1) ** 2, 0));
  return {
    meanSquare,
    halfLife: halfLife(schedule),
    priorKl: priorKl(schedule, meanSquare),
    lastSnr: snrDb(schedule, T),
    detectability: detectability(schedule, T, fromEmpty),
  };
}

let learned: Schedule | undefined;
const trained = (): Schedule => (learned ??= makeSchedule('linear'));

/** How much of a process lies beyond what the shipped network has seen, in steps, and where that ends, in dB. */
export function beyondNetwork({ schedule }: Compared): {
  first: number;
  last: number;
  most: number;
  least: number;
} {
  const most = snrDb(trained(), 1);
  const least = snrDb(trained(), trained().T);
  const all = Array.from({ length: schedule.T }, (_, i) => snrDb(schedule, i + 1));
  // The ends of the linear schedule for another T differ by hundredths of a decibel.
  return {
    first: all.filter((db) => db > most + 0.5).length,
    last: all.filter((db) => db < least - 0.5).length,
    most,
    least,
  };
}

/** The t at which the shipped network, which learned on the linear schedule, knows as much noise as this one's t >= 1. */
export function networkT({ schedule }: Compared, t: number): number {
  return timestepOfSnr(trained(), snr(schedule, t));
}

/** The t of the comparison's place: on every process the same share of its way. */
export function placeT({ place, comparedT }: Pick<ViewState, 'place' | 'comparedT'>): number {
  return Math.round((place * comparedT) / 1000);
}

/** Shows or hides a process; one always stays. */
export function toggleCompared(id: Comparable): void {
  const { compared } = view.getState();
  const chosen = COMPARABLE.filter((each) => (each === id) !== compared.includes(each));
  if (chosen.length > 0) patchView({ compared: chosen });
}

/** Sets a knot of the curve drawn by hand, beta at T = 1000. */
export function setKnot(knot: number, beta: number): void {
  patchView({
    hand: view.getState().hand.map((each, i) => (i === knot ? Number(beta.toPrecision(3)) : each)),
  });
}

const buffer = new Float32Array(784);
let noise: { seed: number; epsilon: Float32Array } | undefined;

/** The one epsilon of the closed form: that of the Timeline, so both show the same picture. */
function epsilonOf(seed: number): Float32Array {
  if (noise?.seed !== seed) {
    const k = fold(fold(fold(key(seed), STREAM.forward), 0), 0);
    noise = { seed, epsilon: fillGaussian(k, new Float32Array(784)) };
  }
  return noise.epsilon;
}

/**
 * x_t of the picture on the stage under a process, in a buffer that the next call overwrites.
 * @param own as the process makes it; else brought to variance 1
 */
export function comparedXt({ schedule, scale }: Compared, t: number, own: boolean): Float32Array {
  addNoise(schedule, t, source.getState().picture.x0, epsilonOf(view.getState().seed), buffer);
  const by = own ? scale(t) : 1;
  if (by !== 1) for (let i = 0; i < buffer.length; i++) buffer[i] *= by;
  return buffer;
}

/** Calls the listener in the next animation frame, now and whenever what is compared or looked at changes. Returns how to stop. */
export function onComparison(listener: (state: ViewState) => void): () => void {
  return inFrame(() => listener(view.getState()), [view, source]);
}
