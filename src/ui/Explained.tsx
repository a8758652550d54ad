import { useId, useState, type ReactNode } from 'react';
import { QuestionMark } from './QuestionMark';
import { TEXTS } from './texts';
import styles from './Explained.module.css';

interface Props {
  /** What the card is about, for screen readers. */
  name: string;
  /** What stands in the line, before the question mark. */
  children: ReactNode;
  card: ReactNode;
}

/** A line with a question mark at its end that discloses a card below it: by touch and by keys, too. */
export function Explained({ name, children, card }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <div className={styles.line}>
        {children}
        <QuestionMark
          aria-label={TEXTS.explain}
          aria-description={name}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        />
      </div>
      <div
        id={id}
        className={styles.card}
        hidden={!open}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        {open && card}
      </div>
    </div>
  );
}
