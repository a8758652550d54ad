import type { Changing } from './inFrame';
import type { EngineError } from '../engine/protocol/errors';
import { engineStatus } from './engine/pageEngine';
import { toFailure } from './engine/failure';
import { debounce } from './debounce';
import type { Environment } from './environment';

/** How work for a view stands. */
export type TaskStatus<Progress = unknown> =
  /** Nothing has been asked for. */
  | { readonly kind: 'idle' }
  /** It takes so long, or motion is so unwelcome, that the user has to ask for it. */
  | { readonly kind: 'asked-first' }
  /** It starts once the settings rest, or once its parts are here. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  /** `seconds` if they are measured and the whole result was computed now. */
  | { readonly kind: 'done'; readonly seconds?: number | undefined }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: EngineError };

/** One piece of work under way. */
export interface TaskContext<Progress> {
  readonly signal: AbortSignal;
  /** What it is for. */
  readonly key: string;
  /** Tells how far it is; nobody hears it once the work is stopped or replaced. */
  readonly progress: (progress: Progress) => void;
}

export interface TaskOptions<Progress> {
  /** Cache key of what the view asks for; undefined while its parts are still loading. */
  readonly key: () => string | undefined;
  /** Whether the result of that key is here. */
  readonly hasResult: (key: string) => boolean;
  /** Computes it. Rejects with the signal's reason once it is aborted. */
  readonly run: (work: TaskContext<Progress>) => Promise<unknown>;
  /** Where the status is kept. */
  readonly setStatus: (status: TaskStatus<Progress>) => void;
  readonly status: () => TaskStatus<Progress>;
  /** Drops what is here, when the view asks for something else. Left out if a result may stay until the next is here. */
  readonly clear?: () => void;
  /** Whether the view shows it at all; where it does not, what runs is stopped. Left out, it always does. */
  readonly isShown?: () => boolean;
  /** Its cost in evaluations of the network. Left out, the work starts only when the user asks. */
  readonly cost?: () => number;
  /** Up to this cost a running answer is finished although the view has moved on, so that answers follow a drag. */
  readonly quickCost?: number;
  /** Above this cost it starts only when the user asks. */
  readonly automaticCost?: number;
  /** How long settings have to rest, ms. */
  readonly settleMs?: number;
  /** Stores on which the key depends. */
  readonly stores: readonly Changing[];
  readonly environment: Pick<Environment, 'clock' | 'isMotionReduced'>;
}

/** Work that follows the view. The newest wins: what runs for another key is stopped, unless it is quick. */
export interface Task {
  /** Computes what the view asks for, unless it is here. */
  readonly start: () => void;
  /** Stops what is computed or about to be; what is here stays. @returns whether there was something */
  readonly stop: () => boolean;
  /** Keeps the result in step with the view while it is open. @returns a function that stops it */
  readonly follow: () => () => void;
}

/** Between the answers to a drag, ms. */
const QUICK_MS = 60;
const SETTLE_MS = 250;

/** @param options what the work is, when it starts, and where its status is kept */
export function task<Progress>(options: TaskOptions<Progress>): Task {
  const { key, hasResult, run, setStatus, status, clear, cost, isShown, environment } = options;
  const { quickCost = 0, automaticCost = Infinity, settleMs = SETTLE_MS, stores } = options;
  const { clock, isMotionReduced } = environment;
  let running: AbortController | null = null;
  const settling = debounce(clock, settleMs, start);

  /** Aborts what runs or is about to, without changing the status. */
  const halt = (): void => {
    settling.cancel();
    running?.abort();
    running = null;
  };
  const isViewHere = (): boolean => {
    const wanted = key();
    return wanted !== undefined && hasResult(wanted);
  };

  async function compute(wanted: string): Promise<void> {
    const controller = (running = new AbortController());
    const { signal } = controller;
    const isCurrent = (): boolean => running === controller;
    setStatus({ kind: 'running', progress: null });
    try {
      await run({
        signal,
        key: wanted,
        progress: (progress) => {
          if (isCurrent()) setStatus({ kind: 'running', progress });
        },
      });
      if (!isCurrent()) return;
      running = null;
      setStatus({ kind: 'done' });
      // The view may have moved on meanwhile.
      if (cost && !isViewHere()) settling.restart(QUICK_MS);
    } catch (caught) {
      if (!isCurrent()) return;
      running = null;
      setStatus({ kind: 'failed', error: toFailure(caught) });
    }
  }

  function start(): void {
    halt();
    const wanted = key();
    if (wanted === undefined) setStatus({ kind: 'waiting' });
    else if (hasResult(wanted)) setStatus({ kind: 'done' });
    else void compute(wanted);
  }

  function stop(): boolean {
    const { kind } = status();
    const isBusy = kind === 'running' || kind === 'waiting';
    halt();
    if (isBusy) setStatus({ kind: 'stopped' });
    return isBusy;
  }

  /** The view asks for something else. */
  function change(): void {
    if (isShown?.() === false) {
      halt();
      setStatus({ kind: 'idle' });
      return;
    }
    if (isViewHere()) {
      halt();
      setStatus({ kind: 'done' });
      return;
    }
    const evaluations = cost?.() ?? Infinity;
    const isQuick = evaluations <= quickCost;
    if (isQuick && running && !isMotionReduced()) return;
    halt();
    clear?.();
    if (!cost) setStatus({ kind: 'idle' });
    else if (isMotionReduced() || evaluations > automaticCost) setStatus({ kind: 'asked-first' });
    else {
      setStatus({ kind: 'waiting' });
      settling.restart(isQuick ? QUICK_MS : settleMs);
    }
  }

  function follow(): () => void {
    let followed = key();
    const watch = (): void => {
      const wanted = key();
      if (wanted === followed) return;
      followed = wanted;
      change();
    };
    if (cost) change();
    const stops = [
      ...stores.map((store) => store.subscribe(watch)),
      engineStatus.subscribe(({ status: engine }, before) => {
        // A new engine is asked again.
        if (cost && engine.kind === 'ready' && before.status.kind !== 'ready' && status().kind === 'failed')
          change();
      }),
    ];
    return () => {
      stops.forEach((end) => end());
      stop();
    };
  }

  return { start, stop, follow };
}
