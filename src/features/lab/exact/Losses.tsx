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
import { Setting } from '../../common/setting/Setting';
import { Term } from '../../common/glossary/Term';
import { Bar, PartHeading } from '../Experiment';
import { LabScene } from '../LabScene';
import { NumberTable } from '../NumberTable';
import {
  areClassesTold,
  exactLosses,
  exportExactLosses,
  SPLITS,
  type LossPoint,
  type LossSplit,
} from '../state/exactLoss';
import { TEXTS } from '../texts';
import { lossCells } from './lossCells';
import { LossByT } from './LossByT';
import { useIsReady } from './useIsReady';
import lab from '../Lab.module.css';
import shared from './Exact.module.css';
import styles from './Losses.module.css';

function Progress() {
  const { status, seconds: taken } = useStore(exactLosses.store);
  const isReady = useIsReady();
  const { kind } = status;
  return (
    <JobBar
      label={TEXTS.exact.lossProgress}
      progress={
        kind === 'running'
          ? status.progress
            ? { ...status.progress, rate: [status.progress.perSecond, TEXTS.exact.pictures] }
            : 'unknown'
          : undefined
      }
      text={
        kind === 'done'
          ? TEXTS.exact.done(formatDuration(taken))
          : kind === 'stopped' || kind === 'failed'
            ? TEXTS.exact.stopped
            : undefined
      }
    >
      {kind === 'running' ? (
        <Button title={TEXTS.space} onClick={exactLosses.stop}>
          {TEXTS.cancel}
        </Button>
      ) : (
        <Button
          {...(kind === 'idle' && { look: 'primary' })}
          title={TEXTS.space}
          disabled={!isReady}
          onClick={exactLosses.start}
        >
          {kind === 'idle' ? TEXTS.exact.measure : TEXTS.exact.measureAgain}
        </Button>
      )}
    </JobBar>
  );
}

function verdict(split: LossSplit, points: readonly LossPoint[]): string {
  const texts = TEXTS.exact;
  if (points.length === 0) return texts.splits[split].before;
  const lower = points.filter((point) => point.network.mean < point.exact.mean);
  if (split === 'train')
    return lower.length === 0 ? texts.allAbove(points.length) : texts.someBelow(lower.length, points.length);
  const ratio = ({ exact, network: other }: LossPoint): number => exact.mean / other.mean;
  const worst = lower.toSorted((a, b) => ratio(b) - ratio(a)).at(0);
  if (!worst) return texts.notBetter;
  const { t, network: other, exact } = worst;
  return texts.better(lower.length, points.length, t, formatLoss(other.mean), formatLoss(exact.mean));
}

function SplitLosses({ split, hasTable }: { split: LossSplit; hasTable: boolean }) {
  const points = useStore(exactLosses.store, (state) => state.points[split]);
  const used = useStore(network, (state) => state.used);
  const isIdle = useStore(exactLosses.store, ({ status }) => status.kind === 'idle');
  const isHint = useView('present').present && isIdle && points.length === 0;
  const { title, exact: exactName, about } = TEXTS.exact.splits[split];
  const digits = points.length > 0 ? Math.min(...points.map(({ count }) => count)) : 0;
  return (
    <section aria-label={title}>
      <h3>
        {split === 'test' ? <Term name="heldOut">{title}</Term> : title} <Badge kind="live" small />
      </h3>
      <p className={styles.key}>
        <span data-tone="exact">{exactName}</span>
        <span data-tone="network">{creditOf(used)}</span>
      </p>
      <LossByT points={points} label={TEXTS.exact.plot(digits, about)} />
      <p className={lab.says}>
        {verdict(split, points)}
        {isHint && ` ${TEXTS.exact.pageDownMeasures}`}
      </p>
      {hasTable && points.length > 0 && (
        <NumberTable
          label={TEXTS.exact.tableLabel}
          head={TEXTS.exact.tableHead}
          rows={points.map(({ t, count, exact, network: other }) => [
            t,
            ...lossCells(exact),
            ...lossCells(other),
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
  const hasLosses = useStore(exactLosses.store, ({ points }) => points.train.length + points.test.length > 0);
  const [hasTable, setHasTable] = useState(false);
  return (
    <>
      <PartHeading title={<Term name="loss">{TEXTS.exact.lossTitle}</Term>} about={TEXTS.exact.lossAbout} />
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
              {TEXTS.table}
            </Button>
            <Button look="quiet" title={TEXTS.exact.csvTitle} onClick={exportExactLosses}>
              {TEXTS.csv}
            </Button>
          </>
        )}
      </Bar>
      <div className={shared.pair}>
        {SPLITS.map((split) => (
          <LabScene key={split} id={`loss-${split}`}>
            <SplitLosses split={split} hasTable={hasTable} />
          </LabScene>
        ))}
      </div>
    </>
  );
}
