import type { Experiment } from '../../../state/link/fields/lab';
import { view } from '../../../state/link/view';
import type { TaskStatus } from '../../../state/task';
import { bound } from './bound';
import { digitRules } from './digitRules';
import { exact, type DigitsStatus } from './exact';
import { exactLosses } from './exactLoss';
import { exactSamples } from './exactSamples';
import { particles } from './particles';
import type { RuleStatus } from './rules';

/** Escape and Space stop what is `busy`, Space starts what is `startable`. */
type Activity = 'busy' | 'startable' | 'done';

interface Piece {
  readonly activity: () => Activity;
  readonly start: () => void;
  readonly stop: () => unknown;
}

const ACTIVITIES: Record<TaskStatus['kind'] | DigitsStatus['kind'], Activity> = {
  idle: 'startable',
  'asked-first': 'startable',
  stopped: 'startable',
  failed: 'startable',
  absent: 'startable',
  waiting: 'busy',
  running: 'busy',
  loading: 'busy',
  done: 'done',
  ready: 'done',
};

/** @param beforeTheFirst what they are while no rule has begun: particles wait for the user then, digits for the engine */
function rulesActivity(
  runs: Readonly<Record<string, { readonly kind: RuleStatus }>>,
  beforeTheFirst: Activity,
): Activity {
  const kinds = Object.values(runs).map(({ kind }) => kind);
  if (kinds.includes('running')) return 'busy';
  if (kinds.includes('stopped')) return 'startable';
  return kinds.includes('waiting') ? beforeTheFirst : 'done';
}

const PIECES: Record<Experiment, readonly Piece[]> = {
  rules: [{ ...particles, activity: () => rulesActivity(particles.store.getState().runs, 'startable') }],
  digits: [{ ...digitRules, activity: () => rulesActivity(digitRules.store.getState().runs, 'busy') }],
  exact: [
    {
      start: exact.load,
      stop: exact.cancel,
      activity: () => ACTIVITIES[exact.store.getState().digits.kind],
    },
    { ...exactLosses, activity: () => ACTIVITIES[exactLosses.store.getState().status.kind] },
    { ...exactSamples, activity: () => ACTIVITIES[exactSamples.store.getState().status.kind] },
  ],
  bound: [{ ...bound, activity: () => ACTIVITIES[bound.store.getState().status.kind] }],
};

const piecesWith = (activity: Activity): Piece[] =>
  PIECES[view.getState().experiment].filter((piece) => piece.activity() === activity);

/** Stops what the open experiment computes. @returns whether there was something */
export function stopExperiment(): boolean {
  const busy = piecesWith('busy');
  busy.forEach(({ stop }) => stop());
  return busy.length > 0;
}

/** Stops what the open experiment computes, or begins the first piece that is not done. */
export function toggleExperiment(): void {
  if (!stopExperiment()) piecesWith('startable').at(0)?.start();
}
