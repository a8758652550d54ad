import type { TrainEvent } from '../../../engine/protocol/train';
import type { TrainingRun } from './run';

/** What comes to a run, and that it has come to a halt. */
type RunEvent = TrainEvent | { readonly kind: 'halted' };
type Listener = (run: TrainingRun, event: RunEvent) => void;

const listeners = new Set<Listener>();

/** Is told everything that comes to a run, after the run has taken it in. */
export function onTraining(listener: Listener): void {
  listeners.add(listener);
}

/** Tells it. */
export function tell(run: TrainingRun, event: RunEvent): void {
  for (const listener of listeners) listener(run, event);
}
