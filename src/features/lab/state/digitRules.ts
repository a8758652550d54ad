import { debounce } from '../../../state/debounce';
import { createStore } from 'zustand/vanilla';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { failureText } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network, ensureLoaded } from '../../../state/network/network';
import { weightsKey } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { arePictureAndNetworkLoaded, shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { SampleRun } from '../../../state/samples/sampleRun';
import { DIGIT_RULES, digitRequest, NOISES, playTape, STEPS, type DigitRule } from './digitWays';
import { forRules, type RuleStatus } from './rules';

/** What a rule has done so far. */
export interface DigitRun {
  readonly kind: RuleStatus;
  readonly run: SampleRun | null;
  /** States that are here: it changes when frames arrive. */
  readonly filled: number;
}

const WAITING: DigitRun = { kind: 'waiting', run: null, filled: 0 };
const ALL_WAITING = forRules(DIGIT_RULES, () => WAITING);

interface DigitRulesState {
  /** Cache key of the runs; null before the first. */
  readonly cacheKey: string | null;
  /** The digit that the additive rules start from. */
  readonly x0: Float32Array | null;
  readonly runs: Readonly<Record<DigitRule, DigitRun>>;
  readonly progress: ProgressEvent | null;
}

const cacheKeyOf = ({ network: name, seed, label, source: picture }: ViewState): string =>
  [name, weightsKey(network.getState().used), seed, label, picture].join();

/** How long settings have to rest, ms. */
const SETTLE_MS = 300;

/**
 * The pictures of the rules, for one seed, class, digit and network. Not a `task`: each rule has its own status, the first run starts
 * without settling, and a running rule is stopped only when the next run begins.
 */
export function createDigitRules({ runJob, clock }: Pick<Environment, 'runJob' | 'clock'>) {
  const store = createStore<DigitRulesState>(() => ({
    cacheKey: null,
    x0: null,
    runs: ALL_WAITING,
    progress: null,
  }));
  let controller: AbortController | null = null;
  const settling = debounce(clock, SETTLE_MS, start);

  const patch = (rule: DigitRule, change: Partial<DigitRun>): void =>
    store.setState(({ runs }) => ({ runs: { ...runs, [rule]: { ...runs[rule], ...change } } }));
  const isDone = (rule: DigitRule): boolean => store.getState().runs[rule].kind === 'done';
  /** The first rule that is not done: it runs, or waits for the engine. */
  const current = (): DigitRule | undefined => DIGIT_RULES.find((rule) => !isDone(rule));

  async function runAll(state: ViewState, x0: Float32Array, signal: AbortSignal): Promise<void> {
    const { used } = network.getState();
    const tape = playTape(state.seed, x0, used.schedule);
    patch('tape', { kind: 'done', run: tape, filled: tape.filled });
    await runJob(signal, async (engine) => {
      await ensureLoaded(engine, used);
      for (const rule of DIGIT_RULES) {
        const request = digitRequest(rule, state, used, tape);
        if (!request || isDone(rule)) continue;
        signal.throwIfAborted();
        const run = new SampleRun(rule, STEPS, NOISES, x0.length);
        patch(rule, { kind: 'running', run, filled: 0 });
        await engine.run('sample', request, {
          signal,
          onEvent: (event) => {
            if (event.kind === 'progress') store.setState({ progress: event });
            else {
              run.append(event);
              patch(rule, { filled: run.filled });
            }
          },
        });
        patch(rule, { kind: 'done', filled: run.filled });
      }
    });
  }

  /** Runs the rules that are not done for the view, one after the other. */
  function start(): void {
    const state = view.getState();
    controller?.abort();
    controller = null;
    // The network and the digit may still be loading; `follow` starts again when they arrive.
    if (!arePictureAndNetworkLoaded(state)) return;
    const cacheKey = cacheKeyOf(state);
    if (store.getState().cacheKey !== cacheKey)
      store.setState({ cacheKey, x0: shownX0(), runs: ALL_WAITING, progress: null });
    const rule = current();
    if (rule) patch(rule, { kind: 'waiting' });
    controller = new AbortController();
    const { signal } = controller;
    runAll(state, store.getState().x0 ?? shownX0(), signal).catch((caught: unknown) => {
      if (signal.aborted) return;
      stop();
      notify({ kind: 'error', text: failureText(caught) });
    });
  }

  /** Stops the rules, even before they have begun; their pictures so far stay. */
  function stop(): void {
    settling.cancel();
    controller?.abort();
    const rule = current();
    if (rule) patch(rule, { kind: 'stopped' });
  }

  /** Keeps the pictures in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    const restart = (): void => {
      settling.restart();
    };
    start();
    const stops = [
      view.subscribe((state, before) => {
        if (cacheKeyOf(state) !== cacheKeyOf(before)) restart();
      }),
      network.subscribe((state, before) => {
        if (state.used !== before.used) restart();
      }),
      source.subscribe((state, before) => {
        if (state.picture !== before.picture) restart();
      }),
    ];
    return () => {
      stops.forEach((unsubscribe) => unsubscribe());
      stop();
    };
  }

  return { store, start, stop, follow };
}

export const digitRules = createDigitRules(browser);
