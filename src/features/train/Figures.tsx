import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { training } from './state/stores';
import { count, durationParts } from './format';
import styles from './Figures.module.css';

interface FigureProps {
  name: string;
  tone?: 'signal';
  title?: string;
  children: ReactNode;
}

function Figure({ name, tone, title, children }: FigureProps) {
  return (
    <div className={styles.figure} title={title}>
      <dt>{name}</dt>
      <dd data-tone={tone}>{children}</dd>
    </div>
  );
}

function Duration({ seconds }: { seconds: number }) {
  return durationParts(seconds).map(([value, unit]) => (
    <Fragment key={unit}>
      {value}
      <small> {unit} </small>
    </Fragment>
  ));
}

/** What the training has come to, in numbers. */
export function Figures() {
  const { run, status, updatesPerSecond, secondsLeft } = useStore(training.store);
  if (!run) return null;
  const isRunning = status.kind === 'running' || status.kind === 'pausing';
  const { update, goal, config } = run;
  const heldOut = run.losses.heldOutUpTo(update);
  return (
    <div className={styles.figures}>
      <dl className={styles.list}>
        <Figure name={`of ${count(goal)} updates`}>{count(update)}</Figure>
        <Figure name="held-out loss" tone="signal">
          {heldOut ? heldOut.loss.toFixed(4) : '–'}
        </Figure>
        <Figure name="digits seen">{count(update * config.batch)}</Figure>
        <Figure name="updates a second">
          {isRunning && updatesPerSecond > 0 ? updatesPerSecond.toFixed(1) : '–'}
        </Figure>
        <Figure
          name="spent training"
          title="Time spent in updates; pauses, and time in which the computer slept, are left out."
        >
          <Duration seconds={run.seconds} />
        </Figure>
        <Figure name="left">
          {isRunning && Number.isFinite(secondsLeft) ? <Duration seconds={secondsLeft} /> : '–'}
        </Figure>
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
