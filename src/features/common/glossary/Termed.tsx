import type { ReactNode } from 'react';
import type { Level } from '../../../state/link/fieldKinds';
import { AtLevel } from '../setting/AtLevel';
import type { TermName } from './glossary';
import { Term } from './Term';
import styles from './Termed.module.css';

interface Props {
  /** null: the mark of this term stands elsewhere. */
  name: TermName | null;
  /** The level from which on the mark is shown. */
  from?: Level;
  children: ReactNode;
}

/** A control with the question mark of its term; a line never breaks between the two. */
export function Termed({ name, from = 'course', children }: Props) {
  return (
    <span className={styles.termed}>
      {children}
      {name && (
        <AtLevel from={from}>
          <Term name={name} />
        </AtLevel>
      )}
    </span>
  );
}
