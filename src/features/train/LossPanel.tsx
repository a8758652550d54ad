import { useMemo } from 'react';
import { useStore } from 'zustand';
import { LossSeries } from '../../diffusion/training/lossSeries';
import { files, savedRuns, training } from './state/stores';
import { reaches } from '../../state/level';
import { view } from '../../state/link/view';
import { BandChart } from '../../ui/lossChart/BandChart';
import { LossChart } from '../../ui/lossChart/LossChart';
import { Panel } from '../../ui/Panel';
import { Rich } from '../common/glossary/Rich';
import { TEXTS } from './texts';
import { useIsPlain } from './useIsPlain';
import setup from './Setup.module.css';

const EMPTY = new LossSeries();

/** Tells when the run's losses have changed: `TrainingRun.receive` puts the points in, the chart reads them from `run.losses`. */
const feed = (changed: () => void) =>
  training.store.subscribe((state, before) => {
    if (state.changes !== before.changes) changed();
  });

/** The loss over updates. */
export function LossPanel() {
  const run = useStore(training.store, (state) => state.run);
  const untrained = useStore(training.store, (state) => state.run?.losses.heldOutUpTo(0)?.loss);
  const goal = useStore(training.store, (state) => state.run?.goal);
  const viewGoal = useStore(view, (state) => state.trainGoal);
  const weighted = useStore(
    view,
    (state) => reaches(state.level, 'all') && (run?.config.weighting ?? state.trainWeighting) !== 'epsilon',
  );
  const isPlain = useIsPlain();
  const output = useStore(training.store, (state) => state.run?.config.output ?? 'v');
  const marks = useMemo(() => {
    const key = isPlain ? 'plain' : output;
    const noGuess = {
      value: 1,
      label: TEXTS.noGuess[isPlain ? 'plain' : 'label'],
      why: <Rich>{isPlain ? TEXTS.noGuessWhyPlain : TEXTS.noGuessWhy}</Rich>,
    };
    const before = {
      value: Number(untrained?.toPrecision(3)),
      label: TEXTS.untrained,
      why: <Rich>{TEXTS.untrainedWhy[key]}</Rich>,
    };
    return untrained === undefined ? [noGuess] : [noGuess, before];
  }, [untrained, output, isPlain]);
  const compared = useStore(savedRuns.store, (state) => state.compared);
  const others = useMemo(() => compared.filter(({ id }) => id !== run?.id), [compared, run]);
  return (
    <LossChart
      key={run?.id ?? ''}
      title={
        isPlain ? (
          TEXTS.lossInWords
        ) : (
          <>
            {TEXTS.loss} |<i>ε</i> − <i>ε̂</i>|²
          </>
        )
      }
      about={
        <p>
          <Rich>{TEXTS.lossAbout}</Rich>
        </p>
      }
      isPlain={isPlain}
      series={run?.losses ?? EMPTY}
      feed={feed}
      goal={goal ?? viewGoal}
      marks={marks}
      heldOutLabel={TEXTS.heldOutLine}
      weighted={weighted}
      compare={others}
      onCsv={files.exportLosses}
    />
  );
}

/** The loss of the last updates, by ten levels of noise. */
export function BandPanel() {
  const run = useStore(training.store, (state) => state.run);
  const hasLosses = useStore(training.store, (state) => (state.run?.losses.length ?? 0) > 0);
  return (
    <Panel
      title={TEXTS.bands}
      explain={
        <p>
          <Rich>{TEXTS.bandsAbout}</Rich>
        </p>
      }
    >
      {run && hasLosses ? (
        <BandChart key={run.id} series={run.losses} feed={feed} />
      ) : (
        <p className={setup.soft}>{TEXTS.bandsEmpty}</p>
      )}
    </Panel>
  );
}
