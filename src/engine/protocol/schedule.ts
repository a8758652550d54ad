import type { ScheduleName } from '../../diffusion/schedule';

export interface NamedSchedule {
  readonly name: ScheduleName;
  readonly T: number;
}

export interface ScheduleRequest extends NamedSchedule {
  /** Whether it is the additive process with these betas, x_t scaled to variance 1. The network is asked at the t of the same SNR. */
  readonly additive?: boolean;
  /** beta_1 .. beta_T, each in (0, 1), instead of those of the named schedule. */
  readonly beta?: Float64Array;
}
