import { baseUrl } from '../../../state/baseUrl';
import { createStore } from 'zustand/vanilla';
import { logSnrTimesteps } from '../../../diffusion/timesteps';
import type { ExactLossEvent, Mean } from '../../../engine/protocol/exact';
import { browser, type Environment } from '../../../state/environment';
import { saveCsv } from '../../../state/files/csv';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { isTold } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import type { TaskStatus } from '../../../state/task';
import { exactSchedule } from './exactPicture';
import { exactTask, type ExactWork } from './exactTask';

/** Which digits are measured: those that the exact denoiser knows, or test digits, which neither denoiser has seen. */
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
  readonly of: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
}

interface LossState {
  readonly status: TaskStatus<LossProgress>;
  /** Ascending in t. */
  readonly points: Readonly<Record<LossSplit, readonly LossPoint[]>>;
  /** Duration of the last whole measurement. */
  readonly seconds: number;
}

const NO_POINTS: LossState['points'] = { train: [], test: [] };

/** Whether both denoisers are told the classes. */
export const areClassesTold = ({ exactTold }: Pick<ViewState, 'exactTold'>): boolean =>
  isTold(network.getState().used, exactTold);

/** The losses by t of the exact denoiser and the network. They are cleared when the settings or the weights change. */
export function createExactLosses(environment: Environment) {
  const store = createStore<LossState>(() => ({ status: { kind: 'idle' }, points: NO_POINTS, seconds: NaN }));

  function keep(split: LossSplit, { t, count, ...losses }: Extract<ExactLossEvent, { kind: 'loss' }>): void {
    const { points } = store.getState();
    const point = { t, count, exact: losses.exact, network: losses.network };
    const others = points[split].filter((each) => each.t !== t);
    store.setState({ points: { ...points, [split]: [...others, point].sort((a, b) => a.t - b.t) } });
  }

  async function measure({
    engine,
    signal,
    exactName,
    used,
    progress,
  }: ExactWork<LossProgress>): Promise<void> {
    const state = view.getState();
    let sum = 0;
    for (const split of SPLITS) {
      const isFirst = split === 'train';
      const { seconds } = await engine.run(
        'exactLoss',
        {
          exact: exactName,
          network: used.name,
          split,
          seed: state.seed,
          count: state.exactCount,
          told: areClassesTold(state),
          label: used.onlyClass ?? ANY_DIGIT,
          schedule: { name: used.schedule, T },
          times: [...logSnrTimesteps(exactSchedule(), TIMES)],
          baseUrl: baseUrl(),
        },
        {
          signal,
          onEvent: (event) => {
            if (event.kind === 'download') return;
            keep(split, event);
            // Both splits have the same number of pictures.
            const { done, total, perSecond, secondsLeft } = event;
            progress({
              done: done + (isFirst ? 0 : total),
              of: 2 * total,
              perSecond,
              secondsLeft: secondsLeft + (isFirst ? total / perSecond : 0),
            });
          },
        },
      );
      sum += seconds;
    }
    store.setState({ seconds: sum });
  }

  const work = exactTask<LossProgress>({
    store,
    clear: () => store.setState({ points: NO_POINTS }),
    fields: ['seed', 'exactCount', 'exactDigits', 'exactTold', 'network'],
    run: measure,
    environment,
  });
  return { ...work, store };
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
