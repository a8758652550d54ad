import { logSnrTimesteps } from '../../../diffusion/timesteps';
import type { ExactLossEvent } from '../../../engine/protocol/exact';
import { baseUrl } from '../../../state/baseUrl';
import { browser, type Environment } from '../../../state/environment';
import { saveCsv } from '../../../state/files/csv';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { isTold } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import { exactSchedule } from './exactPicture';
import { exactTask, type ExactContext } from './exactTask';

/** Which digits are measured: those that the exact denoiser knows, or test digits, which neither denoiser has seen. */
export const SPLITS = ['train', 'test'] as const;
export type LossSplit = (typeof SPLITS)[number];

/** How many values of t, at equal distances in log SNR. */
const TIMES = 13;

type LossEvent = Extract<ExactLossEvent, { kind: 'loss' }>;

/** Both losses at one t, in epsilon: the mean over digits and its standard error. */
export type LossPoint = Pick<LossEvent, 't' | 'count' | 'exact' | 'network'>;

/** How far the measurement of both splits is, in pictures. */
type LossProgress = Pick<LossEvent, 'done' | 'perSecond' | 'secondsLeft'> & { readonly of: number };

interface Losses {
  /** Ascending in t. */
  readonly points: Readonly<Record<LossSplit, readonly LossPoint[]>>;
  /** Duration of the last whole measurement. */
  readonly seconds: number;
}

/** Whether both denoisers are told the classes. */
export const areClassesTold = ({ exactTold }: Pick<ViewState, 'exactTold'>): boolean =>
  isTold(network.getState().used, exactTold);

/** The losses by t of the exact denoiser and the network. They are cleared when the settings or the weights change. */
export function createExactLosses(environment: Environment) {
  function receive(split: LossSplit, { t, count, exact, network: other }: LossEvent): void {
    const { points } = losses.store.getState();
    const others = points[split].filter((point) => point.t !== t);
    const sorted = [...others, { t, count, exact, network: other }].sort((a, b) => a.t - b.t);
    losses.store.setState({ points: { ...points, [split]: sorted } });
  }

  async function measure(context: ExactContext<LossProgress>): Promise<void> {
    const { engine, signal, exactName, used, progress } = context;
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
            receive(split, event);
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
    losses.store.setState({ seconds: sum });
  }

  const losses = exactTask<LossProgress, Losses>({
    empty: { points: { train: [], test: [] }, seconds: NaN },
    fields: ['seed', 'exactCount', 'exactDigits', 'exactTold', 'network'],
    run: measure,
    environment,
  });
  return losses;
}

export const exactLosses = createExactLosses(browser);

export function exportExactLosses(): void {
  const { points } = exactLosses.store.getState();
  const state = view.getState();
  const rows = SPLITS.flatMap((split) =>
    points[split].map((point) => [
      split,
      point.t,
      point.count,
      ...[point.exact, point.network].flatMap(({ mean, error }) => [mean, error]),
    ]),
  );
  const head = ['split', 't', 'digits', 'exact', 'exact_error', 'network', 'network_error'];
  const told = areClassesTold(state) ? 'told' : 'any';
  saveCsv([head, ...rows], `ddpm_exact${state.exactDigits}_${told}_seed${state.seed}.csv`);
}
