import type { Rule } from '../../diffusion/rules';
import type { ViewState } from '../../state/link/fields/table';
import { riddleId } from './state/bugs';
import type { DigitRule } from './state/digitRuleDefinitions';

/** The questions that come before the outcome of a rule, by their ids in `mistakes.ts`. */
export const RULE_QUESTIONS: Partial<Record<Rule, string>> = { 'no-noise': 'no-noise', naive: 'reverse' };
export const DIGIT_QUESTIONS: Partial<Record<DigitRule, string>> = {
  'no-noise': 'digits-no-noise',
  naive: 'digits-naive',
};

/** The question that a scene of presenter mode asks, if any. */
export function questionOf(
  scene: string,
  { experiment, riddle, seed }: Pick<ViewState, 'experiment' | 'riddle' | 'seed'>,
): string | undefined {
  if (scene === 'bug-code') return riddle ? riddleId(seed) : undefined;
  if (scene.startsWith('mistake-')) return scene.slice('mistake-'.length);
  if (experiment === 'rules') return RULE_QUESTIONS[scene as Rule];
  return experiment === 'digits' ? DIGIT_QUESTIONS[scene as DigitRule] : undefined;
}
