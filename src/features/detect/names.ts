import { exponential, figures, fixed, share } from '../../diffusion/numbers/formatNumber';
import type { ScoreName } from '../../state/link/fields/detect';
import type { Progress } from './state/scoring';
import { MEASUREMENTS } from './state/scoreTable';
import { TEXTS } from './texts';

/** What the sets are measured with, whatever the settings of the picture are. */
export const describeMeasurement = (score: ScoreName): string =>
  TEXTS.measurement(MEASUREMENTS[score].draws, MEASUREMENTS[score].steps);

/** An error with three figures. */
export const formatError = (value: number): string =>
  value < 1e-4 ? exponential(value, 1) : figures(value, 3);

/** Standard deviations with one decimal and a true minus sign. */
export const formatDeviations = (value: number): string => fixed(value, 1);

/** An area with three decimals, or more where it would be rounded to 0 or 1. */
export const formatArea = (value: number): string => share(value, 3);

/** Progress that counts evaluations of the network, as a bar shows it. */
export const asJobProgress = ({ step, steps, stepsPerSecond, secondsLeft }: Progress) =>
  ({ done: step, of: steps, rate: [stepsPerSecond, 'evaluations'], secondsLeft }) as const;
