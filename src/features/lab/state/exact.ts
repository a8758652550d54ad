import { createStore } from 'zustand/vanilla';
import type { EngineError } from '../../../engine/protocol/errors';
import { exactName, type ExactResult } from '../../../engine/protocol/exact';
import { baseUrl } from '../../../state/baseUrl';
import { engineStatus } from '../../../state/engine/pageEngine';
import { failureText, toFailure } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import { latestWins } from '../../../state/latestWins';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { isNetworkInUse, network, ensureLoaded } from '../../../state/network/network';
import { labelFor, weightsKey } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { T } from '../../../state/picture/forwardPath';
import { arePictureAndNetworkLoaded } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { exactLabel, exactT, exactXt } from './exactPicture';

export type DigitsStatus =
  | { kind: 'absent' }
  | { kind: 'loading'; loaded: number; total: number }
  /** The exact denoiser's name, and what its digits take in the engine, bytes. */
  | { kind: 'ready'; name: string; bytes: number }
  | { kind: 'failed'; error: EngineError };

/** What the exact denoiser and the network make of one x_t. */
export interface Answer extends ExactResult {
  /** Cache key without t. */
  readonly cacheKey: string;
  /** The x_t that both were given. */
  readonly xt: Float32Array;
  /** The network's x0Hat, clipped to [-1, 1]. */
  readonly networkX0Hat: Float32Array;
}

interface ExactState {
  readonly digits: DigitsStatus;
  readonly answer: Answer | null;
}

const LOADING: DigitsStatus = { kind: 'loading', loaded: 0, total: 0 };

/**
 * The exact denoiser's digits and its newest answer. The digits are not a `task`: their job ends only when it is aborted, and one of
 * its events says that they are in the engine.
 */
export function createExact({ runJob, clock }: Pick<Environment, 'runJob' | 'clock'>) {
  const store = createStore<ExactState>(() => ({ digits: { kind: 'absent' }, answer: null }));
  let controller: AbortController | null = null;
  /** Whether the last question failed: the next change asks it again. */
  let hasFailed = false;

  /** Cache key of an answer without t; undefined while there are no digits. */
  function cacheKeyOf({ source: picture, seed, label }: ViewState): string | undefined {
    const { digits } = store.getState();
    if (digits.kind !== 'ready') return undefined;
    const { used } = network.getState();
    return [digits.name, weightsKey(used), picture, seed, exactLabel(used, label)].join();
  }

  /** The newest answer about the view's picture, or null. During a drag its t may lag behind. */
  function currentAnswer(): Answer | null {
    const { answer } = store.getState();
    return answer?.cacheKey === cacheKeyOf(view.getState()) ? answer : null;
  }

  /** Whether digits and network of the view are here. */
  const isReady = (): boolean =>
    store.getState().digits.kind === 'ready' && isNetworkInUse(view.getState().network);

  /** Waits until the digits are in the engine. Rejects with the signal's reason. */
  function waitForDigits(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (signal?.aborted) reject(signal.reason as Error);
        else if (store.getState().digits.kind === 'loading') return;
        else resolve();
        unsubscribe();
        signal?.removeEventListener('abort', check);
      };
      const unsubscribe = store.subscribe(check);
      signal?.addEventListener('abort', check);
      check();
    });
  }

  /** Brings the view's digits to the engine and keeps them there; the previous ones are freed. */
  function load(): void {
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    const { exactDigits } = view.getState();
    const { size } = network.getState().used;
    const name = exactName(exactDigits, size);
    const tell = (digits: DigitsStatus): void => store.setState({ digits });
    store.setState({ digits: LOADING, answer: null });
    // It lasts as long as its digits are wanted, and computes nothing meanwhile.
    const isWaitedFor = false;
    runJob(
      signal,
      async (engine) => {
        signal.throwIfAborted();
        await engine.run(
          'exactDigits',
          { digits: exactDigits, size, baseUrl: baseUrl() },
          {
            signal,
            onEvent: (event) =>
              tell(event.kind === 'ready' ? { ...event, name } : { ...event, kind: 'loading' }),
          },
        );
      },
      isWaitedFor,
    ).catch((caught: unknown) => {
      if (!signal.aborted) tell({ kind: 'failed', error: toFailure(caught) });
    });
  }

  function free(): void {
    controller?.abort();
    store.setState({ digits: { kind: 'absent' }, answer: null });
  }

  /** Stops a download: the view goes back to 10,000 digits; where it asks for these, none are there until `load`. */
  function cancel(): void {
    if (view.getState().exactDigits === 10_000) free();
    else patchView({ exactDigits: 10_000 });
  }

  function questionKey(): string | undefined {
    const state = view.getState();
    const cacheKey = cacheKeyOf(state);
    return cacheKey && arePictureAndNetworkLoaded(state) ? `${cacheKey} ${exactT(state)}` : undefined;
  }

  /** Asks both denoisers about the view's x_t. */
  async function askDenoisers(): Promise<void> {
    const state = view.getState();
    const { digits } = store.getState();
    const cacheKey = cacheKeyOf(state);
    const { used } = network.getState();
    if (digits.kind !== 'ready' || cacheKey === undefined) return;
    hasFailed = false;
    const request = { xt: exactXt(), t: exactT(state), schedule: { name: used.schedule, T } };
    try {
      const [answer, { x0Hat: networkX0Hat }] = await runJob(undefined, async (engine) => {
        await Promise.all([ensureLoaded(engine, used), waitForDigits()]);
        return Promise.all([
          engine.run('exact', { ...request, network: digits.name, label: exactLabel(used, state.label) }),
          engine.run('predict', { ...request, network: used.name, label: labelFor(used, state.label) }),
        ]);
      });
      store.setState({ answer: { ...answer, cacheKey, xt: request.xt, networkX0Hat } });
    } catch (caught) {
      hasFailed = true;
      // Digits that were freed meanwhile are no failure.
      if (store.getState().digits === digits) notify({ kind: 'error', text: failureText(caught) });
    }
  }

  const questions = latestWins({ key: questionKey, ask: askDenoisers, pauseMs: 0, clock });

  /** Keeps digits and answers in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    questions.forget();
    load();
    const update = (): void => {
      if (hasFailed) questions.forget();
      questions.update();
    };
    const stops = [
      view.subscribe((state, before) => {
        if (state.exactDigits !== before.exactDigits) load();
        update();
      }),
      network.subscribe(({ used }, before) => {
        if (used.size !== before.used.size) load();
        update();
      }),
      source.subscribe(update),
      store.subscribe(({ digits }, before) => {
        if (digits === before.digits) return;
        questions.forget();
        update();
      }),
      engineStatus.subscribe(({ status }, before) => {
        const { kind } = store.getState().digits;
        // A new engine has no digits.
        if (status.kind !== 'ready' && kind === 'ready') store.setState({ digits: LOADING });
        if (status.kind === 'ready' && before.status.kind !== 'ready' && kind === 'failed') load();
      }),
    ];
    return () => {
      stops.forEach((unsubscribe) => unsubscribe());
      free();
    };
  }

  return { store, load, cancel, follow, currentAnswer, isReady, waitForDigits };
}

export const exact = createExact(browser);

/** Calls the listener in the next animation frame, now and whenever what is shown changes. @returns a function that stops it */
export const onExact = (listener: () => void): (() => void) =>
  inFrame(listener, [view, source, network, exact.store]);
