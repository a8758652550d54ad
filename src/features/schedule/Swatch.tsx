import type { Comparable } from '../../state/link/fields/schedule';
import { LOOKS } from './looks';

/** The line that stands for a process in the plots. */
export function Swatch({ id }: { id: Comparable }) {
  const { tone, dash } = LOOKS[id];
  const style = { flex: 'none', stroke: `var(--curve-${tone})`, strokeWidth: 3 };
  return (
    <svg style={style} width="26" height="8" aria-hidden="true">
      <line x1="0" x2="26" y1="4" y2="4" strokeDasharray={dash} />
    </svg>
  );
}
