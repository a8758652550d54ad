import type { Rule } from '../../diffusion/rules';
import { ERRATA, type Erratum } from './errata';

export interface RuleText {
  readonly name: string;
  readonly tex: string;
  /** What is right or wrong with it, and what to notice. */
  readonly says: string;
  /** A question that comes before its outcome. */
  readonly asks?: Erratum | undefined;
}

export const RULE_TEXTS: Readonly<Record<Rule, RuleText>> = {
  ddpm: {
    name: 'DDPM',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \tilde\sigma_t z`,
    says: 'Ancestral sampling with the posterior’s variance: both modes come out, each a little too narrow at finitely many steps.',
  },
  'ddpm-beta': {
    name: 'DDPM, σ² = β',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \sqrt{\beta_t}\, z`,
    says: 'The other end of what Ho et al. allow: the variance is right for data that are noise themselves. Between the two, little differs at 1,000 steps.',
  },
  ddim: {
    name: 'DDIM, 1,000 steps',
    tex: String.raw`x_{t-1} = \sqrt{\bar\alpha_{t-1}}\, \hat x_0 + \sqrt{1-\bar\alpha_{t-1}}\, \hat\epsilon`,
    says: 'No fresh noise at all, and yet both modes: the way back is another one, made to need none.',
  },
  'ddim-20': {
    name: 'DDIM, 20 steps',
    tex: String.raw`x_{s} = \sqrt{\bar\alpha_{s}}\, \hat x_0 + \sqrt{1-\bar\alpha_{s}}\, \hat\epsilon`,
    says: 'Fifty times less work: the shares stay, the modes come out too narrow.',
  },
  'no-noise': {
    name: 'DDPM without z',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0)`,
    says: 'The noise is left out because it looks like dirt. All particles end on one point: the most probable one, not the distribution.',
    asks: ERRATA.find(({ id }) => id === 'no-noise'),
  },
  'mid-start': {
    name: 'Start in the middle',
    tex: String.raw`x_{99} \sim \mathcal N(0, I),\ \text{then DDPM}`,
    says: 'At t = 99 xₜ is not N(0, I) yet: who starts there keeps the wrong shares for ever.',
  },
  additive: {
    name: 'Additive, its own reverse',
    tex: String.raw`x_{t-1} = x_t - (\beta_t/\sigma_t)\,\hat\epsilon + \sqrt{\beta_t}\,(\sigma_{t-1}/\sigma_t)\, z`,
    says: 'The founding text’s way down is legitimate. Its reverse takes β/σ of the noise away, not √β, and adds fresh noise. It starts where the way down ended, for that is not N(0, I).',
  },
  founding: {
    name: 'The founding text’s reverse',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\, \hat\epsilon`,
    says: 'With a predicted ε̂ it takes away far too much at each step. Everything collapses.',
    asks: ERRATA.find(({ id }) => id === 'reverse'),
  },
  tape: {
    name: 'The same, with the recorded noise',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\, \epsilon_t`,
    says: 'Exact, because it is the film played backwards: it needs the very noise that was added, so it can make nothing new.',
  },
};
