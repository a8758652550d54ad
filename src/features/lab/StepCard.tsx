import type { ReactNode } from 'react';
import { Badge } from '../../ui/Badge';
import { Tex } from '../../ui/Tex';
import { AskFirst } from './AskFirst';
import type { RuleText } from './ruleTexts';
import { StepNumbers, type StepNumbersProps } from './StepNumbers';
import lab from './Lab.module.css';
import styles from './StepCard.module.css';

/** A grid of cards. The class sets `--columns`. */
export function StepCards({ className, children }: { className: string; children: ReactNode }) {
  return <div className={`${styles.cards} ${className}`}>{children}</div>;
}

interface Props extends StepNumbersProps {
  text: RuleText;
  /** What comes out. A question may come first. */
  children: ReactNode;
}

/** A reverse rule: its equation, with the numbers of the step at the place, and what it does. */
export function StepCard({ text: { name, tex, says, asks }, stepAt, recorded, children }: Props) {
  return (
    <section className={styles.card} aria-label={name}>
      <header>
        <h3>
          {name} <Badge kind={recorded ? 'exact' : 'live'} small />
        </h3>
        <span className={styles.formula}>
          <Tex tex={tex} />
        </span>
        <StepNumbers stepAt={stepAt} recorded={recorded} />
      </header>
      <AskFirst erratum={asks}>
        {children}
        <p className={lab.says}>{says}</p>
      </AskFirst>
    </section>
  );
}
