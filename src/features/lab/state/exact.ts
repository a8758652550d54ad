import { createStore } from 'zustand/vanilla';
import type { Schedule } from '../../../diffusion/schedule';
import type { EngineError } from '../../../engine/protocol/errors';
import { toEngineError } from '../../../engine/protocol/errors';
import { exactName } from '../../../engine/protocol/exact';
import type { ExactResult } from '../../../engine/protocol/exact';
import { runJob } from '../../../state/engine/runJob';
import { engineStatus } from '../../../state/engine/engine';
import { shownX0 } from '../../../state/picture/shownX0';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { inFrame } from '../../../state/inFrame';
import { isNetworkHere, network, provide } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { source } from '../../../state/picture/source';
import { labelFor, weightsOf } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { patchView, view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

export type DigitsStatus =
  | { kind: 'absent' }
  | { kind: 'loading'; loaded: number; total: number }
  /** The exact denoiser's name, and what its digits take in the engine, bytes. */
  | { kind: 'ready'; name: string; bytes: number }
  | { kind: 'failed'; error: EngineError };

/** What the exact denoiser and the network make of one x_t. */
export interface Answer extends ExactResult {
  /** What it is of, t aside: an answer about something else is stale. */
  readonly of: string;
  /** The x_t that both saw. */
  readonly xt: Float32Array;
  /** The network's x0Hat, clipped to [-1, 1]. */
  readonly networkX0Hat: Float32Array;
}

/** The exact denoiser's digits, and its newest answer. */
export const exact = createStore<{ digits: DigitsStatus; answer: Answer | null }>(() => ({
  digits: { kind: 'absent' },
  answer: null,
}));

/** t of the laboratory's place, the noise on the left; at least 1, because x_0 needs no denoiser. */
export const exactT = ({ place }: Pick<ViewState, 'place'>): number => Math.max(1, T - place);

/** The class that the exact denoiser is told: that of the view, where the network knows classes; its own where it knows one alone. */
export function exactLabel({ only, classes }: UsedNetwork, label: number): number {
  return only ?? (classes === 0 ? ANY_DIGIT : label);
}

const pathOf = (state: ViewState) => forwardPath(shownX0(), { ...state, mode: 'denoise', process: 'closed' });

/** The schedule on which the network was trained: both denoisers are asked on it. */
export const exactSchedule = (): Schedule => pathOf(view.getState()).schedule;

let buffer = new Float32Array(784);

/** x_t of the view, in a buffer that the next call overwrites. */
export function exactXt(): Float32Array {
  const state = view.getState();
  const path = pathOf(state);
  if (buffer.length !== path.x0.length) buffer = new Float32Array(path.x0.length);
  return path.xt(exactT(state), buffer);
}

function nameOf({ source: picture, seed, label }: ViewState): string | undefined {
  const { digits } = exact.getState();
  if (digits.kind !== 'ready') return undefined;
  const { used } = network.getState();
  return [digits.name, weightsOf(used), picture, seed, exactLabel(used, label)].join();
}

/** The newest answer, where it is about the picture of the view; its t may be that of a moment ago. */
export function answerNow(): Answer | null {
  const { answer } = exact.getState();
  return answer?.of === nameOf(view.getState()) ? answer : null;
}

const LOADING: DigitsStatus = { kind: 'loading', loaded: 0, total: 0 };

/** Waits while the engine is being given the view's digits. Rejects with the signal's reason. */
export function digitsHere(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      if (signal?.aborted) reject(signal.reason as Error);
      else if (exact.getState().digits.kind === 'loading') return;
      else resolve();
      stop();
      signal?.removeEventListener('abort', settle);
    };
    const stop = exact.subscribe(settle);
    signal?.addEventListener('abort', settle);
    settle();
  });
}

let keeping: AbortController | null = null;

