import { detectability, halfLife, priorKl } from '../../../diffusion/destroyed';
import { addNoise, additiveAsSchedule, additiveScale } from '../../../diffusion/forward';
import { handSchedule } from '../../../diffusion/handCurve';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { makeSchedule, snr, snrDb, timestepOfSnr, type Schedule } from '../../../diffusion/schedule';
import { inFrame } from '../../../state/inFrame';
import { COMPARABLE, type Comparable } from '../../../state/link/fields/schedule';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { source } from '../../../state/picture/source';

/** One of the processes that stand side by side. */
export interface Compared {
  readonly id: Comparable;
  /** Its variance-preserving schedule; that of the additive process is the one of x_t divided by its standard deviation. */
  readonly schedule: Schedule;
  /** The betas of the process itself; index 0 is 0. */
  readonly beta: Float64Array;
  /** The process's own x_t over the variance-preserving one, t in 0..T: 1, except for the additive process. */
  readonly scale: (t: number) => number;
}

/** What a process leaves of a picture. */
export interface Verdict {
  /** Mean of x_0^2 over the pixels. */
  readonly meanSquare: number;
  /** First t at which half of the variance is noise; undefined if that never comes. */
  readonly halfLife: number | undefined;
  /** KL(q(x_T | x_0) || N(0, I)), bits per pixel. */
  readonly priorKl: number;
  /** SNR of x_T, dB. */
  readonly lastSnr: number;
  /** Standard deviations between the digit and an empty sheet in x_T. */
  readonly detectability: number;
}

/** Processes by what defines them, so that each is computed once and stays the same object. */
const processes = new Map<string, Compared>();
const MOST_PROCESSES = 60;

function processOf(id: Comparable, T: number, hand: readonly number[]): Compared {
  const name = [id, T, ...(id === 'hand' ? hand : [])].join();
  const cached = processes.get(name);
  if (cached) return cached;
  const base = id === 'hand' ? handSchedule(hand, T) : makeSchedule(id === 'additive' ? 'linear' : id, T);
  const isAdditive = id === 'additive';
  const process: Compared = {
    id,
    schedule: isAdditive ? additiveAsSchedule(base) : base,
    beta: base.beta,
    scale: isAdditive ? (t) => 1 / additiveScale(base, t) : () => 1,
  };
  if (processes.size > MOST_PROCESSES) processes.clear();
  processes.set(name, process);
  return process;
}

/** The processes that a view compares. */
export function comparedOf({
  compared,
  comparedT,
  hand,
}: Pick<ViewState, 'compared' | 'comparedT' | 'hand'>): Compared[] {
  return compared.map((id) => processOf(id, comparedT, hand));
}

/** @param x0 a picture in [-1, 1], flat */
export function verdictOf({ schedule }: Compared, x0: Float32Array): Verdict {
  const { T } = schedule;
  const meanSquare = x0.reduce((sum, value) => sum + value * value, 0) / x0.length;
  const distanceToEmpty = Math.sqrt(x0.reduce((sum, value) => sum + (value + 1) ** 2, 0));
  return {
    meanSquare,
    halfLife: halfLife(schedule),
    priorKl: priorKl(schedule, meanSquare),
    lastSnr: snrDb(schedule, T),
    detectability: detectability(schedule, T, distanceToEmpty),
  };
}

/** The schedule that the shipped network learned on. */
const learnedSchedule = (): Schedule => scheduleOf('linear');

/**
 * The part of a process that the shipped network has never seen.
 * @returns how many of its first and last steps that are, and the largest and the least SNR that the network knows, dB
 */
export function beyondNetwork({ schedule }: Compared): {
  first: number;
  last: number;
  most: number;
  least: number;
} {
  const learned = learnedSchedule();
  const most = snrDb(learned, 1);
  const least = snrDb(learned, learned.T);
  const decibels = Array.from({ length: schedule.T }, (_, i) => snrDb(schedule, i + 1));
  // The ends of the linear schedule for another T differ by hundredths of a decibel.
  return {
    first: decibels.filter((db) => db > most + 0.5).length,
    last: decibels.filter((db) => db < least - 0.5).length,
    most,
    least,
  };
}

/** The t at which the shipped network knows as much noise as this process has at t >= 1. */
export const networkT = ({ schedule }: Compared, t: number): number =>
  timestepOfSnr(learnedSchedule(), snr(schedule, t));

/** The t that is shown: the same share of the way for every process. */
export const placeT = ({ place, comparedT }: Pick<ViewState, 'place' | 'comparedT'>): number =>
  Math.round((place * comparedT) / 1000);

/** Shows or hides a process; one always stays. */
export function toggleCompared(id: Comparable): void {
  const { compared } = view.getState();
  const chosen = COMPARABLE.filter((each) => (each === id) !== compared.includes(each));
  if (chosen.length > 0) patchView({ compared: chosen });
}

/** Sets a knot of the curve drawn by hand: beta at T = 1000, rounded to three figures. */
export function setKnot(knot: number, beta: number): void {
  patchView({
    hand: view.getState().hand.map((each, i) => (i === knot ? Number(beta.toPrecision(3)) : each)),
  });
}

const PIXELS = 784;
const xt = new Float32Array(PIXELS);

/** The one epsilon of the closed form, the same as the Timeline's, so that both show the same picture. */
const epsilonOf = (seed: number): Float32Array =>
  keepEpsilon([seed], () => {
    const noiseKey = fold(sampleKey(seed, 'forward', 0), 0);
    return fillGaussian(noiseKey, new Float32Array(PIXELS));
  });
const keepEpsilon = memo<Float32Array>();

/**
 * x_t of the source picture under a process, in a buffer that the next call overwrites.
 * @param isScaled as the process itself makes it; else divided by its standard deviation
 */
export function comparedXt({ schedule, scale }: Compared, t: number, isScaled: boolean): Float32Array {
  addNoise(schedule, t, source.getState().picture.x0, epsilonOf(view.getState().seed), xt);
  const factor = isScaled ? scale(t) : 1;
  if (factor !== 1) for (let i = 0; i < xt.length; i++) xt[i] *= factor;
  return xt;
}

/** Calls the listener in the next animation frame, now and whenever view or picture change. @returns a function that stops it */
export const onComparison = (listener: (state: ViewState) => void): (() => void) =>
  inFrame(() => listener(view.getState()), [view, source]);
