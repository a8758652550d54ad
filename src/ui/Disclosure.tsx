import { useState, type ReactNode } from 'react';
import styles from './Disclosure.module.css';

interface Props {
  summary: string;
  /** Always open: there is nothing to press. */
  isOpen?: boolean;
  /** There only while it is open: formulas are set in type when they are looked at. */
  children: ReactNode;
}

/** A line that opens what stands below it. */
export function Disclosure({ summary, isOpen = false, children }: Props) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details
      className={styles.disclosure}
      open={isOpen || wasOpened}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary>{summary}</summary>
      {(isOpen || wasOpened) && children}
    </details>
  );
}