/** Brings the view's digits to the engine and keeps them there; those before are freed. */
function keep(): void {
  keeping?.abort();
  const own = new AbortController();
  keeping = own;
  const { exactDigits: digits } = view.getState();
  const { size } = network.getState().used;
  const name = exactName(digits, size);
  exact.setState({ digits: LOADING, answer: null });
  runJob(own.signal, async (ready) => {
    own.signal.throwIfAborted();
    const baseUrl = new URL('.', document.baseURI).href;
    await ready.run(
      'exactDigits',
      { digits, size, baseUrl },
      {
        signal: own.signal,
        onEvent: (event) =>
          exact.setState({
            digits: event.kind === 'ready' ? { ...event, name } : { ...event, kind: 'loading' },
          }),
      },
    );
  }).catch((caught: unknown) => {
    if (!own.signal.aborted) exact.setState({ digits: { kind: 'failed', error: toEngineError(caught) } });
  });
}

function free(): void {
  keeping?.abort();
  keeping = null;
  exact.setState({ digits: { kind: 'absent' }, answer: null });
}

/** Stops a download: of all digits back to the fewer that were there, else nothing is there until it is asked for again. */
export function cancelDigits(): void {
  if (view.getState().exactDigits === 10_000) free();
  else patchView({ exactDigits: 10_000 });
}

/** Asks for the digits again, after a cancel or a failure. */
export const retryDigits = (): void => keep();

let busy = false;
let asked: string | undefined;

/** Latest wins: one question runs, the newest wish waits, what lies between is dropped. */
async function ask(): Promise<void> {
  const state = view.getState();
  const of = nameOf(state);
  const { digits } = exact.getState();
  const { used } = network.getState();
  const t = exactT(state);
  const wish = `${of} ${t}`;
  if (busy || of === undefined || digits.kind !== 'ready' || asked === wish) return;
  if (source.getState().picture.source !== state.source || !isNetworkHere(state.network)) return;
  asked = wish;
  busy = true;
  // The view goes on while the engine is waited for.
  const xt = exactXt().slice();
  const request = { xt, t, schedule: { name: used.schedule, T } };
  let failed = false;
  try {
    const [answer, { x0Hat: networkX0Hat }] = await runJob(undefined, async (ready) => {
      await Promise.all([provide(ready, used), digitsHere()]);
      return Promise.all([
        ready.run('exact', { ...request, network: digits.name, label: exactLabel(used, state.label) }),
        ready.run('predict', { ...request, network: used.name, label: labelFor(used, state.label) }),
      ]);
    });
    exact.setState({ answer: { ...answer, of, xt, networkX0Hat } });
  } catch (caught) {
    const error = toEngineError(caught);
    failed = true;
    // Digits that were freed on the way are no failure.
    if (exact.getState().digits === digits)
      notify({ kind: 'error', text: `${error.message} ${error.remedy}` });
  }
  busy = false;
  void ask();
  // The same is asked again with the next change, not at once.
  if (failed && asked === wish) asked = undefined;
}

/** Keeps digits and answers those of the view while somebody looks. Returns how to stop. */
export function followExact(): () => void {
  asked = undefined;
  keep();
  const invalidate = (): void => void ask();
  const stops = [
    view.subscribe((state, before) => {
      if (state.exactDigits !== before.exactDigits) keep();
      invalidate();
    }),
    network.subscribe(({ used }, before) => {
      if (used.size !== before.used.size) keep();
      invalidate();
    }),
    source.subscribe(invalidate),
    exact.subscribe(({ digits }, before) => {
      if (digits === before.digits) return;
      asked = undefined;
      invalidate();
    }),
    // A new engine has no digits.
    engineStatus.subscribe(({ status }, before) => {
      if (status.kind !== 'ready' && exact.getState().digits.kind === 'ready')
        exact.setState({ digits: LOADING });
      if (
        status.kind === 'ready' &&
        before.status.kind !== 'ready' &&
        exact.getState().digits.kind === 'failed'
      )
        keep();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    free();
  };
}

/** Calls the listener in the next animation frame, now and whenever what is looked at changes. Returns how to stop. */
export const onExact = (listener: () => void): (() => void) =>
  inFrame(listener, [view, source, network, exact]);
