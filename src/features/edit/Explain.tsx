import type { ReactNode } from 'react';
import type { Level } from '../../state/link/fieldKinds';
import { AtLevel } from '../common/AtLevel';
import type { TermName } from '../common/glossary';
import { Term } from '../common/Term';
import styles from './shared.module.css';

/** A control with the question mark of its term, which is there from a level on. */
export function Explain({
  name,
  from = 'course',
  children,
}: {
  name: TermName;
  from?: Level;
  children: ReactNode;
}) {
  return (
    <span className={styles.explained}>
      {children}
      <AtLevel from={from}>
        <Term name={name} />
      </AtLevel>
    </span>
  );
}
