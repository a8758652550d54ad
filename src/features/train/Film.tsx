import { useMemo } from 'react';
import { useStore } from 'zustand';
import { filmPosition, training } from './state/stores';
import type { TrainingRun } from './state/run';
import { sizeOf } from './state/config';
import { view } from '../../state/link/view';
import { Panel } from '../../ui/Panel';
import type { Draw } from '../../ui/PixelCanvas';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Tex } from '../../ui/Tex';
import { FilmCanvas } from './FilmCanvas';
import { count } from './format';
import { toldWords } from './told';
import styles from './Film.module.css';

const MOST_ROWS = 8;

/**
 * Which milestones have a row: the first, the newest, and others as evenly between them as may be, the one that is looked at in the
 * place of its neighbour.
 */
function rowsOf(of: number, lookedAt: number): number[] {
  if (of <= MOST_ROWS) return Array.from({ length: of }, (_, i) => i);
  const rows = Array.from({ length: MOST_ROWS }, (_, i) => Math.round((i * (of - 1)) / (MOST_ROWS - 1)));
  if (rows.includes(lookedAt)) return rows;
  const away = rows.slice(1, -1).map((row) => Math.abs(row - lookedAt));
  return rows.with(1 + away.indexOf(Math.min(...away)), lookedAt);
}

const EXPLAINED = (
  <>
    <p>
      <b>Down</b>: the training. Each row is what the averaged weights made of the same noise after so many
      updates.
    </p>
    <p>
      <b>To the right</b>: sampling. A row begins as pure noise at <i>t</i> = 1000 and takes ten steps of DDIM{' '}
      <cite>(Song, Meng &amp; Ermon 2021)</cite> to <i>t</i> = 0. Each step but the last turns{' '}
      <Tex tex="x_t = \cos\varphi\;x_0 + \sin\varphi\;\varepsilon" /> by the same angle, about 10°, so that
      the picture changes evenly <cite>(Salimans &amp; Ho 2022)</cite>; where it changes, these are about
      equal steps of the logarithm of the signal-to-noise ratio.
    </p>
    <p>Drag in it, or focus it and use the arrow keys. Choose another of the ten samples beside it.</p>
  </>
);

/** What the network makes of one noise, from the untrained network on: updates down, t from 1000 to 0 to the right. */
export function Film() {
  const run = useStore(training.store, (state) => state.run);
  const of = useStore(training.store, (state) => state.run?.milestones.length ?? 0);
  const sample = useStore(filmPosition.store, (state) => state.sample);
  return (
    <Panel
      title="The training film"
      explain={EXPLAINED}
      aside={
        run && of > 0 && <span className={styles.aside}>one noise, {toldWords(run.config, sample)}</span>
      }
    >
      {run && of > 0 ? <Rows run={run} of={of} /> : <Beginning />}
    </Panel>
  );
}

function Rows({ run, of }: { run: TrainingRun; of: number }) {
  const index = useStore(filmPosition.store, () => filmPosition.chosen().index);
  const rows = useMemo(() => rowsOf(of, index), [of, index]);
  return (
    <div className={styles.grid}>
      <span className={styles.corner} aria-hidden="true">
        updates
      </span>
      <div className={styles.times} aria-hidden="true">
        {Array.from(run.milestones[of - 1].times, (t, i) => (
          <span key={i}>
            {i === 0 && <i>t </i>}
            {t}
          </span>
        ))}
      </div>
      <div className={styles.updates} aria-hidden="true">
        {rows.map((at) => (
          <span key={at}>{count(run.milestones[at].update)}</span>
        ))}
      </div>
      <FilmCanvas key={run.id} size={sizeOf(run.config)} rows={rows} />
    </div>
  );
}

const feedNoise = (draw: Draw) =>
  filmPosition.onChange(() => draw(filmPosition.noiseOf(filmPosition.store.getState().sample)));

/** Where the film begins. */
function Beginning() {
  const network = useStore(training.store, (state) => state.run?.config.network);
  const asked = useStore(view, (state) => state.trainNetwork);
  return (
    <div className={styles.beginning}>
      <PixelCanvas
        key={network ?? asked}
        label="The noise that every row begins with"
        feed={feedNoise}
        side={sizeOf({ network: network ?? asked })}
      />
      <p>
        Every row will begin with this noise. Untrained, after 10, 20, … updates the network makes ten steps
        from it towards a digit: <b>down</b> you see how training goes, <b>to the right</b> how sampling goes.
      </p>
    </div>
  );
}
