import type { ReactNode } from 'react';
import { LabScene } from '../LabScene';
import lab from '../Lab.module.css';
import styles from './Bugs.module.css';

interface Props {
  /** Of its scene. */
  id: string;
  /** Of the bug: presenter mode shows it with each scene. */
  name: string;
  title: string;
  badge?: ReactNode;
  about?: string;
  /** What presenter mode says here. */
  spoken?: string | undefined;
  children: ReactNode;
}

/** A part of the museum, which presenter mode shows alone. */
export const Panel = ({ id, name, title, badge, about, spoken, children }: Props) => (
  <LabScene id={id}>
    <section className={styles.panel} data-part={id} aria-label={title}>
      <header>
        <h3>
          <span className={styles.name}>{name} · </span>
          {title} {badge}
        </h3>
        {spoken !== undefined && <p className={styles.spoken}>{spoken}</p>}
        {about !== undefined && <p className={lab.says}>{about}</p>}
      </header>
      {children}
    </section>
  </LabScene>
);
