import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/engine';
import { engineText } from './engineText';
import { formatDuration } from './format';
import styles from './JobBar.module.css';

/** How far a job is. */
interface Progress {
  readonly done: number;
  readonly of: number;
  /** How much of it a second takes, in units; left out if that says nothing. */
  readonly rate?: readonly [perSecond: number, unit: string];
  /** NaN while nobody knows. */
  readonly secondsLeft: number;
}

interface Props {
  /** Names the progress bar. */
  label: string;
  /** `unknown` while it has begun and nothing is known; left out while nothing runs. */
  progress?: Progress | 'unknown' | undefined;
  /** Where the words are not those of the progress. */
  text?: ReactNode;
  /** The text is a failure, and said at once. */
  failed?: boolean;
  /** Cancel, go on, and what else can be done. */
  children?: ReactNode;
}

function words({ done, of, rate, secondsLeft }: Progress): string {
  const percent = `${Math.floor((100 * done) / of)} %`;
  if (!Number.isFinite(secondsLeft)) return percent;
  const pace = rate ? [`${rate[0].toFixed(rate[0] < 9.95 ? 1 : 0)} ${rate[1]}/s`] : [];
  return [percent, ...pace, `${formatDuration(secondsLeft)} left`].join(' · ');
}

/** A long job's line: how far it is, how fast, what is left (or where the engine stands that restarts), and what one can do about it. */
export function JobBar({ label, progress, text, failed = false, children }: Props) {
  const known = typeof progress === 'object' ? progress : undefined;
  const engine = useStore(engineStatus, ({ status }) => status);
  const said = text ?? (known && (engine.kind === 'ready' ? words(known) : engineText(engine)));
  return (
    <div className={styles.job}>
      {progress && <progress aria-label={label} {...(known && { max: known.of, value: known.done })} />}
      {said !== undefined && said !== '' && (
        <span className={styles.text} role={failed ? 'alert' : undefined}>
          {said}
        </span>
      )}
      {children}
    </div>
  );
}
