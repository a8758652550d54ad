import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { LossSeries } from '../../diffusion/lossSeries';
import type { TrainConfig } from './state/config';
import { files, savedRuns, training } from './state/stores';
import { view } from '../../state/link/view';
import { BandChart } from '../../ui/lossChart/BandChart';
import { LossChart } from '../../ui/lossChart/LossChart';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';

const EMPTY = new LossSeries();

/** Tells when the run's losses have changed: `TrainingRun.receive` puts the points in, the chart reads them from `run.losses`. */
const feed = (changed: () => void) =>
  training.store.subscribe((state, before) => {
    if (state.changes !== before.changes) changed();
  });

/** What the output of an untrained network, zero, means for the noise. */
const ZERO_OUTPUT: Record<TrainConfig['output'], ReactNode> = {
  v: (
    <>
      <Tex tex="\hat v = 0" /> it means <Tex tex="\hat\varepsilon = \sqrt{1-\bar\alpha_t}\,x_t" />, no bad
      guess where there is much noise. To be expected is the mean over <i>t</i> of{' '}
      <Tex tex="\bar\alpha_t^2 + \bar\alpha_t(1-\bar\alpha_t)\,\overline{x_0^2}" />.
    </>
  ),
  epsilon: (
    <>
      <Tex tex="\hat\varepsilon = 0" /> it misses all of ε, whose mean square is 1.
    </>
  ),
  x0: (
    <>
      <Tex tex="\hat x_0 = 0" /> it means <Tex tex="\hat\varepsilon = x_t/\sqrt{1-\bar\alpha_t}" />, far off
      where there is little noise.
    </>
  ),
};

const NOTHING = {
  value: 1,
  label: 'predicting nothing',
  why: (
    <>
      <b>Predicting nothing.</b> Who always says <Tex tex="\hat\varepsilon = 0" /> is wrong by ε itself, and
      the mean square of <Tex tex="\varepsilon \sim \mathcal{N}(0, 1)" /> is 1.
    </>
  ),
};

const ABOUT = (
  <p>
    How far the network’s guess at the noise is off, in the mean over pixels, pictures and <i>t</i>:{' '}
    <Tex tex="\mathbb{E}\,\lVert\varepsilon - \hat\varepsilon(x_t, t)\rVert^2" />, the{' '}
    <Tex tex="L_{\mathrm{simple}}" /> of <cite>Ho et al. 2020</cite>. It falls as the network learns, and
    never to 0: where there is little noise it cannot be told from the digit.
  </p>
);

/** The loss over updates. */
export function LossPanel() {
  const run = useStore(training.store, (state) => state.run);
  const untrained = useStore(training.store, (state) => state.run?.losses.heldOutUpTo(0)?.loss);
  const goal = useStore(training.store, (state) => state.run?.goal);
  const viewGoal = useStore(view, (state) => state.trainGoal);
  const weighted = useStore(view, (state) => (run?.config.weighting ?? state.trainWeighting) !== 'epsilon');
  const marks = useMemo(
    () =>
      run && untrained !== undefined
        ? [
            NOTHING,
            {
              value: Number(untrained.toPrecision(3)),
              label: 'untrained',
              why: (
                <>
                  <b>Untrained.</b> Measured before the first update. The output begins at zero; read as{' '}
                  {ZERO_OUTPUT[run.config.output]}
                </>
              ),
            },
          ]
        : [NOTHING],
    [run, untrained],
  );
  const compared = useStore(savedRuns.store, (state) => state.compared);
  const others = useMemo(() => compared.filter(({ id }) => id !== run?.id), [compared, run]);
  return (
    <LossChart
      key={run?.id ?? ''}
      title={
        <>
          Loss · mean of |<i>ε</i> − <i>ε̂</i>|²
        </>
      }
      about={ABOUT}
      series={run?.losses ?? EMPTY}
      feed={feed}
      goal={goal ?? viewGoal}
      marks={marks}
      heldOutLabel="averaged weights on test digits"
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
  if (!run || !hasLosses) return null;
  return (
    <Panel
      title="Loss by noise level"
      explain={
        <p>
          The same loss, apart for ten parts of <i>t</i>: the mean of the last 50 updates. The mark is where
          it was after the first 50; the line between is what was learned since. With little noise (small{' '}
          <i>t</i>) the noise is hard to tell, with much it is easy.
        </p>
      }
    >
      <BandChart key={run.id} series={run.losses} feed={feed} />
    </Panel>
  );
}
