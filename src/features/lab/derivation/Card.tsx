import type { ReactNode } from 'react';
import { Tex } from '../../../ui/Tex';
import { Term } from '../../common/glossary/Term';
import type { TermName } from '../../common/glossary/glossary';
import { LabScene } from '../LabScene';
import lab from '../Lab.module.css';
import styles from './Card.module.css';

interface Props {
  /** Of its scene. */
  id: string;
  /** What a student asks. */
  title: string;
  says: string;
  term?: TermName;
  /** TeX, one a line. */
  equations: readonly string[];
  /** Paper and number of the equations. */
  source: ReactNode;
  picture: ReactNode;
  /** The numbers, and what they say. */
  children: ReactNode;
  isWide?: boolean;
}

/** A step of the derivation: the question, a picture that one drags, the equation, and the numbers. */
export function Card({ id, title, says, term, equations, source, picture, children, isWide = false }: Props) {
  return (
    <LabScene id={id}>
      <section id={`card-${id}`} className={styles.card} data-wide={isWide} aria-label={title}>
        <header>
          <h3>{term === undefined ? title : <Term name={term}>{title}</Term>}</h3>
          <p className={lab.says}>{says}</p>
        </header>
        {picture}
        <div className={styles.equations}>
          {equations.map((tex) => (
            <Tex key={tex} tex={tex} display />
          ))}
          <p className={styles.source}>{source}</p>
        </div>
        <div className={styles.numbers}>{children}</div>
      </section>
    </LabScene>
  );
}
