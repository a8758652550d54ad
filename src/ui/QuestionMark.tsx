import type { ComponentProps } from 'react';
import styles from './QuestionMark.module.css';

/** The "?" that opens an explanation. Its name and what it opens are those of the button. */
export function QuestionMark(props: Omit<ComponentProps<'button'>, 'type' | 'className' | 'children'>) {
  return (
    <button {...props} type="button" className={styles.mark}>
      <span aria-hidden="true">?</span>
    </button>
  );
}
