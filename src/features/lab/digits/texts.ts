import type { DigitRule } from '../../../state/digitRules';
import { MID_START } from '../../../state/digitRules';
import type { Erratum } from '../errata';

interface Told {
  readonly name: string;
  readonly tex: string;
  /** What an eye should notice. */
  readonly says: string;
}

/** The rules on digits, in words. From t the step leads to s, the next of the 250. */
export const DIGIT_TEXTS: Readonly<Record<DigitRule, Told>> = {
  ddpm: {
    name: 'DDPM',
    tex: String.raw`x_s = \tilde\mu(x_t, \hat x_0) + \tilde\sigma\, z`,
    says: 'The posterior’s variance. The digit comes out of the noise late, with clean edges and a black ground.',
  },
  'ddpm-beta': {
    name: 'DDPM, σ² = β',
    tex: String.raw`x_s = \tilde\mu(x_t, \hat x_0) + \sqrt{\beta}\, z`,
    says: 'A little more fresh noise in each step. At 250 steps the two hardly differ; with few steps this one leaves grain.',
  },
  ddim: {
    name: 'DDIM',
    tex: String.raw`x_s = \sqrt{\bar\alpha_s}\, \hat x_0 + \sqrt{1-\bar\alpha_s}\, \hat\epsilon`,
    says: 'No fresh noise: x_T alone decides the digit. Compare the film: it is smoother than that of DDPM.',
  },
  'no-noise': {
    name: 'DDPM without z',
    tex: String.raw`x_s = \tilde\mu(x_t, \hat x_0)`,
    says: 'Too little noise for what the network expects at each t: it takes the rest for picture and smooths it away. What is left is thin, or nothing at all, and much the same for every seed.',
  },
  'mid-start': {
    name: `Start at t = ${MID_START}`,
    tex: String.raw`x_{${MID_START}} \sim \mathcal N(0, I)`,
    says: `At t = ${MID_START} half of x_t should be a digit. There is none, so the network makes strokes of what it takes for one: fragments all over the sheet.`,
  },
  additive: {
    name: 'Additive, its own reverse',
    tex: String.raw`x_s = x_t - \tfrac{\beta}{\sigma_t}\hat\epsilon + \sqrt{\beta}\,\tfrac{\sigma_s}{\sigma_t}\, z`,
    says: 'The founding text’s way down, with the reverse that belongs to it: a proper digit. As x_T keeps a trace of where it came from, it is often the same one, never the same strokes.',
  },
  founding: {
    name: 'The founding text’s reverse',
    tex: String.raw`x_s = x_t - \sqrt{\beta}\, \hat\epsilon`,
    says: 'With a predicted ε̂ it takes √β where β/σ would be right: all noise is gone within the first steps, and what remains is the network’s first guess, a blurred mean of many digits.',
  },
  tape: {
    name: 'The same, with the recorded noise',
    tex: String.raw`x_s = x_t - \sqrt{\beta}\, \epsilon`,
    says: 'The tape backwards: the very digit, to the last pixel. It needs the noise that was added, so it can make nothing new.',
  },
};

/** Questions to answer before looking. */
export const DIGIT_ERRATA: readonly Erratum[] = [
  {
    id: 'digits-no-noise',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \cancel{\tilde\sigma_t z}`,
    sentence: 'Why add noise back? Somebody leaves z out.',
    question: 'What becomes of the picture?',
    answers: ['A cleaner digit', 'It fades and smooths', 'Noise remains'],
    right: 1,
    code: 'ddpm.py adds z at every step but the last.',
    truth:
      'Each step brings x_t to the mean of what came before it, which has less spread than x_t−1 should have. The network sees pictures that are too smooth for their t, and smooths on. The card above shows where that ends.',
  },
  {
    id: 'digits-founding',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`,
    sentence: 'The text’s reverse, from the digit’s own x_T.',
    question: 'With the recorded noise, and with the predicted one: what comes out?',
    answers: ['Twice the digit', 'The digit, and a blur', 'Twice a blur'],
    right: 1,
    code: 'ddpm.py keeps no noise: it draws from the posterior.',
    truth:
      'The recorded noises take each other’s place exactly: the tape backwards. The predicted ε̂ is the direction of all noise that is left, σ_t long; taking √β of it at each step adds up to far more than there is.',
  },
];
