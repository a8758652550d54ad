import { useStore } from 'zustand';
import { RULES, type Rule } from '../../diffusion/rules';
import { hiddenFigures } from '../../state/hiddenFigures';
import { Outcome } from './RuleCard';
import { StepCards } from './StepCard';
import { TEXTS } from './texts';
import styles from './StepCard.module.css';

/** The rule of a name under which an exercise hides it. */
const ruleOf = (name: string): Rule | undefined => RULES.find((rule) => name === `rule.${rule}`);

/** The rules whose names an exercise asks for, in its order; none without one. */
export function useBlindRules(): readonly Rule[] {
  const names = useStore(hiddenFigures, (state) => state.names);
  return names.flatMap((name) => ruleOf(name) ?? []);
}

/** What rules do, without what they are. */
export const BlindCards = ({ rules, className }: { rules: readonly Rule[]; className: string }) => (
  <StepCards className={className}>
    {rules.map((rule, i) => (
      <section key={rule} className={styles.card} aria-label={TEXTS.rules.blind(i)}>
        <header>
          <h3>{TEXTS.rules.blind(i)}</h3>
        </header>
        <div className={styles.body}>
          <Outcome rule={rule} />
        </div>
      </section>
    ))}
  </StepCards>
);
