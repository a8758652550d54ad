import type { ReactNode } from 'react';
import styles from './Headings.module.css';
import lab from './Lab.module.css';

export function Bar({ loose = false, children }: { loose?: boolean; children: ReactNode }) {
  return (
    <div className={`${styles.bar} ${loose ? styles.loose : ''}`} data-chrome>
      {children}
    </div>
  );
}

interface IntroProps {
  title: ReactNode;
  about: ReactNode;
  children?: ReactNode;
}

/** What an experiment is about. */
export const Intro = ({ title, about, children }: IntroProps) => (
  <header className={styles.intro}>
    <h2>{title}</h2>
    <p>{about}</p>
    {children}
  </header>
);

/** What a part of an experiment is about. */
export const PartHeading = ({ title, about }: { title: string; about: string }) => (
  <>
    <h2 className={styles.heading}>{title}</h2>
    <p className={lab.about}>{about}</p>
  </>
);
