import { debounce } from '../../../state/debounce';
import { createStore } from 'zustand/vanilla';
import { drawTimes, strata, timesKey } from '../../../diffusion/bound';
import { BoundTable } from '../../../diffusion/boundEstimate';
import { fold, key, STREAM } from '../../../diffusion/random';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { toFailure } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { isNetworkInUse, network, ensureLoaded } from '../../../state/network/network';
import { labelFor, weightsKey, type UsedNetwork } from '../../../state/network/usedNetwork';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import type { TaskStatus } from '../../../state/task';
import { evaluationsOf, GROUP, groupsOf, testDigits } from './boundDigits';

/** `idle`: all of it was measured before. */
export type BoundStatus = TaskStatus<ProgressEvent>;

interface BoundState {
  /** Cache key of the measurement; null before the first. */
  readonly cacheKey: string | null;
  /** The table fills in place; this object around it is a new one after each change. */
  readonly measured: { readonly table: BoundTable } | null;
  /** The measured network. */
  readonly used: UsedNetwork | null;
  /** Duration of the measurement, all its parts together. */
  readonly seconds: number;
  readonly status: BoundStatus;
}

const NOTHING = { cacheKey: null, measured: null, used: null };

const cacheKeyOf = ({ network: name, seed, boundDigits, boundNoises, boundStrata, boundClass }: ViewState) =>
  [name, weightsKey(network.getState().used), seed, boundDigits, boundNoises, boundStrata, boundClass].join();

/** Shortest time between two updates of the progress, ms. */
const TELL_MS = 250;
/** How long settings have to rest, ms. */
const SETTLE_MS = 300;
/** Evaluations that are made without asking: a minute on the slowest device. */
const UNASKED = 5000;

/**
 * The measurement of the likelihood bound. Not a `task`: it starts without settling, and a measurement that was begun goes on
 * without asking, however much is left and even where motion is reduced.
 */
export function createBound({ runJob, clock, isMotionReduced }: Environment) {
  const store = createStore<BoundState>(() => ({
    ...NOTHING,
    seconds: 0,
    status: { kind: 'idle' },
  }));
  let controller: AbortController | null = null;
  const settling = debounce(clock, SETTLE_MS, startUnasked);

  const tell = (status: BoundStatus): void =>
    store.setState(({ measured }) => ({ status, measured: measured && { ...measured } }));
  const halt = (): void => {
    controller?.abort();
    controller = null;
  };
  /** The table of these settings, whole or not. */
  const tableOf = (cacheKey: string): BoundTable | null => {
    const { cacheKey: measuredKey, measured } = store.getState();
    return measuredKey === cacheKey && measured ? measured.table : null;
  };

  async function measure(state: ViewState, signal: AbortSignal): Promise<void> {
    const { used } = network.getState();
    const cacheKey = cacheKeyOf(state);
    const { pictures, labels, meanSquares } = await testDigits(state, used);
    await runJob(signal, async (engine) => {
      await ensureLoaded(engine, used);
      signal.throwIfAborted();
      const begun = tableOf(cacheKey);
      const table =
        begun ?? new BoundTable(scheduleOf(used.schedule), strata(T, state.boundStrata), meanSquares);
      store.setState({ cacheKey, measured: { table }, used, ...(!begun && { seconds: 0 }) });
      tell({ kind: 'running', progress: null });
      const firstGroup = table.wholeGroups();
      const stepsBefore = firstGroup * (state.boundStrata + 1);
      const k = timesKey(fold(key(state.seed), STREAM.bound));
      const started = clock.now();
      let toldAt = 0;
      const job = engine.run(
        'bound',
        {
          network: used.name,
          seed: state.seed,
          pictures,
          labels: Array.from(labels, (label) => labelFor(used, state.boundClass ? label : ANY_DIGIT)),
          schedule: { name: used.schedule, T },
          perGroup: GROUP,
          firstGroup,
          times: Array.from({ length: groupsOf(state) - firstGroup }, (_, i) =>
            Int32Array.of(1, ...drawTimes(fold(k, firstGroup + i), table.edges)),
          ),
        },
        {
          signal,
          onEvent: (event) => {
            if (event.kind === 'terms') table.add(event.terms);
            else if (clock.now() - toldAt > TELL_MS) {
              toldAt = clock.now();
              const { step, steps } = event;
              const progress = { ...event, step: stepsBefore + step, steps: stepsBefore + steps };
              tell({ kind: 'running', progress });
            }
          },
        },
      );
      await job.finally(() => {
        if (store.getState().measured?.table === table)
          store.setState(({ seconds }) => ({ seconds: seconds + (clock.now() - started) / 1000 }));
      });
    });
  }

  /** Measures the view's bound, or goes on where it was stopped. Nothing happens where the table is whole. */
  function start(): void {
    const state = view.getState();
    halt();
    if (!isNetworkInUse(state.network)) {
      tell({ kind: 'waiting' });
      return;
    }
    const table = tableOf(cacheKeyOf(state));
    if (table && table.wholeGroups() >= groupsOf(state)) {
      if (store.getState().status.kind !== 'done') tell({ kind: 'idle' });
      return;
    }
    if (!table) store.setState(NOTHING);
    tell({ kind: 'waiting' });
    controller = new AbortController();
    const { signal } = controller;
    measure(state, signal).then(
      () => tell({ kind: 'done' }),
      (caught: unknown) => {
        if (!signal.aborted) tell({ kind: 'failed', error: toFailure(caught) });
      },
    );
  }

  /** Stops the measurement, even before it has begun; the terms so far stay. */
  function stop(): void {
    settling.cancel();
    halt();
    const { kind } = store.getState().status;
    if (kind === 'running' || kind === 'waiting') tell({ kind: 'stopped' });
  }

  /** Starts unless it takes long or motion is reduced: then the user has to ask for it. */
  function startUnasked(): void {
    const state = view.getState();
    const isShort = evaluationsOf(state) <= UNASKED;
    if (tableOf(cacheKeyOf(state)) || (isShort && !isMotionReduced())) {
      start();
      return;
    }
    halt();
    store.setState(NOTHING);
    tell({ kind: 'asked-first' });
  }

  /** Keeps the measurement in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    const restart = (): void => {
      settling.restart();
      halt();
      tell({ kind: 'waiting' });
    };
    startUnasked();
    const stops = [
      view.subscribe((state, before) => {
        if (cacheKeyOf(state) !== cacheKeyOf(before)) restart();
      }),
      network.subscribe((state, before) => {
        if (state.used !== before.used) restart();
      }),
    ];
    return () => {
      stops.forEach((unsubscribe) => unsubscribe());
      stop();
    };
  }

  return { store, start, stop, follow };
}

export const bound = createBound(browser);
