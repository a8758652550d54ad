import { useMemo } from 'react';
import { useStore } from 'zustand';
import { looking } from '../../state/training/looking';
import { training } from '../../state/training/training';
import { Panel } from '../../ui/Panel';
import { sizeOf } from './size';
import { FilmCanvas } from './FilmCanvas';
import styles from './Film.module.css';

const MOST_ROWS = 8;

/** Which milestones have a row: the first, the newest, and others as evenly between them as may be. */
function rowsOf(count: number): number[] {
  if (count <= MOST_ROWS) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: MOST_ROWS }, (_, i) => Math.round((i * (count - 1)) / (MOST_ROWS - 1)));
}

/** What the network makes of one noise, from the untrained network on: updates down, t from 1000 to 0 to the right. */
export function Film() {
  const run = useStore(training, (state) => state.run);
  const count = useStore(training, (state) => state.run?.milestones.length ?? 0);
  const digit = useStore(looking, (state) => state.digit);
  const rows = useMemo(() => rowsOf(count), [count]);
  return (
    <Panel
      title="The training film"
      about="Every row is what the averaged weights made, after so many updates, of the same noise: ten steps of DDIM from t = 1000 to 0."
      aside={
        <span className={styles.aside}>
          one noise{run?.config.network !== 'seed' && `, told to be a ${digit}`} · t = 1000 → 0
        </span>
      }
    >
      {run && count > 0 ? (
        <div className={styles.rows}>
          <div className={styles.updates} aria-hidden="true">
            {rows.map((at) => (
              <span key={at}>{run.milestones[at].update.toLocaleString('en')}</span>
            ))}
          </div>
          <FilmCanvas key={run.id} size={sizeOf(run.config)} rows={rows} />
        </div>
      ) : (
        <p className={styles.empty}>
          At the start and after 10, 20, … updates the network draws ten digits from the same noise. Each time
          is a row here: drag to see both how training and how sampling go.
        </p>
      )}
    </Panel>
  );
}
