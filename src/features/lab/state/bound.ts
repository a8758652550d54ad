import { createStore } from 'zustand/vanilla';
import { digitSet } from '../../../data/trainingDigits';
import { packOf } from '../../../data/packs';
import { drawTimes, strata, timesKey } from '../../../diffusion/bound';
import { barsOf, BoundTable } from '../../../diffusion/boundEstimate';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { EVERY_CLASS } from '../../../diffusion/exact';
import { fromBytes } from '../../../diffusion/pixels';
import { fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import type { Variance } from '../../../diffusion/steps';
import type { EngineError } from '../../../engine/protocol/errors';
import { EngineFailure } from '../../../engine/protocol/errors';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { runJob } from '../../../state/engine/runJob';
import { download } from '../../../state/files/download';
import { toFailure } from '../../../state/engine/failure';
import { T } from '../../../state/picture/forwardPath';
import { isNetworkHere, network, provide } from '../../../state/network/network';
import { requirePack } from '../../../state/picture/source';
import { labelFor, weightsOf } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

/** Digits that are evaluated at once, and share their t. */
export const GROUP = 4;
/** Bars that are drawn at most; more strata stand together in one. */
const MOST_BARS = 45;
const TELL_MS = 250;
const SETTLE_MS = 300;

export type BoundStatus =
  | { readonly kind: 'idle' }
  /** It takes so long that one should ask for it. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: ProgressEvent | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: EngineError };

interface BoundState {
  /** What decides the measurement; null before the first. */
  readonly name: string | null;
  readonly table: BoundTable | null;
  /** Whose x0Hat it is. */
  readonly used: UsedNetwork | null;
  /** What the measurement has taken, each time that it went on. */
  readonly seconds: number;
  readonly status: BoundStatus;
  /** Counts what is told of the table, which fills in place. */
  readonly changes: number;
}

/** The measurement of the likelihood bound: the view's, or what was there when it was stopped. */
export const bound = createStore<BoundState>(() => ({
  name: null,
  table: null,
  used: null,
  seconds: 0,
  status: { kind: 'idle' },
  changes: 0,
}));

const tell = (status: BoundStatus): void =>
  bound.setState(({ changes }) => ({ status, changes: changes + 1 }));

/** Asked while the network of the view is here, or of two views in a row. */
const nameOf = ({ network: name, seed, boundDigits, boundNoises, boundStrata, boundClass }: ViewState) =>
  [name, weightsOf(network.getState().used), seed, boundDigits, boundNoises, boundStrata, boundClass].join();

/** Groups of a measurement: each set of digits as often as it has noises. */
const groupsOf = ({ boundDigits, boundNoises }: ViewState): number => (boundDigits / GROUP) * boundNoises;

/** Evaluations of one picture that a view's measurement takes. */
export const evaluationsOf = (state: ViewState): number => groupsOf(state) * GROUP * (state.boundStrata + 1);

const TEST = packOf('test', 0);

async function testDigits({ boundDigits }: ViewState, { size, only }: UsedNetwork) {
  if (!TEST) throw new EngineFailure('bad-request', 'There are no test digits.', 'Reload the page.');
  const pack = await requirePack(TEST);
  const { pixels, labels } = digitSet([pack], {
    first: TEST.count,
    label: only ?? EVERY_CLASS,
    size,
    most: boundDigits,
  });
  return { pictures: fromBytes(pixels), labels };
}

/** The mean of x_0^2 in each set of digits. */
function meanSquares(pictures: Float32Array, sets: number): number[] {
  const length = pictures.length / sets;
  return Array.from({ length: sets }, (_, set) => {
    const own = pictures.subarray(set * length, (set + 1) * length);
    return own.reduce((sum, value) => sum + value * value, 0) / length;
  });
}

let abort: AbortController | null = null;

async function measure(state: ViewState, { signal }: AbortController): Promise<void> {
  try {
    const { used } = network.getState();
    const name = nameOf(state);
    const { pictures, labels } = await testDigits(state, used);
    await runJob(signal, async (ready) => {
      await provide(ready, used);
      signal.throwIfAborted();
      const known = bound.getState();
      const table =
        known.name === name && known.table
          ? known.table
          : new BoundTable(
              makeSchedule(used.schedule, T),
              strata(T, state.boundStrata),
              meanSquares(pictures, state.boundDigits / GROUP),
            );
      bound.setState({ name, table, used, ...(table !== known.table && { seconds: 0 }) });
      tell({ kind: 'running', progress: null });
      const firstGroup = table.wholeGroups();
      const k = timesKey(fold(key(state.seed), STREAM.bound));
      const before = firstGroup * (state.boundStrata + 1);
      let told = 0;
      const started = performance.now();
      const running = ready.run(
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
            else if (performance.now() - told > TELL_MS) {
              told = performance.now();
              const { step, steps } = event;
              tell({ kind: 'running', progress: { ...event, step: before + step, steps: before + steps } });
            }
          },
        },
      );
      await running.finally(() => {
        if (bound.getState().table !== table) return;
        bound.setState(({ seconds }) => ({ seconds: seconds + (performance.now() - started) / 1000 }));
      });
    });
    tell({ kind: 'done' });
  } catch (caught) {
    if (signal.aborted) return;
    tell({ kind: 'failed', error: toFailure(caught) });
  }
}

