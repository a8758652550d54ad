import type { ReactNode } from 'react';
import styles from './Symbol.module.css';

/** A letter of the mathematics in running text: italic, with an upright index. */
export const Symbol = ({ name, sub, hat = false }: { name: string; sub?: ReactNode; hat?: boolean }) => (
  <i className={styles.symbol}>
    {hat ? `${name}\u0302` : name}
    {sub !== undefined && <sub>{sub}</sub>}
  </i>
);
