import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  title: ReactNode;
  /** What stands at the right of the title: a badge or switches. */
  aside?: ReactNode;
  /** One sentence behind the title, on hover and for screen readers. */
  about?: string;
  children: ReactNode;
}

/** A titled section of the side column. */
export function Panel({ title, aside, about, children }: Props) {
  return (
    <section className={styles.panel}>
      <header className={styles.header}>
        <h2 className={styles.title} title={about}>
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
