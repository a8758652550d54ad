import { useStore } from 'zustand';
import { training } from '../../state/training/training';
import styles from './Figures.module.css';

/** Seconds as 0:48 or 1:02:03. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const count = (n: number): string => n.toLocaleString('en');

function Figure({
  value,
  name,
  title,
  tone,
}: {
  value: string;
  name: string;
  title?: string;
  tone?: 'signal';
}) {
  return (
    <div className={styles.figure} title={title}>
      <dd data-tone={tone}>{value}</dd>
      <dt>{name}</dt>
    </div>
  );
}

/** What the training has come to, in numbers. */
export function Figures() {
  useStore(training, (state) => state.changes);
  const { run, status, updatesPerSecond, secondsLeft } = useStore(training);
  const running = status.kind === 'running' || status.kind === 'pausing';
  const update = run?.update ?? 0;
  const goal = run?.goal ?? 0;
  const heldOut = run?.losses.heldOutUpTo(update);
  return (
    <div className={styles.figures}>
      <dl className={styles.list}>
        <Figure value={count(update)} name={run ? `of ${count(goal)} updates` : 'updates'} />
        <Figure
          value={heldOut ? heldOut.loss.toFixed(4) : '–'}
          name="held-out loss"
          title={
            heldOut
              ? `Mean of |ε − ε̂|² of the averaged weights on digits that are not trained on, after ${heldOut.update} updates`
              : 'Mean of |ε − ε̂|² on digits that are not trained on'
          }
          tone="signal"
        />
        <Figure
          value={run ? count(update * run.config.batch) : '0'}
          name="digits seen"
          title="Updates times batch; a digit is seen again and again, each time with other noise"
        />
        <Figure
          value={running && updatesPerSecond > 0 ? updatesPerSecond.toFixed(1) : '–'}
          name="updates a second"
        />
        <Figure
          value={run ? clock(run.seconds) : '0:00'}
          name="training"
          title="Time spent in updates, pauses left out. Training goes on while this tab is hidden."
        />
        <Figure value={running && Number.isFinite(secondsLeft) ? clock(secondsLeft) : '–'} name="left" />
      </dl>
      <progress
        className={styles.progress}
        max={Math.max(1, goal)}
        value={update}
        aria-label="Updates done of those to do"
      />
    </div>
  );
}
