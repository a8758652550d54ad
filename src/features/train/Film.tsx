import { formatCount } from '../../diffusion/numbers/formatCount';
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { FILM_FRAMES as FRAMES } from '../../state/link/fields/train';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { filmPosition, training } from './state/stores';
import type { TrainingRun } from '../../state/training/trainingRun';
import { pictureSize } from './state/config';
import { observeSize, type Size } from '../../ui/observeSize';
import { Panel } from '../../ui/Panel';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { FilmCanvas } from './FilmCanvas';
import { RichCard } from '../common/glossary/Rich';
import { classWords } from './sampleWords';
import { TEXTS } from './texts';
import { feedFrame, useFilm } from './useFilm';
import { useIsPlain } from './useIsPlain';
import styles from './Film.module.css';

const MOST_ROWS = 8;
const LEAST_ROWS = 4;
/** Beside the pictures stand the updates, above them the times, CSS pixels. */
const NAMES = { width: 66, height: 20 };

/** How many rows of a film fit into a room, at the greatest width. */
function fittingRows({ width, height }: Size): number {
  const picture = (width - NAMES.width) / FRAMES;
  const rows = Math.floor((height - NAMES.height) / picture);
  return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, rows));
}

/**
 * Indices of the milestones that have a row: the first, the newest, and others between them, evenly spread. The chosen one takes
 * the place of its neighbour.
 */
function pickRows(milestoneCount: number, chosen: number, most: number): number[] {
  const length = Math.min(milestoneCount, most);
  const rows = Array.from({ length }, (_, i) => Math.round((i * (milestoneCount - 1)) / (length - 1 || 1)));
  if (rows.includes(chosen)) return rows;
  const distances = rows.slice(1, -1).map((row) => Math.abs(row - chosen));
  return rows.with(1 + distances.indexOf(Math.min(...distances)), chosen);
}

/** What the network makes of one noise, from before the first update on: updates go down, t from 1000 to 0 to the right. */
export function Film() {
  const run = useStore(training.store, (state) => state.run);
  const milestoneCount = useStore(training.store, (state) => state.run?.milestones.length ?? 0);
  const { filmSample: sample } = useView('filmSample');
  const isPlain = useIsPlain();
  const room = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(MOST_ROWS);
  useEffect(
    () => (room.current ? observeSize(room.current, (size) => setMost(fittingRows(size))) : undefined),
    [],
  );
  return (
    <Panel
      title={TEXTS.film}
      explain={<RichCard parts={isPlain ? TEXTS.filmAboutPlain : TEXTS.filmAbout} />}
      aside={
        run &&
        milestoneCount > 0 && (
          <span className={styles.aside}>{TEXTS.filmOf(classWords(run.config, sample))}</span>
        )
      }
    >
      <div ref={room} className={styles.room}>
        {run && milestoneCount > 0 ? (
          <Rows run={run} milestoneCount={milestoneCount} most={most} isPlain={isPlain} />
        ) : (
          <Beginning />
        )}
      </div>
    </Panel>
  );
}

interface RowsProps {
  run: TrainingRun;
  milestoneCount: number;
  most: number;
  isPlain: boolean;
}

function Rows({ run, milestoneCount, most, isPlain }: RowsProps) {
  const index = useStore(view, () => filmPosition.chosenMilestone().index);
  const rows = useMemo(() => pickRows(milestoneCount, index, most), [milestoneCount, index, most]);
  const { times } = run.milestones[milestoneCount - 1];
  return (
    <div className={styles.grid} style={{ '--rows': rows.length } as CSSProperties}>
      <span className={styles.corner} aria-hidden="true">
        {TEXTS.filmUpdates}
        {!isPlain && <i>{TEXTS.filmTimes}</i>}
      </span>
      <div className={styles.times} aria-hidden="true">
        {Array.from(times, (t, i) => (
          <span key={i}>
            {isPlain ? (i === 0 ? TEXTS.filmEnds[0] : i === FRAMES - 1 && TEXTS.filmEnds[1]) : t}
          </span>
        ))}
      </div>
      <div className={styles.updates} aria-hidden="true">
        {rows.map((at) => (
          <span key={at}>{formatCount(run.milestones[at].update)}</span>
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
      <PixelCanvas key={id} label={TEXTS.filmNoise} feed={feedFrame} side={pictureSize(config)} />
      <p>{TEXTS.filmBegins}</p>
    </div>
  );
}
