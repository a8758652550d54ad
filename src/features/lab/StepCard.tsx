import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Rule } from '../../diffusion/rules';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Tex } from '../../ui/Tex';
import { AtLevel } from '../common/setting/AtLevel';
import type { TermName } from '../common/glossary/glossary';
import { Term } from '../common/glossary/Term';
import { AskFirst } from './AskFirst';
import type { RuleText } from './ruleTexts';
import { leaveCard } from './state/linkedCard';
import { StepNumbers, type StepNumbersProps } from './StepNumbers';
import lab from './Lab.module.css';
import styles from './StepCard.module.css';

/** A grid of cards. The class sets `--columns`. */
export function StepCards({ className, children }: { className: string; children: ReactNode }) {
  return <div className={`${styles.cards} ${className}`}>{children}</div>;
}

interface Props extends StepNumbersProps {
  rule: Rule;
  text: RuleText;
  /** A term of the glossary that the rule stands for. */
  term?: TermName | undefined;
  /** What comes out. A question may come first. */
  children: ReactNode;
}

/** A reverse rule: its equation, with the numbers of the step at the place, and what it does. */
export function StepCard(props: Props) {
  const { rule, text, term, stepAt, recorded, children } = props;
  const { name, tex, says, asks } = text;
  const card = useRef<HTMLElement>(null);
  const isLinked = useStore(view, (state) => state.card === rule);
  useEffect(() => {
    const element = card.current;
    if (!isLinked || !element) return undefined;
    // After the page, which shows another view from its top.
    const frame = requestAnimationFrame(() => element.scrollIntoView({ block: 'start' }));
    let wasSeen = false;
    const observer = new IntersectionObserver((entries) => {
      const isSeen = entries.at(-1)?.isIntersecting === true;
      if (wasSeen && !isSeen) leaveCard();
      wasSeen = isSeen;
    });
    observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [isLinked]);
  return (
    <section ref={card} className={styles.card} aria-label={name}>
      <header>
        <h3>
          {term === undefined ? name : <Term name={term}>{name}</Term>}{' '}
          <Badge kind={recorded ? 'exact' : 'live'} small />
        </h3>
        <AtLevel from="course">
          <span className={styles.formula}>
            <Tex tex={tex} />
            {/* What μ̃ is, where it stands first. */}
            {rule === 'ddpm' && <Term name="posterior" />}
          </span>
          <StepNumbers stepAt={stepAt} recorded={recorded} />
        </AtLevel>
      </header>
      <div className={styles.body}>
        <AskFirst mistake={asks}>
          {children}
          <p className={`${lab.says} ${styles.says}`}>{says}</p>
        </AskFirst>
      </div>
    </section>
  );
}
