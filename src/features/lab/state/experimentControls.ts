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

const hasKind = (runs: Readonly<Record<string, { readonly kind: RuleStatus }>>, kind: RuleStatus): boolean =>
  Object.values(runs).some((run) => run.kind === kind);

function particlesActivity(): Activity {
  const { runs } = particles.store.getState();
  if (hasKind(runs, 'running')) return 'busy';
  return hasKind(runs, 'waiting') || hasKind(runs, 'stopped') ? 'startable' : 'done';
}

/** Before its first rule runs it waits for the engine; where one is stopped, those after it wait for the user. */
function digitRulesActivity(): Activity {
  const { runs } = digitRules.store.getState();
  if (hasKind(runs, 'stopped')) return 'startable';
  return hasKind(runs, 'waiting') || hasKind(runs, 'running') ? 'busy' : 'done';
}

const PIECES: Record<Experiment, readonly Piece[]> = {
  rules: [{ ...particles, activity: particlesActivity }],
  digits: [{ ...digitRules, activity: digitRulesActivity }],
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
