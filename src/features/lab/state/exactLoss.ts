import { createStore } from 'zustand/vanilla';
import { logSnrTimesteps } from '../../../diffusion/timesteps';
import type { ExactLossEvent, Mean } from '../../../engine/protocol/exact';
import { failureText } from '../../../state/engine/failure';
import { browser } from '../../../state/environment';
import type { Environment } from '../../../state/environment';
import { saveCsv } from '../../../state/files/csv';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network, provide } from '../../../state/network/network';
import { isTold, weightsOf } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { T } from '../../../state/picture/forwardPath';
import { task } from '../../../state/task';
import type { TaskStatus, Work } from '../../../state/task';
import { exact } from './exact';
import { exactSchedule } from './exactPicture';

/** Where the digits come from: those that the exact denoiser knows, or those that neither denoiser has seen. */
export const SPLITS = ['train', 'test'] as const;
export type LossSplit = (typeof SPLITS)[number];

/** How many values of t, at equal distances in log SNR. */
const TIMES = 13;

/** Both losses at one t, in epsilon: the mean over digits and its standard error. */
export interface LossPoint {
  readonly t: number;
  readonly count: number;
  readonly exact: Mean;
  readonly network: Mean;
}

/** How far the measurement of both splits is, in pictures. */
interface LossProgress {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
}

interface LossState {
  readonly status: TaskStatus<LossProgress>;
  /** Ascending in t. */
  readonly points: Readonly<Record<LossSplit, readonly LossPoint[]>>;
  /** What the last whole measurement took. */
  readonly seconds: number;
}

const NO_POINTS: LossState['points'] = { train: [], test: [] };

/** Whether both denoisers are told the classes. */
export const areClassesTold = ({ exactTold }: Pick<ViewState, 'exactTold'>): boolean =>
  isTold(network.getState().used, exactTold);

/** The losses by t of the exact denoiser and the network; those of other settings or weights are cleared. */
export function createExactLosses(environment: Environment) {
  const store = createStore<LossState>(() => ({ status: { kind: 'idle' }, points: NO_POINTS, seconds: NaN }));

  function keep(split: LossSplit, { t, count, ...losses }: Extract<ExactLossEvent, { kind: 'loss' }>): void {
    const { points } = store.getState();
    const point = { t, count, exact: losses.exact, network: losses.network };
    const others = points[split].filter((each) => each.t !== t);
    store.setState({ points: { ...points, [split]: [...others, point].sort((a, b) => a.t - b.t) } });
  }

  async function measure({ signal, progress }: Work<LossProgress>): Promise<void> {
    const state = view.getState();
    const { used } = network.getState();
    const { digits } = exact.store.getState();
    if (digits.kind !== 'ready') return;
    store.setState({ points: NO_POINTS });
    const seconds = await environment.runJob(signal, async (engine) => {
      await Promise.all([provide(engine, used), exact.digitsReady(signal)]);
      let sum = 0;
      for (const split of SPLITS) {
        const result = await engine.run(
          'exactLoss',
          {
            exact: digits.name,
            network: used.name,
            split,
            seed: state.seed,
            count: state.exactCount,
            told: areClassesTold(state),
            label: used.only ?? ANY_DIGIT,
            schedule: { name: used.schedule, T },
            times: [...logSnrTimesteps(exactSchedule(), TIMES)],
            baseUrl: new URL('.', document.baseURI).href,
          },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'download') return;
              keep(split, event);
              // Both splits have as many pictures.
              const { done, total, perSecond, secondsLeft } = event;
              const isFirst = split === 'train';
              progress({
                done: done + (isFirst ? 0 : total),
                total: 2 * total,
                perSecond,
                secondsLeft: secondsLeft + (isFirst ? total / perSecond : 0),
              });
            },
          },
        );
        sum += result.seconds;
      }
      return sum;
    });
    store.setState({ seconds });
  }

  const measurement = task<LossProgress>({
    key: () => {
      const { seed, exactCount, exactDigits, exactTold, network: name } = view.getState();
      return [seed, exactCount, exactDigits, exactTold, name, weightsOf(network.getState().used)].join();
    },
    // Whoever asks again wants another measurement.
    isHere: () => false,
    run: measure,
    tell: (status) => {
      store.setState({ status });
      if (status.kind === 'failed') notify({ kind: 'error', text: failureText(status.error) });
    },
    status: () => store.getState().status,
    clear: () => store.setState({ points: NO_POINTS }),
    stores: [view, network],
    environment,
  });

  /** Measures both losses anew, on known and on unknown digits; nothing happens while digits or network are on their way. */
  const start = (): void => {
    if (exact.isReady()) measurement.start();
  };

  return { ...measurement, store, start };
}

export const exactLosses = createExactLosses(browser);

/** Saves the losses as a table. */
export function exportExactLosses(): void {
  const { points } = exactLosses.store.getState();
  const state = view.getState();
  const rows = SPLITS.flatMap((split) =>
    points[split].map(({ t, count, exact: floor, network: other }) => [
      split,
      t,
      count,
      floor.mean,
      floor.error,
      other.mean,
      other.error,
    ]),
  );
  const head = ['split', 't', 'digits', 'exact', 'exact_error', 'network', 'network_error'];
  const told = areClassesTold(state) ? 'told' : 'any';
  saveCsv([head, ...rows], `ddpm_exact${state.exactDigits}_${told}_seed${state.seed}.csv`);
}
