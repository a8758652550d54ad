import { PIXELS } from '../../../data/pack';
import { detectability, halfLife, priorKl, shareTold } from '../../../diffusion/endOfForward';
import { addNoise, additiveAsSchedule, additiveScale } from '../../../diffusion/forward';
import { handSchedule } from '../../../diffusion/handCurve';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import {
  makeSchedule,
  snr,
  snrCurve,
  snrDb,
  timestepOfSnr,
  type Schedule,
} from '../../../diffusion/schedule';
import { inFrame } from '../../../state/inFrame';
import { COMPARABLE, type Comparable } from '../../../state/link/fields/schedule';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { source } from '../../../state/picture/source';

/** One of the processes that stand side by side. */
export interface ComparedProcess {
  readonly id: Comparable;
  /** Its variance-preserving schedule; that of the additive process is the one of x_t divided by its standard deviation. */
  readonly schedule: Schedule;
  /** The betas of the process itself; index 0 is 0. */
  readonly beta: Float64Array;
  /** The process's own x_t over the variance-preserving one, t in 0..T: 1, except for the additive process. */
  readonly scale: (t: number) => number;
}

type ComparisonSettings = Pick<ViewState, 'compared' | 'comparedT' | 'hand'>;

function makeProcess(id: Comparable, steps: number, hand: readonly number[]): ComparedProcess {
  if (id === 'additive') {
    const linear = makeSchedule('linear', steps);
    const scale = (t: number): number => 1 / additiveScale(linear, t);
    return { id, schedule: additiveAsSchedule(linear), beta: linear.beta, scale };
  }
  const schedule = id === 'hand' ? handSchedule(hand, steps) : makeSchedule(id, steps);
  return { id, schedule, beta: schedule.beta, scale: () => 1 };
}

/** Whether x_t of a process is shown as the process makes it; else it is divided by its standard deviation. */
export const isShownScaled = ({ id }: Pick<ComparedProcess, 'id'>, rescaled: boolean): boolean =>
  !(id === 'additive' && rescaled);

/**
 * What a process leaves of a picture.
 * @param x0 in [-1, 1], flat
 * @param isScaled x_T as the process itself makes it; else divided by its standard deviation
 */
export function summarizeProcess({ schedule, scale }: ComparedProcess, x0: Float32Array, isScaled: boolean) {
  const { T: end } = schedule;
  const half = halfLife(schedule);
  const meanSquare = x0.reduce((sum, value) => sum + value * value, 0) / x0.length;
  const distanceToEmpty = Math.sqrt(x0.reduce((sum, value) => sum + (value + 1) ** 2, 0));
  return {
    /** Mean of x_0^2 over the pixels. */
    meanSquare,
    /** First t at which half of the variance is noise, and how much of the way that is, in percent; undefined if that never comes. */
    halfLife: half,
    halfShare: half === undefined ? undefined : Math.round((100 * half) / end),
    /** KL(q(x_T | x_0) || N(0, I)) of the x_T that is shown, bits per pixel. */
    priorKl: priorKl(schedule, meanSquare, isScaled ? scale(end) : 1),
    /** SNR of x_T, dB. */
    lastSnr: snrDb(schedule, end),
    /** Standard deviations between the digit and an empty sheet in x_T. */
    detectability: detectability(schedule, end, distanceToEmpty),
  };
}

export type ProcessSummary = ReturnType<typeof summarizeProcess>;

/** A process whose x_T tells the digit in more than this share of tries does not end in pure noise; a coin has a half. */
const DETECTED = 0.55;

/** Whether nothing of the digit is left at the end. */
export const isLost = ({ detectability: dPrime }: Pick<ProcessSummary, 'detectability'>): boolean =>
  shareTold(dPrime) <= DETECTED;

/** Whether the shipped network was trained on a process. */
export const isTrainedOn = ({ id, schedule }: ComparedProcess): boolean =>
  id === 'linear' && schedule.T === T;

/** Decibels as the page writes them: to one decimal. */
const shown = (decibels: number): number => Math.round(10 * decibels) / 10;

/**
 * The part of a process that the shipped network has never seen. Decibels are compared as they are shown, to one decimal: the ends of
 * the linear schedule for another T differ by hundredths.
 * @returns how many of its first and last steps that are, and the largest and the least SNR that the network has seen, dB
 */
export function unseenByNetwork({ schedule }: ComparedProcess) {
  const trained = scheduleOf('linear');
  const most = snrDb(trained, 1);
  const least = snrDb(trained, T);
  const decibels = snrCurve(schedule);
  return {
    first: decibels.filter((db) => shown(db) > shown(most)).length,
    last: decibels.filter((db) => shown(db) < shown(least)).length,
    most,
    least,
  };
}

/** The t at which the shipped network knows as much noise as this process has at t >= 1. */
export const networkT = ({ schedule }: ComparedProcess, t: number): number =>
  timestepOfSnr(scheduleOf('linear'), snr(schedule, t));

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

/** The processes that a view compares, and their x_t. */
function createComparison() {
  const memos = Object.fromEntries(COMPARABLE.map((id) => [id, memo<ComparedProcess>()])) as Readonly<
    Record<Comparable, ReturnType<typeof memo<ComparedProcess>>>
  >;
  const keepEpsilon = memo<Float32Array>();
  const xt = new Float32Array(PIXELS);

  /** The one epsilon of the closed form, the same as the Timeline's, so that both show the same picture. */
  const closedFormEpsilon = (seed: number): Float32Array =>
    keepEpsilon([seed], () => fillGaussian(fold(sampleKey(seed, 'forward', 0), 0), new Float32Array(PIXELS)));

  return {
    /** The processes of a view; one that has not changed stays the same object. */
    comparedProcesses: ({ compared, comparedT, hand }: ComparisonSettings): ComparedProcess[] =>
      compared.map((id) =>
        memos[id]([comparedT, id === 'hand' && hand], () => makeProcess(id, comparedT, hand)),
      ),

    /**
     * x_t of the source picture under a process, in a buffer that the next call overwrites.
     * @param isScaled as the process itself makes it; else divided by its standard deviation
     */
    comparedXt: ({ schedule, scale }: ComparedProcess, t: number, isScaled: boolean): Float32Array => {
      const epsilon = closedFormEpsilon(view.getState().seed);
      addNoise(schedule, t, source.getState().picture.x0, epsilon, xt);
      const factor = isScaled ? scale(t) : 1;
      if (factor !== 1) for (let i = 0; i < xt.length; i++) xt[i] *= factor;
      return xt;
    },
  };
}

export const { comparedProcesses, comparedXt } = createComparison();

/** Calls the listener in the next animation frame, now and whenever view or picture change. @returns a function that stops it */
export const onComparison = (listener: (state: ViewState) => void): (() => void) =>
  inFrame(() => listener(view.getState()), [view, source]);