/** Measures the view's bound, or goes on where it was stopped; nothing where all of it is there. */
export function measureBound(): void {
  const state = view.getState();
  abort?.abort();
  abort = null;
  if (!isNetworkHere(state.network)) {
    tell({ kind: 'waiting' });
    return;
  }
  const { name, table } = bound.getState();
  if (name === nameOf(state) && table && table.wholeGroups() >= groupsOf(state)) {
    if (bound.getState().status.kind !== 'done') tell({ kind: 'idle' });
    return;
  }
  abort = new AbortController();
  if (name !== nameOf(state)) bound.setState({ name: null, table: null, used: null });
  tell({ kind: 'waiting' });
  void measure(state, abort);
}

let settling: ReturnType<typeof setTimeout> | undefined;

/** Stops it, also before it has begun; what is there stays. */
export function stopBound(): void {
  clearTimeout(settling);
  abort?.abort();
  abort = null;
  const { kind } = bound.getState().status;
  if (kind === 'running' || kind === 'waiting') tell({ kind: 'stopped' });
}

/** Network evaluations that are made without being asked: on the slowest device a minute. */
const UNASKED = 5000;

/** Measures unless it takes long, or things that move by themselves are unwelcome. */
function mayMeasure(): void {
  const state = view.getState();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { name, table } = bound.getState();
  const here = name === nameOf(state) && table !== null;
  if (here || (!still && evaluationsOf(state) <= UNASKED)) {
    measureBound();
    return;
  }
  abort?.abort();
  abort = null;
  bound.setState({ name: null, table: null, used: null });
  tell({ kind: 'unasked' });
}

/** Keeps the measurement that of the view while somebody looks at it. Returns how to stop. */
export function followBound(): () => void {
  const again = (): void => {
    clearTimeout(settling);
    settling = setTimeout(mayMeasure, SETTLE_MS);
    abort?.abort();
    tell({ kind: 'waiting' });
  };
  mayMeasure();
  const stops = [
    view.subscribe((state, before) => {
      if (nameOf(state) !== nameOf(before)) again();
    }),
    network.subscribe((state, before) => {
      if (state.used !== before.used) again();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    stopBound();
  };
}

/** The bound as it is measured so far, for one variance. */
export function estimateOf(
  { table }: BoundState,
  variance: Variance,
  clipped: boolean,
): BoundEstimate | undefined {
  return table?.estimate(variance, clipped, barsOf(table.edges, MOST_BARS));
}

/**
 * Where the place is on the chart, from the noise on: L_T, the bars from T down to 2, L_0.
 * @returns the share of the chart's width, and t; 0 at L_T and 1 at L_0
 */
export function boundPlace({ place, boundStrata }: Pick<ViewState, 'place' | 'boundStrata'>): {
  share: number;
  t: number;
} {
  const edges = strata(T, boundStrata);
  const bars = barsOf(edges, MOST_BARS);
  const columns = bars.length + 1;
  const at = Math.min(columns - 1e-9, (place / 1000) * columns);
  const column = Math.floor(at);
  const share = (column + 0.5) / columns;
  if (column === 0) return { share, t: 0 };
  if (column === columns - 1) return { share, t: 1 };
  const i = bars.length - 1 - column;
  const [first, last] = [edges[bars[i]], edges[bars[i + 1]] - 1];
  return { share, t: last - Math.floor((at - column) * (last - first + 1)) };
}

/** Saves what is measured as a table: one row a bar, and L_T and L_0. */
export function exportBound(): void {
  const state = bound.getState();
  const { seed, boundDigits, boundNoises, boundVariance, boundClip } = view.getState();
  const estimate = estimateOf(state, boundVariance, boundClip);
  if (!estimate) return;
  const { prior, bars, decoder, total } = estimate;
  const rows = [
    ['term', 't_first', 't_last', 'bits_per_dim', 'standard_error', 'terms', 'running_sum'],
    ['L_T', T, T, prior.mean, prior.error, '', prior.mean],
    ...bars.map(({ first, last, mean, error, terms, sum }) => [
      'L_{t-1}',
      first,
      last,
      mean,
      error,
      terms,
      sum,
    ]),
    ['L_0', 1, 1, decoder.mean, decoder.error, '', total.mean],
    ['bound', '', '', total.mean, total.error, '', ''],
  ];
  const name = `ddpm_bound_seed${seed}_${boundDigits}digits_${boundNoises}noises_${boundVariance}${boundClip ? '_clipped' : ''}.csv`;
  download(rows.map((row) => row.join(',')).join('\n') + '\n', name, 'text/csv');
}
