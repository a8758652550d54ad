import type { ReactNode } from 'react';
import styles from './Headings.module.css';
import lab from './Lab.module.css';

/** Controls in a row. */
export function Bar({ loose = false, children }: { loose?: boolean; children: ReactNode }) {
  return (
    <div className={`${styles.bar} ${loose ? styles.loose : ''}`} data-chrome>
      {children}
    </div>
  );
}

interface Props {
  title: ReactNode;
  about: ReactNode;
  /** Controls below. */
  children?: ReactNode;
}

/** What an experiment is about. */
export function Intro({ title, about, children }: Props) {
  return (
    <header className={styles.intro}>
      <h2>{title}</h2>
      <p>{about}</p>
      {children}
    </header>
  );
}

/** What a part of an experiment is about. */
export function PartHeading({ title, about, children }: Props) {
  return (
    <>
      <h2 className={styles.heading}>{title}</h2>
      <p className={lab.about}>{about}</p>
      {children}
    </>
  );
}
