import { useMemo } from 'react';
import { useStore } from 'zustand';
import { filmPosition, training } from './state/stores';
import type { TrainingRun } from './state/run';
import { pictureSize } from './state/config';
import { Panel } from '../../ui/Panel';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Tex } from '../../ui/Tex';
import { FilmCanvas } from './FilmCanvas';
import { count } from './format';
import { classWords } from './sampleWords';
import { feedFrame, useFilm } from './useFilm';
import styles from './Film.module.css';

const MOST_ROWS = 8;

/**
 * Indices of the milestones that have a row: the first, the newest, and others between them, evenly spread. The chosen one takes
 * the place of its neighbour.
 */
function pickRows(milestoneCount: number, chosen: number): number[] {
  const length = Math.min(milestoneCount, MOST_ROWS);
  const rows = Array.from({ length }, (_, i) => Math.round((i * (milestoneCount - 1)) / (length - 1 || 1)));
  if (rows.includes(chosen)) return rows;
  const distances = rows.slice(1, -1).map((row) => Math.abs(row - chosen));
  return rows.with(1 + distances.indexOf(Math.min(...distances)), chosen);
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

/** What the network makes of one noise, from before the first update on: updates go down, t from 1000 to 0 to the right. */
export function Film() {
  const run = useStore(training.store, (state) => state.run);
  const milestoneCount = useStore(training.store, (state) => state.run?.milestones.length ?? 0);
  const sample = useStore(filmPosition.store, (state) => state.sample);
  return (
    <Panel
      title="The training film"
      explain={EXPLAINED}
      aside={
        run &&
        milestoneCount > 0 && (
          <span className={styles.aside}>one noise, {classWords(run.config, sample)}</span>
        )
      }
    >
      {run && milestoneCount > 0 ? <Rows run={run} milestoneCount={milestoneCount} /> : <Beginning />}
    </Panel>
  );
}

function Rows({ run, milestoneCount }: { run: TrainingRun; milestoneCount: number }) {
  const index = useStore(filmPosition.store, () => filmPosition.chosenMilestone().index);
  const rows = useMemo(() => pickRows(milestoneCount, index), [milestoneCount, index]);
  return (
    <div className={styles.grid}>
      <span className={styles.corner} aria-hidden="true">
        updates
      </span>
      <div className={styles.times} aria-hidden="true">
        {Array.from(run.milestones[milestoneCount - 1].times, (t, i) => (
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
      <FilmCanvas key={run.id} size={pictureSize(run.config)} rows={rows} />
    </div>
  );
}

/** Where the film begins. */
function Beginning() {
  const { id, config } = useFilm();
  return (
    <div className={styles.beginning}>
      <PixelCanvas
        key={id}
        label="The noise that every row begins with"
        feed={feedFrame}
        side={pictureSize(config)}
      />
      <p>
        Every row will begin with this noise. Untrained, after 10, 20, … updates the network makes ten steps
        from it towards a digit: <b>down</b> you see how training goes, <b>to the right</b> how sampling goes.
      </p>
    </div>
  );
}
