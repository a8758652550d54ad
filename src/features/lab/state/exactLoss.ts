import { createStore } from 'zustand/vanilla';
import { logSnrTimesteps } from '../../../diffusion/timesteps';
import { toEngineError } from '../../../engine/protocol/errors';
import type { ExactLossEvent, Mean } from '../../../engine/protocol/exact';
import { runJob } from '../../../state/engine/runJob';
import { download } from '../../../state/files/download';
import { digitsHere, exact, exactSchedule } from './exact';
import { T } from '../../../state/picture/forwardPath';
import { isNetworkHere, network, provide } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { isTold, weightsOf } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

/** Where the digits come from: those that the exact denoiser knows, or those that nobody has seen. */
export const SPLITS = ['train', 'test'] as const;
export type LossSplit = (typeof SPLITS)[number];

/** Values of t: at equal distances in log SNR. */
const TIMES = 13;

/** Both losses at one t, in epsilon: the mean over digits and its standard error. */
export interface LossPoint {
  readonly t: number;
  readonly count: number;
  readonly exact: Mean;
  readonly network: Mean;
}

export type LossStatus =
  | { kind: 'idle' | 'stopped' }
  | { kind: 'running'; done: number; total: number; perSecond: number; secondsLeft: number }
  | { kind: 'done'; seconds: number };

interface LossState {
  status: LossStatus;
  /** Ascending in t. */
  points: Readonly<Record<LossSplit, readonly LossPoint[]>>;
}

const NONE: LossState = { status: { kind: 'idle' }, points: { train: [], test: [] } };

export const exactLosses = createStore<LossState>(() => NONE);

/** Whether both are told the classes. */
export const toldOf = ({ exactTold }: Pick<ViewState, 'exactTold'>): boolean =>
  isTold(network.getState().used, exactTold);

let abort: AbortController | null = null;

function receive(split: LossSplit, event: ExactLossEvent): void {
  if (event.kind === 'download') return;
  const { t, count, exact: own, network: other, done, total, perSecond, secondsLeft } = event;
  const { points } = exactLosses.getState();
  const others = points[split].filter((point) => point.t !== t);
  const point = { t, count, exact: own, network: other };
  const first = split === 'train';
  exactLosses.setState({
    points: { ...points, [split]: [...others, point].sort((a, b) => a.t - b.t) },
    status: {
      kind: 'running',
      done: done + (first ? 0 : total),
      total: 2 * total,
      perSecond,
      secondsLeft: secondsLeft + (first ? total / perSecond : 0),
    },
  });
}

/** Measures both losses on known and on unknown digits; what was there gives way. */
export async function measureLosses(): Promise<void> {
  const { digits } = exact.getState();
  if (digits.kind !== 'ready' || !isNetworkHere(view.getState().network)) return;
  stopLosses();
  const own = new AbortController();
  abort = own;
  const state = view.getState();
  const { used } = network.getState();
  exactLosses.setState({
    ...NONE,
    status: { kind: 'running', done: 0, total: 0, perSecond: NaN, secondsLeft: NaN },
  });
  const { signal } = own;
  try {
    const seconds = await runJob(signal, async (ready) => {
      await Promise.all([provide(ready, used), digitsHere(signal)]);
      let sum = 0;
      for (const split of SPLITS) {
        const result = await ready.run(
          'exactLoss',
          {
            exact: digits.name,
            network: used.name,
            split,
            seed: state.seed,
            count: state.exactCount,
            told: toldOf(state),
            label: used.only ?? ANY_DIGIT,
            schedule: { name: used.schedule, T },
            times: [...logSnrTimesteps(exactSchedule(), TIMES)],
            baseUrl: new URL('.', document.baseURI).href,
          },
          { signal, onEvent: (event) => receive(split, event) },
        );
        sum += result.seconds;
      }
      return sum;
    });
    exactLosses.setState({ status: { kind: 'done', seconds } });
  } catch (caught) {
    if (signal.aborted) return;
    exactLosses.setState({ status: { kind: 'stopped' } });
    const error = toEngineError(caught);
    notify({ kind: 'error', text: `${error.message} ${error.remedy}` });
  }
}

/** Stops the measurement; what is there stays. */
export function stopLosses(): void {
  abort?.abort();
  abort = null;
  if (exactLosses.getState().status.kind === 'running') exactLosses.setState({ status: { kind: 'stopped' } });
}

const decides = ({ seed, exactCount, exactDigits, exactTold, network: name }: ViewState): string =>
  [seed, exactCount, exactDigits, exactTold, name].join();

/** Takes losses away that are not the view's any more, or not of the same weights. Returns how to stop. */
export function followLosses(): () => void {
  const clear = (): void => {
    stopLosses();
    exactLosses.setState(NONE);
  };
  const stops = [
    view.subscribe((state, before) => {
      if (decides(state) !== decides(before)) clear();
    }),
    network.subscribe(({ used }, before) => {
      if (weightsOf(used) !== weightsOf(before.used)) clear();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    stopLosses();
  };
}

/** Saves the losses as a table. */
export function exportExactLosses(): void {
  const { points } = exactLosses.getState();
  const state = view.getState();
  const rows = SPLITS.flatMap((split) =>
    points[split].map(({ t, count, exact: own, network: other }) =>
      [split, t, count, own.mean, own.error, other.mean, other.error].join(),
    ),
  );
  const head = 'split,t,digits,exact,exact_error,network,network_error';
  const name = `ddpm_exact${state.exactDigits}_${toldOf(state) ? 'told' : 'any'}_seed${state.seed}.csv`;
  download(`${[head, ...rows].join('\n')}\n`, name, 'text/csv');
}
