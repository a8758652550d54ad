import { fixed } from '../../diffusion/numbers/formatNumber';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/pageEngine';
import { engineText } from './engineText';
import { formatDuration } from './format';
import { TEXTS } from './texts';
import styles from './JobBar.module.css';

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

function progressText({ done, of, rate, secondsLeft }: Progress): string {
  const percent = TEXTS.percent(Math.floor((100 * done) / of));
  if (!Number.isFinite(secondsLeft)) return percent;
  const pace = rate ? [TEXTS.rate(fixed(rate[0], rate[0] < 9.95 ? 1 : 0), rate[1])] : [];
  return [percent, ...pace, TEXTS.left(formatDuration(secondsLeft))].join(' · ');
}

/** A long job's line: how far it is, how fast, what is left (or where the engine stands that restarts), and what one can do about it. */
export function JobBar({ label, progress, text, failed = false, children }: Props) {
  const measured = typeof progress === 'object' ? progress : undefined;
  const engine = useStore(engineStatus, ({ status }) => status);
  const shown = text ?? (measured && (engine.kind === 'ready' ? progressText(measured) : engineText(engine)));
  return (
    <div className={styles.job}>
      {progress && (
        <progress aria-label={label} {...(measured && { max: measured.of, value: measured.done })} />
      )}
      {shown !== undefined && shown !== '' && (
        <span className={styles.text} role={failed ? 'alert' : undefined}>
          {shown}
        </span>
      )}
      {children}
    </div>
  );
}
