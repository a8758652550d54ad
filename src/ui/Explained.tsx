import type { ReactNode } from 'react';
import { ExplainCard } from './ExplainCard';
import { TEXTS } from './texts';
import styles from './Explained.module.css';

interface Props {
  /** What the card is about: its heading. */
  name: string;
  /** What stands in the line, before the question mark. */
  children: ReactNode;
  card: ReactNode;
}

/** A line with a question mark at its end that opens a card. */
export function Explained({ name, children, card }: Props) {
  return (
    <div className={styles.line}>
      {children}
      <ExplainCard label={TEXTS.explain} description={name} heading={<b>{name}</b>}>
        {() => card}
      </ExplainCard>
    </div>
  );
}
