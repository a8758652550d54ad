import type { ReactNode } from 'react';
import { useView } from '../../state/link/useView';
import styles from './Symbol.module.css';

interface Props {
  name: string;
  sub?: ReactNode;
  hat?: boolean;
  /** What stands in its place at the level of pictures; nothing by default. */
  plain?: string;
}

/** A letter of the mathematics in running text: italic, with an upright index. */
export function Symbol({ name, sub, hat = false, plain }: Props) {
  const { level } = useView('level');
  if (level === 'picture') return plain;
  return (
    <i className={styles.symbol}>
      {hat ? `${name}\u0302` : name}
      {sub !== undefined && <sub>{sub}</sub>}
    </i>
  );
}
