import { inFrame } from '../../../state/inFrame';
import { view } from '../../../state/link/view';
import { digitRules, type DigitRun } from '../state/digitRules';
import type { DigitRule } from '../state/digitWays';
import { tAtPlace } from '../state/place';

/** Calls the listener in the next animation frame, now and whenever the place or the rules' states change. @returns a function that stops it */
export const onRule = (rule: DigitRule, listener: (run: DigitRun, t: number) => void): (() => void) =>
  inFrame(
    () => listener(digitRules.store.getState().runs[rule], tAtPlace(view.getState())),
    [view, digitRules.store],
  );

/** x_t of one of the noises at t; null before the rule begins, and while it has not come that far. */
export function frameAt({ run, filled }: DigitRun, t: number, noise = 0): Float32Array | null {
  if (!run || filled === 0 || t > run.times[0] + 2) return null;
  const i = run.indexOf(t);
  return Math.abs(run.times[i] - t) > 4 ? null : run.frame(i, noise);
}
