import type { StepTerms } from '../../../diffusion/stepTerms';

/** Status of a rule. Rules run one after the other. */
export type RuleStatus = 'waiting' | 'running' | 'done' | 'stopped';

/** A step from t to tPrev, and what each of its pictures is multiplied by. */
export interface RuleStep {
  readonly t: number;
  readonly tPrev: number;
  readonly terms: StepTerms;
}

export const forRules = <Rule extends string, Value>(
  rules: readonly Rule[],
  valueOf: (rule: Rule) => Value,
): Readonly<Record<Rule, Value>> =>
  Object.fromEntries(rules.map((rule) => [rule, valueOf(rule)])) as Record<Rule, Value>;
