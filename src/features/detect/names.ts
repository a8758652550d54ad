import type { ScoreName } from '../../state/link/fields/detect';
import { withMinusSign } from '../common/format';
import type { Progress } from './state/scoring';
import { MEASUREMENTS } from './state/table';
import { TEXTS } from './texts';

/** What the sets are measured with, whatever the settings of the picture are. */
export const describeMeasurement = (score: ScoreName): string =>
  TEXTS.measurement(MEASUREMENTS[score].draws, MEASUREMENTS[score].steps);

/** An error with three figures. */
export const formatError = (value: number): string =>
  value < 1e-4 ? withMinusSign(value.toExponential(1)) : String(Number(value.toPrecision(3)));

/** Standard deviations with one decimal and a true minus sign. */
export const formatDeviations = (value: number): string => withMinusSign(value.toFixed(1));

/** An area with three decimals; 1 or 0 only where it is exactly that. */
export const formatArea = (value: number): string =>
  value === 1 || value === 0 ? String(value) : Math.min(0.999, Math.max(0.001, value)).toFixed(3);

/** Progress that counts evaluations of the network, as a bar shows it. */
export const asJobProgress = ({ step, steps, stepsPerSecond, secondsLeft }: Progress) =>
  ({ done: step, of: steps, rate: [stepsPerSecond, 'evaluations'], secondsLeft }) as const;
