import { bound, measureBound, stopBound } from './bound';
import { digitRules, runDigitRules, stopDigitRules } from './digitRules';
import { cancelDigits, exact, retryDigits } from './exact';
import { exactLosses, measureLosses, stopLosses } from './exactLoss';
import { exactSamples, makeSamples, stopSamples } from './exactSamples';
import { particles, runRules, stopRules } from './particles';
import { view } from '../../../state/link/view';
import type { Experiment } from '../../../state/link/fields/lab';

/** What an experiment computes, part by part. */
interface Work {
  readonly busy: () => boolean;
  /** Whether something is left to do. */
  readonly open: () => boolean;
  readonly run: () => void;
  readonly stop: () => void;
}

const someOf = (runs: Readonly<Record<string, { readonly kind: string }>>, ...kinds: string[]): boolean =>
  Object.values(runs).some(({ kind }) => kinds.includes(kind));

const WORK: Record<Experiment, readonly Work[]> = {
  rules: [
    {
      busy: () => someOf(particles.getState().runs, 'running'),
      open: () => someOf(particles.getState().runs, 'waiting', 'stopped'),
      run: runRules,
      stop: stopRules,
    },
  ],
  digits: [
    {
      busy: () => {
        const { runs } = digitRules.getState();
        return someOf(runs, 'waiting', 'running') && !someOf(runs, 'stopped');
      },
      open: () => someOf(digitRules.getState().runs, 'stopped'),
      run: runDigitRules,
      stop: stopDigitRules,
    },
  ],
  exact: [
    {
      busy: () => exact.getState().digits.kind === 'loading',
      open: () => ['absent', 'failed'].includes(exact.getState().digits.kind),
      run: retryDigits,
      stop: cancelDigits,
    },
    {
      busy: () => exactLosses.getState().status.kind === 'running',
      open: () => exactLosses.getState().status.kind !== 'done',
      run: () => void measureLosses(),
      stop: stopLosses,
    },
    {
      busy: () => exactSamples.getState().status.kind === 'running',
      open: () => exactSamples.getState().status.kind !== 'done',
      run: () => void makeSamples(),
      stop: stopSamples,
    },
  ],
  bound: [
    {
      busy: () => ['waiting', 'running'].includes(bound.getState().status.kind),
      open: () => ['stopped', 'failed'].includes(bound.getState().status.kind),
      run: measureBound,
      stop: stopBound,
    },
  ],
};

/** Stops what the open experiment computes. Returns whether there was something. */
export function stopExperiment(): boolean {
  const busy = WORK[view.getState().experiment].filter((part) => part.busy());
  busy.forEach((part) => part.stop());
  return busy.length > 0;
}

/** Stops what the open experiment computes, or begins the first part that is not done. */
export function toggleExperiment(): void {
  if (!stopExperiment()) WORK[view.getState().experiment].find((part) => part.open())?.run();
}
