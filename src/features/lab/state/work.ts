import type { Experiment } from '../../../state/link/fields/lab';
import { view } from '../../../state/link/view';
import { bound } from './bound';
import { digitRules } from './digitRules';
import { exact } from './exact';
import { exactLosses } from './exactLoss';
import { exactSamples } from './exactSamples';
import { particles } from './particles';

/** One piece of what an experiment computes. */
interface Work {
  readonly isBusy: () => boolean;
  /** Whether Space begins it or goes on with it. */
  readonly isOpen: () => boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

type Standing = { readonly kind: string };

const some = (runs: Readonly<Record<string, Standing>>, ...kinds: string[]): boolean =>
  Object.values(runs).some(({ kind }) => kinds.includes(kind));

/** Work that starts only when it is asked for. */
const askedFor = ({
  store,
  start,
  stop,
}: {
  readonly store: { readonly getState: () => { readonly status: Standing } };
  readonly start: () => void;
  readonly stop: () => unknown;
}): Work => ({
  isBusy: () => store.getState().status.kind === 'running',
  isOpen: () => store.getState().status.kind !== 'done',
  start,
  stop,
});

const WORK: Record<Experiment, readonly Work[]> = {
  rules: [
    {
      ...particles,
      isBusy: () => some(particles.store.getState().runs, 'running'),
      isOpen: () => some(particles.store.getState().runs, 'waiting', 'stopped'),
    },
  ],
  digits: [
    {
      ...digitRules,
      isBusy: () => {
        const { runs } = digitRules.store.getState();
        return some(runs, 'waiting', 'running') && !some(runs, 'stopped');
      },
      isOpen: () => some(digitRules.store.getState().runs, 'stopped'),
    },
  ],
  exact: [
    {
      isBusy: () => exact.store.getState().digits.kind === 'loading',
      isOpen: () => ['absent', 'failed'].includes(exact.store.getState().digits.kind),
      start: exact.load,
      stop: exact.cancel,
    },
    askedFor(exactLosses),
    askedFor(exactSamples),
  ],
  bound: [
    {
      ...bound,
      isBusy: () => ['waiting', 'running'].includes(bound.store.getState().status.kind),
      isOpen: () => ['stopped', 'failed'].includes(bound.store.getState().status.kind),
    },
  ],
};

/** Stops what the open experiment computes. @returns whether there was something */
export function stopExperiment(): boolean {
  const busy = WORK[view.getState().experiment].filter((work) => work.isBusy());
  busy.forEach((work) => work.stop());
  return busy.length > 0;
}

/** Stops what the open experiment computes, or begins the first piece that is not done. */
export function toggleExperiment(): void {
  if (!stopExperiment()) WORK[view.getState().experiment].find((work) => work.isOpen())?.start();
}
