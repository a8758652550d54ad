import { HAND_RANGE } from '../../../diffusion/handCurve';
import { SCHEDULES } from '../../../diffusion/schedule';
import { flag, number, numbers, shown, slidingPlace, someOf } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';

/** What can be compared with each other: the named schedules, a beta curve drawn by hand, and the additive process. */
export const COMPARABLE = [...SCHEDULES, 'hand', 'additive'] as const;
export type Comparable = (typeof COMPARABLE)[number];

/** What a link restores of the Schedule view. The Lab uses place, too. */
export interface ScheduleFields {
  /** What stands side by side, in the order of COMPARABLE. */
  compared: readonly Comparable[];
  /** Steps of what is compared, 10 ... 4000. */
  comparedT: number;
  /** Knots of the beta curve drawn by hand, for T = 1000 (diffusion/handCurve). */
  hand: readonly number[];
  /** Whether the additive process is shown brought to variance 1, where it is a DDPM. */
  rescaled: boolean;
  /** Whether the network samples under each process that is compared. */
  sampled: boolean;
  /** Place on the way where the comparison is looked at, in thousandths of it. */
  place: number;
}

/** Where the curve drawn by hand starts: near the cosine schedule. */
const HAND_START: readonly number[] = [1e-4, 1.5e-3, 3e-3, 6e-3, 0.012, 0.1];

export const SCHEDULE_FIELDS: FieldsOf<ScheduleFields> = {
  compared: someOf('compare', ['linear', 'cosine', 'additive'], COMPARABLE),
  comparedT: shown(number('T', 1000, 10, 4000), { label: 'T' }),
  hand: numbers('hand', HAND_START, HAND_RANGE),
  rescaled: shown(flag('rescaled'), { label: 'show it divided by the square root of 1 + sigma squared' }),
  sampled: shown(flag('sampled'), { label: 'let the network sample under each' }),
  place: slidingPlace(number('at', 500, 0, 1000)),
};
