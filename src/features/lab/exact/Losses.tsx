import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/controls';
import { formatLoss } from '../../../ui/lossChart/axis';
import { formatDuration } from '../../common/format';
import { JobBar } from '../../common/JobBar';
import { Setting } from '../../common/Setting';
import { Bar, PartHeading } from '../Headings';
import { NumberTable } from '../NumberTable';
import {
  areClassesTold,
  exactLosses,
  exportExactLosses,
  SPLITS,
  type LossPoint,
  type LossSplit,
} from '../state/exactLoss';
import { LossByT } from './LossByT';
import { useReady } from './useReady';
import lab from '../Lab.module.css';
import shared from './Exact.module.css';
import styles from './Losses.module.css';

function Progress() {
  const { status, seconds: taken } = useStore(exactLosses.store);
  const ready = useReady();
  const { kind } = status;
  return (
    <JobBar
      label="Losses that are measured"
      progress={
        kind !== 'running'
          ? undefined
          : status.progress
            ? { ...status.progress, rate: [status.progress.perSecond, 'pictures'] }
            : 'unknown'
      }
      text={
        kind === 'done'
          ? `done in ${formatDuration(taken)}`
          : kind === 'stopped' || kind === 'failed'
            ? 'stopped; what was measured stays'
            : undefined
      }
    >
      {kind === 'running' ? (
        <Button title="Space" onClick={exactLosses.stop}>
          Cancel
        </Button>
      ) : (
        <Button
          {...(kind === 'idle' && { look: 'primary' })}
          title="Space"
          disabled={!ready}
          onClick={exactLosses.start}
        >
          {kind === 'idle' ? 'Measure the losses' : 'Measure again'}
        </Button>
      )}
    </JobBar>
  );
}

/** What the curves say, with their numbers. */
function verdict(split: LossSplit, points: readonly LossPoint[]): string {
  if (points.length === 0)
    return split === 'train'
      ? 'No curve of any network lies below the exact denoiser’s here, but for the error of finitely many digits.'
      : 'Here the exact denoiser has never seen the digits either, and can only answer with those that it knows.';
  const lower = points.filter((point) => point.network.mean < point.exact.mean);
  const count = `${lower.length} of ${points.length} values of t`;
  if (split === 'train')
    return lower.length === 0
      ? `The network’s loss lies above the floor at all ${points.length} values of t: what is between is all that training on these digits could still gain, and what is below the floor nobody can have.`
      : `The network’s loss is below the floor at ${count}: within the error of finitely many digits, for in expectation nothing is.`;
  const worst = [...lower]
    .sort((a, b) => b.exact.mean / b.network.mean - a.exact.mean / a.network.mean)
    .at(0);
  return worst
    ? `The network is better at ${count}: at t = ${worst.t} its loss is ${formatLoss(worst.network.mean)}, the exact denoiser’s ${formatLoss(worst.exact.mean)}. It answers with the digits it knows, and the right one is not among them. So this is a memoriser’s curve and no bound.`
    : 'At no t is the network better yet; where less noise is left it will be.';
}

const TITLES: Record<LossSplit, { title: string; exact: string; about: string }> = {
  train: {
    title: 'On digits that it knows: the floor',
    exact: 'exact denoiser, the floor',
    about: 'training digits',
  },
  test: {
    title: 'On held-out digits: a memoriser, and no bound',
    exact: 'exact denoiser of other digits',
    about: 'test digits',
  },
};

function Panel({ split, hasTable }: { split: LossSplit; hasTable: boolean }) {
  const points = useStore(exactLosses.store, (state) => state.points[split]);
  const used = useStore(network, (state) => state.used);
  const { title, exact: exactName, about } = TITLES[split];
  const digits = points.length > 0 ? Math.min(...points.map(({ count }) => count)) : 0;
  return (
    <section aria-label={title}>
      <h3>
        {title} <Badge kind="live" small />
      </h3>
      <p className={styles.key}>
        <span data-tone="exact">{exactName}</span>
        <span data-tone="network">{creditOf(used)}</span>
      </p>
      <LossByT
        points={points}
        label={`Epsilon loss by t on ${digits} ${about}, exact denoiser and network; the numbers are in the table`}
      />
      <p className={lab.says}>{verdict(split, points)}</p>
      {hasTable && points.length > 0 && (
        <NumberTable
          label="Losses by t as a table"
          head={['t', 'exact', '± s.e.', 'network', '± s.e.', 'digits']}
          rows={points.map(({ t, count, exact, network: other }) => [
            t,
            ...[exact.mean, exact.error, other.mean, other.error].map(formatLoss),
            count,
          ])}
        />
      )}
    </section>
  );
}

/** The loss by t of both denoisers, on digits that the exact one knows and on others. Only on the first is its loss a lower bound. */
export function Losses() {
  useEffect(() => exactLosses.follow(), []);
  const { exactTold } = useView('exactTold');
  const { onlyClass, classes } = useStore(network, (state) => state.used);
  const hasLosses = useStore(exactLosses.store, ({ points }) =>
    SPLITS.some((split) => points[split].length > 0),
  );
  const [hasTable, setHasTable] = useState(false);
  return (
    <>
      <PartHeading
        title="Its loss by t"
        about="The mean square of ε̂ − ε a pixel, on the same digits, labels and noises for both; bars are standard errors."
      />
      <Bar>
        <Setting field="exactCount" />
        <Setting
          field="exactTold"
          look="buttons"
          value={areClassesTold({ exactTold })}
          disabled={onlyClass !== null || classes === 0}
        />
        <Progress />
        {hasLosses && (
          <>
            <Button look="quiet" aria-pressed={hasTable} onClick={() => setHasTable(!hasTable)}>
              As a table
            </Button>
            <Button look="quiet" title="Save the losses as a CSV file" onClick={exportExactLosses}>
              CSV
            </Button>
          </>
        )}
      </Bar>
      <div className={shared.pair}>
        {SPLITS.map((split) => (
          <Panel key={split} split={split} hasTable={hasTable} />
        ))}
      </div>
    </>
  );
}
