import type { EngineError } from '../../engine/protocol/errors';
import type { Capability } from '../../engine/protocol/jobs';
import { BACKEND_TITLES } from '../engine/pageEngine';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import type { TrainingRun } from './trainingRun';

/** How the training stands. */
export type TrainingStatus =
  /** Nothing has been trained yet, or the screen was cleared. */
  | { readonly kind: 'none' }
  | { readonly kind: 'starting'; readonly download: { loaded: number; total: number } | null }
  | { readonly kind: 'running' }
  /** The update under way ends. */
  | { readonly kind: 'pausing' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: EngineError };

/** Whether updates are being computed, or are about to be. */
export const isBusy = ({ kind }: TrainingStatus): boolean =>
  kind === 'starting' || kind === 'running' || kind === 'pausing';

/** What is shown of the training in this tab. */
export interface TrainingState {
  readonly status: TrainingStatus;
  /** The run on the screen. It changes in place; `changes` counts how often. */
  readonly run: TrainingRun | null;
  readonly changes: number;
  readonly updatesPerSecond: number;
  readonly secondsLeft: number;
  readonly capability: Capability | null;
  /** Whether this tab may train: of several tabs one may. */
  readonly isOwner: boolean;
}

/** Says that a training goes on elsewhere, and why. */
export function notifyMoved({ backend, device, notes }: Capability): void {
  const text = TEXTS.trainingMoved(BACKEND_TITLES[backend], device);
  notify({ kind: 'warning', text: [text, ...notes].join(' ') });
}
