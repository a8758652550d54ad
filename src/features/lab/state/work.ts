import type { Experiment } from '../../../state/link/fields/lab';
import { view } from '../../../state/link/view';
import { bound } from './bound';
import { digitRules } from './digitRules';
import { exact } from './exact';
import { exactLosses } from './exactLoss';
import { exactSamples } from './exactSamples';
import { particles } from './particles';

/** `busy`: Escape and Space stop it. `open`: Space starts it. Otherwise it is done, or waits for its own button. */
type Standing = 'busy' | 'open' | undefined;

/** One piece of what an experiment computes. */
interface Work {
  readonly standing: () => Standing;
  readonly start: () => void;
  readonly stop: () => unknown;
}

/** Work by the kinds of its statuses: the first kind of the table that is among them says how it stands. */
const work = (
  { start, stop }: Pick<Work, 'start' | 'stop'>,
  kinds: () => readonly string[],
  table: Readonly<Record<string, Standing>>,
): Work => ({
  start,
  stop,
  standing: () => table[Object.keys(table).find((kind) => kinds().includes(kind)) ?? ''],
});

const kindsOf = (runs: Readonly<Record<string, { readonly kind: string }>>): string[] =>
  Object.values(runs).map(({ kind }) => kind);

const ON_REQUEST = { running: 'busy', idle: 'open', stopped: 'open', failed: 'open' } as const;

const WORK: Record<Experiment, readonly Work[]> = {
  rules: [
    work(particles, () => kindsOf(particles.store.getState().runs), {
      running: 'busy',
      waiting: 'open',
      stopped: 'open',
    }),
  ],
  digits: [
    work(digitRules, () => kindsOf(digitRules.store.getState().runs), {
      stopped: 'open',
      waiting: 'busy',
      running: 'busy',
    }),
  ],
  exact: [
    work({ start: exact.load, stop: exact.cancel }, () => [exact.store.getState().digits.kind], {
      loading: 'busy',
      absent: 'open',
      failed: 'open',
    }),
    work(exactLosses, () => [exactLosses.store.getState().status.kind], ON_REQUEST),
    work(exactSamples, () => [exactSamples.store.getState().status.kind], ON_REQUEST),
  ],
  bound: [
    work(bound, () => [bound.store.getState().status.kind], {
      waiting: 'busy',
      running: 'busy',
      stopped: 'open',
      failed: 'open',
    }),
  ],
};

const workThatIs = (standing: Standing): Work[] =>
  WORK[view.getState().experiment].filter((each) => each.standing() === standing);

/** Stops what the open experiment computes. @returns whether there was something */
export function stopExperiment(): boolean {
  const busy = workThatIs('busy');
  busy.forEach(({ stop }) => stop());
  return busy.length > 0;
}

/** Stops what the open experiment computes, or begins the first piece that is not done. */
export function toggleExperiment(): void {
  if (!stopExperiment()) workThatIs('open').at(0)?.start();
}
