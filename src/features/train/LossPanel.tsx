import { useMemo } from 'react';
import { useStore } from 'zustand';
import { LossSeries } from '../../diffusion/lossSeries';
import type { TrainConfig } from '../../state/training/config';
import { exportLosses } from '../../state/training/files';
import { keeping } from '../../state/training/keeping';
import { training } from '../../state/training/training';
import { view } from '../../state/view';
import { BandChart } from '../../ui/BandChart';
import { LossChart } from '../../ui/LossChart';
import { Panel } from '../../ui/Panel';

const EMPTY = new LossSeries();

const feed = (changed: () => void) =>
  training.subscribe((state, before) => {
    if (state.changes !== before.changes) changed();
  });

/** Why an untrained network, whose output is zero, scores what it scores. */
const UNTRAINED: Record<TrainConfig['output'], string> = {
  v: 'Measured before the first update. The output begins at zero; read as v = 0 it means ε̂ = √(1 − ᾱ) xₜ, which is no bad guess where there is much noise. Expected: the mean over t of ᾱ² + ᾱ (1 − ᾱ) mean x₀².',
  epsilon:
    'Measured before the first update. The output begins at zero; read as ε̂ = 0 it misses all of ε, whose mean square is 1.',
  x0: 'Measured before the first update. The output begins at zero; read as x̂₀ = 0 it means ε̂ = xₜ / √(1 − ᾱ), which is far off where there is little noise.',
};

const NOTHING = {
  value: 1,
  label: 'predicting nothing',
  why: 'Who always says ε̂ = 0 is wrong by ε itself, and the mean square of ε is 1.',
};

/** How the loss goes, over updates. */
export function LossPanel() {
  const run = useStore(training, (state) => state.run);
  const untrained = useStore(training, ({ run: now }) =>
    now?.losses.heldOut[0]?.update === 0 ? now.losses.heldOut[0].loss : undefined,
  );
  const goal = useStore(training, (state) => state.run?.goal);
  const asked = useStore(view, (state) => state.trainGoal);
  const weighted = useStore(view, (state) => (run?.config.weighting ?? state.trainWeighting) !== 'epsilon');
  const marks = useMemo(
    () =>
      run && untrained !== undefined
        ? [
            NOTHING,
            {
              value: Number(untrained.toPrecision(3)),
              label: 'untrained',
              why: UNTRAINED[run.config.output],
            },
          ]
        : [NOTHING],
    [run, untrained],
  );
  const compared = useStore(keeping, (state) => state.compared);
  const others = useMemo(() => compared.filter(({ id }) => id !== run?.id), [compared, run]);
  const series = run?.losses ?? EMPTY;
  return (
    <LossChart
      key={run?.id ?? ''}
      title={
        <>
          Loss · mean of |<i>ε</i> − <i>ε̂</i>|²
        </>
      }
      series={series}
      feed={feed}
      goal={goal ?? asked}
      marks={marks}
      heldOutLabel="averaged weights on test digits"
      weighted={weighted}
      compare={others}
      onCsv={exportLosses}
    />
  );
}

/** The loss of the last updates, apart for ten levels of noise. */
export function BandPanel() {
  const run = useStore(training, (state) => state.run);
  const some = useStore(training, (state) => (state.run?.losses.length ?? 0) > 0);
  if (!run || !some) return null;
  return (
    <Panel
      title="Loss by noise level"
      about="The same loss for ten parts of t: mean of the last 50 updates. The mark is where it was after the first 50."
    >
      <BandChart key={run.id} series={run.losses} feed={feed} />
    </Panel>
  );
}
