import type { Rule } from '../../diffusion/rules';
import type { Schedule } from '../../diffusion/schedule';
import { mistakeById, type Mistake } from './mistakes';
import { DIGIT_QUESTIONS, RULE_QUESTIONS } from './questions';
import { MID_START, type DigitRule } from './state/digitRuleDefinitions';
import { digitRuleWords, RULE_WORDS } from './texts';

/** What a card says of its rule. */
export interface RuleText {
  readonly name: string;
  readonly tex: string;
  /** What is right or wrong with it, and what to notice. */
  readonly says: string;
  /** A question that comes before its outcome. */
  readonly asks?: Mistake | undefined;
}

const RULE_TEX: Readonly<Record<Rule, string>> = {
  ddpm: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \tilde\sigma_t z`,
  'ddpm-beta': String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \sqrt{\beta_t}\, z`,
  ddim: String.raw`x_{t-1} = \sqrt{\bar\alpha_{t-1}}\, \hat x_0 + \sqrt{1-\bar\alpha_{t-1}}\, \hat\epsilon`,
  'ddim-20': String.raw`x_{s} = \sqrt{\bar\alpha_{s}}\, \hat x_0 + \sqrt{1-\bar\alpha_{s}}\, \hat\epsilon`,
  'no-noise': String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0)`,
  'mid-start': String.raw`x_{99} \sim \mathcal N(0, I),\ \text{then DDPM}`,
  additive: String.raw`x_{t-1} = x_t - (\beta_t/\sigma_t)\,\hat\epsilon + \sqrt{\beta_t}\,(\sigma_{t-1}/\sigma_t)\, z`,
  naive: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\, \hat\epsilon`,
  tape: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\, \epsilon_t`,
};

/** A step on digits leads from t to s, the next of the 250 values. */
const DIGIT_RULE_TEX: Readonly<Record<DigitRule, string>> = {
  ddpm: String.raw`x_s = \tilde\mu(x_t, \hat x_0) + \tilde\sigma\, z`,
  'ddpm-beta': String.raw`x_s = \tilde\mu(x_t, \hat x_0) + \sqrt{\beta}\, z`,
  ddim: String.raw`x_s = \sqrt{\bar\alpha_s}\, \hat x_0 + \sqrt{1-\bar\alpha_s}\, \hat\epsilon`,
  'no-noise': String.raw`x_s = \tilde\mu(x_t, \hat x_0)`,
  'mid-start': String.raw`x_{${MID_START}} \sim \mathcal N(0, I),\ \text{then DDPM}`,
  additive: String.raw`x_s = x_t - (\beta/\sigma_t)\,\hat\epsilon + \sqrt{\beta}\,(\sigma_s/\sigma_t)\, z`,
  naive: String.raw`x_s = x_t - \sqrt{\beta}\, \hat\epsilon`,
  tape: String.raw`x_s = x_t - \sqrt{\beta}\, \epsilon`,
};

export const ruleText = (rule: Rule): RuleText => ({
  ...RULE_WORDS[rule],
  tex: RULE_TEX[rule],
  asks: mistakeById(RULE_QUESTIONS[rule] ?? ''),
});

/** With a network of this schedule. */
export const digitRuleText = (rule: DigitRule, { alphaBar }: Schedule): RuleText => ({
  ...digitRuleWords(MID_START, Math.round(100 * alphaBar[MID_START]))[rule],
  tex: DIGIT_RULE_TEX[rule],
  asks: mistakeById(DIGIT_QUESTIONS[rule] ?? ''),
});
