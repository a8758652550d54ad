import type { Experiment } from '../../../state/link/fields/lab';
import { view } from '../../../state/link/view';
import type { TaskStatus } from '../../../state/task';
import { runsOnDigits } from '../../../diffusion/bugs/names';
import { bound } from './bound';
import { bugs, shownBug } from './bugs';
import { drawAnew } from './derivation';
import { digitRules } from './digitRules';
import { exact, type DigitsStatus } from './exact';
import { exactLosses } from './exactLoss';
import { exactSamples } from './exactSamples';
import { particles } from './particles';
import type { RuleStatus } from './rules';

/** Escape and Space stop what is `busy`; Space starts what is `fresh` or `stopped`, a clicker what is `fresh`. */
type Activity = 'busy' | 'fresh' | 'stopped' | 'done';

interface Piece {
  readonly activity: () => Activity;
  readonly start: () => void;
  readonly stop: () => unknown;
}

const ACTIVITIES: Record<TaskStatus['kind'] | DigitsStatus['kind'], Activity> = {
  idle: 'fresh',
  'asked-first': 'fresh',
  absent: 'fresh',
  stopped: 'stopped',
  failed: 'stopped',
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
  if (kinds.includes('stopped')) return 'stopped';
  return kinds.includes('waiting') ? beforeTheFirst : 'done';
}

const PIECES: Record<Experiment, readonly Piece[]> = {
  rules: [{ ...particles, activity: () => rulesActivity(particles.store.getState().runs, 'fresh') }],
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
  bugs: [
    {
      ...bugs,
      activity: () =>
        runsOnDigits(shownBug(view.getState())) ? ACTIVITIES[bugs.store.getState().status.kind] : 'done',
    },
  ],
  // Nothing runs there: Space draws other numbers, a clicker leads on.
  derivation: [{ start: drawAnew, stop: () => undefined, activity: () => 'stopped' }],
};

const piecesWith = (...activities: readonly Activity[]): Piece[] =>
  PIECES[view.getState().experiment].filter((piece) => activities.includes(piece.activity()));

/** Stops what the open experiment computes. @returns whether there was something */
export function stopExperiment(): boolean {
  const busy = piecesWith('busy');
  busy.forEach(({ stop }) => stop());
  return busy.length > 0;
}

/** Stops what the open experiment computes, or begins the first piece that is not done. */
export function toggleExperiment(): void {
  if (!stopExperiment()) piecesWith('fresh', 'stopped').at(0)?.start();
}

/**
 * Begins a piece of the open experiment that has never been begun.
 * @param at its place among the experiment's pieces
 * @returns whether it was begun
 */
export function startFresh(at: number): boolean {
  const piece = PIECES[view.getState().experiment].at(at);
  if (piece?.activity() !== 'fresh') return false;
  piece.start();
  return true;
}
