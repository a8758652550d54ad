import type { DatabaseEvents } from '../runs/runDatabase';
import { baseUrl } from '../baseUrl';
import type { BackendName } from '../../engine/protocol/jobs';
import { requestedBackend } from '../engine/pageEngine';
import type { Trainer } from '../engine/trainer';
import { browser, type Clock } from '../environment';
import { openRunStore, type RunStore } from '../runs/runStore';
import { claimRuns } from './tabLock';

/** What the stores of a view that trains take from outside themselves. Tests pass their own. */
export interface TrainEnvironment {
  readonly trainer: Trainer;
  readonly clock: Clock;
  readonly tab: {
    /** Absolute URL that the digits are relative to. */
    readonly baseUrl: () => string;
    /** The backend that the link asks for. */
    readonly backend: () => BackendName | undefined;
    readonly isHidden: () => boolean;
    /** Calls the listener whenever the tab is hidden or shown. */
    readonly onVisibility: (listener: () => void) => void;
  };
  /** Opens what the browser stores; the argument is called when the browser has deleted it. */
  readonly openRuns: (events?: DatabaseEvents) => RunStore;
  /** Whether this tab may train now; else it is told once it may. */
  readonly claimRuns: (onOwner: () => void) => Promise<boolean>;
}

/**
 * The page's clock and storage.
 * @param name of the database, and of the lock that one tab holds
 */
export const trainingEnvironment = (trainer: Trainer, name: string): TrainEnvironment => ({
  trainer,
  clock: browser.clock,
  tab: {
    baseUrl,
    backend: requestedBackend,
    isHidden: () => document.hidden,
    onVisibility: (listener) => addEventListener('visibilitychange', listener),
  },
  openRuns: (events) => openRunStore(name, events),
  claimRuns: (onOwner) => claimRuns(onOwner, name),
});
