import type { ReactNode } from 'react';
import { Explained } from './Explained';
import { TEXTS } from './texts';
import styles from './Panel.module.css';

interface Props {
  /** The name that links to it have for it. */
  id?: string;
  title: ReactNode;
  /** What stands at the right of the title: a badge or switches. */
  aside?: ReactNode;
  /** One sentence behind the title, on hover and for screen readers. */
  about?: string;
  /** A card behind a question mark, where one sentence is not enough. */
  explain?: ReactNode;
  children: ReactNode;
}

/** A titled section of the side column. */
export function Panel({ id, title, aside, about, explain, children }: Props) {
  const header = (
    <header className={styles.header}>
      <h2 className={styles.title} title={about}>
        {title}
      </h2>
      {aside}
    </header>
  );
  return (
    <section id={id} className={styles.panel}>
      {explain === undefined ? (
        header
      ) : (
        <Explained name={TEXTS.explainPanel} card={explain}>
          {header}
        </Explained>
      )}
      {children}
    </section>
  );
}
