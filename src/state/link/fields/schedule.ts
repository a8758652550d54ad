import { HAND_RANGE } from '../../../diffusion/handCurve';
import { SCHEDULES } from '../../../diffusion/schedule';
import { flag, number, numbers, shown, slidingPlace, someOf } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';

/** What can be compared with each other: the named schedules, a beta curve drawn by hand, and the additive process. */
export const COMPARABLE = [...SCHEDULES, 'hand', 'additive'] as const;
export type Comparable = (typeof COMPARABLE)[number];

/** Steps T that can be compared. */
export const COMPARED_T = { min: 10, max: 4000 } as const;

/** What a link restores of the Schedule view. The Lab uses `place`, too. */
export interface ScheduleFields {
  /** The processes that stand side by side, in the order of COMPARABLE. */
  compared: readonly Comparable[];
  /** Number of steps T of each of them, 10 ... 4000. */
  comparedT: number;
  /** Values of beta at the knots of the curve drawn by hand, for T = 1000 (diffusion/handCurve). */
  hand: readonly number[];
  /** Whether the additive process is shown divided by its standard deviation, which makes it a DDPM. */
  rescaled: boolean;
  /** Whether the network samples under each of the processes. */
  sampled: boolean;
  /** The t at which all of them are shown, in thousandths of T. */
  place: number;
}

/** Where the curve drawn by hand starts: near the cosine schedule. */
const HAND_START: readonly number[] = [1e-4, 1.5e-3, 3e-3, 6e-3, 0.012, 0.1];

export const SCHEDULE_FIELDS: FieldsOf<ScheduleFields> = {
  compared: someOf('compare', ['linear', 'cosine', 'additive'], COMPARABLE),
  comparedT: shown(number('T', 1000, COMPARED_T.min, COMPARED_T.max), { label: 'T' }),
  hand: numbers('hand', HAND_START, HAND_RANGE),
  rescaled: shown(flag('rescaled'), { label: 'show it divided by the square root of 1 + sigma squared' }),
  sampled: shown(flag('sampled'), { label: 'let the network sample under each' }),
  place: slidingPlace(number('at', 500, 0, 1000)),
};
