import { formatCount } from '../../diffusion/numbers/formatCount';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { training } from './state/stores';
import { Term } from '../common/glossary/Term';
import { durationParts } from './format';
import { TEXTS } from './texts';
import styles from './Figures.module.css';

const words = TEXTS.figures;

interface FigureProps {
  name: ReactNode;
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
    <div>
      <dl className={styles.list}>
        <Figure name={<Term name="update">{words.updates(formatCount(goal))}</Term>}>
          {formatCount(update)}
        </Figure>
        <Figure name={<Term name="heldOut">{words.heldOut}</Term>} tone="signal">
          {heldOut ? fixed(heldOut.loss, 4) : '–'}
        </Figure>
        <Figure name={words.digits}>{formatCount(update * config.batch)}</Figure>
        <Figure name={words.rate}>
          {isRunning && updatesPerSecond > 0 ? fixed(updatesPerSecond, 1) : '–'}
        </Figure>
        <Figure name={words.spent} title={words.spentTitle}>
          <Duration seconds={run.seconds} />
        </Figure>
        <Figure name={words.left}>
          {isRunning && Number.isFinite(secondsLeft) ? <Duration seconds={secondsLeft} /> : '–'}
        </Figure>
      </dl>
      <progress
        className={styles.progress}
        max={Math.max(1, goal)}
        value={update}
        aria-label={words.progress}
      />
    </div>
  );
}
