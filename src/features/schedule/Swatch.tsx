import { LOOKS } from './names';
import type { Comparable } from '../../state/link/fields/schedule';
import styles from './Schedule.module.css';

/** The line by which a process is drawn in the plots. */
export function Swatch({ id }: { id: Comparable }) {
  const { tone, dash } = LOOKS[id];
  return (
    <svg className={styles.swatch} width="26" height="8" aria-hidden="true">
      <line x1="0" x2="26" y1="4" y2="4" data-tone={tone} strokeDasharray={dash} />
    </svg>
  );
}
