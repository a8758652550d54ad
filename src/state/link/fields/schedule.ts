import { HAND_RANGE } from '../../../diffusion/handCurve';
import { SCHEDULES } from '../../../diffusion/schedule';
import { flag, number, numbers, shown, slidingPlace, someOf } from '../fieldKinds';

/** What can be compared with each other: the named schedules, a beta curve drawn by hand, and the additive process. */
export const COMPARABLE = [...SCHEDULES, 'hand', 'additive'] as const;
export type Comparable = (typeof COMPARABLE)[number];

/** Steps T that can be compared. */
export const COMPARED_T = { min: 10, max: 4000 } as const;

/** Where the curve drawn by hand starts: near the cosine schedule. */
const HAND_START: readonly number[] = [1e-4, 1.5e-3, 3e-3, 6e-3, 0.012, 0.1];

/** What a link restores of the Schedule view. The Lab uses `place`, too. */
export const SCHEDULE_FIELDS = {
  /** The processes that stand side by side, in the order of COMPARABLE. */
  compared: shown(someOf('compare', ['linear', 'cosine', 'additive'], COMPARABLE), {
    label: 'Compare',
  }),
  /** Number of steps T of each of them, 10 ... 4000. */
  comparedT: shown(number('T', 1000, COMPARED_T.min, COMPARED_T.max), {
    label: 'steps T',
    level: 'course',
    prefix: 'T =',
    title: 'Number of steps from data to noise, 10 to 4000',
  }),
  /** Values of beta at the knots of the curve drawn by hand, for T = 1000 (diffusion/handCurve). */
  hand: shown(numbers('hand', HAND_START, HAND_RANGE), { label: 'by hand' }),
  /** Whether the additive process is shown divided by its standard deviation, which makes it a DDPM. */
  rescaled: shown(flag('rescaled'), {
    label: 'show it divided by the square root of 1 + sigma squared',
    noticeName: 'show it divided',
    level: 'course',
    title: 'Divided by its standard deviation the additive process is an ordinary DDPM',
  }),
  /** Whether the network samples under each of the processes. */
  sampled: shown(flag('sampled'), { label: 'Let the network draw' }),
  /** The t at which all of them are shown, in thousandths of T. */
  place: slidingPlace(number('at', 500, 0, 1000)),
};
