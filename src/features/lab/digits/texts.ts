import type { Schedule } from '../../../diffusion/schedule';
import type { Erratum } from '../errata';
import type { RuleText } from '../ruleTexts';
import { MID_START, type DigitRule } from '../state/digitRuleDefinitions';

export const DIGIT_ERRATA: readonly Erratum[] = [
  {
    id: 'digits-no-noise',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \cancel{\tilde\sigma_t z}`,
    sentence: 'Why add noise back? Somebody leaves z out.',
    question: 'What comes out of two different noises?',
    answers: ['Two digits, cleaner ones', 'The same digit twice', 'Noise that never goes'],
    right: 1,
    code: 'ddpm.py adds z at every step but the last.',
    truth:
      'Each step goes to the mean of what may have come before xₜ. Without z nothing keeps two ways apart: they meet in the most typical picture, as the particles of “Reverse rules” meet in one point. Ask for another class, and you get its one picture.',
  },
  {
    id: 'digits-founding',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`,
    sentence: 'The text’s reverse, from where the digit’s own way down has ended, with the ε̂ of the network.',
    question: 'With the recorded noise it gives the digit back. With the predicted one, what comes out?',
    answers: ['A smooth, typical one', 'The same digit again', 'Noise'],
    right: 0,
    code: 'ddpm.py keeps no noise: it draws from the posterior.',
    truth:
      'The recorded noises take each other back exactly: the tape. The predicted ε̂ stands for all the noise that is left, and √β of it at each step adds up to far more than there is. What the start still knew of the digit is all that tells two results apart.',
  },
];

/** The rules on digits with a network of this schedule, in words. A step leads from t to s, the next of the 250 values. */
export const digitTexts = ({ alphaBar }: Schedule): Readonly<Record<DigitRule, RuleText>> => ({
  ddpm: {
    name: 'DDPM',
    tex: String.raw`x_s = \tilde\mu(x_t, \hat x_0) + \tilde\sigma\, z`,
    says: 'The posterior’s variance. The digit comes out of the noise late, with clean edges and a black ground.',
  },
  'ddpm-beta': {
    name: 'DDPM, σ² = β',
    tex: String.raw`x_s = \tilde\mu(x_t, \hat x_0) + \sqrt{\beta}\, z`,
    says: 'A little more fresh noise in each step than the posterior has. At 250 steps the two nearly agree; look for faint grain on the black ground.',
  },
  ddim: {
    name: 'DDIM',
    tex: String.raw`x_s = \sqrt{\bar\alpha_s}\, \hat x_0 + \sqrt{1-\bar\alpha_s}\, \hat\epsilon`,
    says: 'No fresh noise: the noise at the start alone decides the digit, and two noises make two digits. Its film is smoother than that of DDPM.',
  },
  'no-noise': {
    name: 'DDPM without z',
    tex: String.raw`x_s = \tilde\mu(x_t, \hat x_0)`,
    says: 'Whatever the noise, the same thin picture: the most typical one of what is asked for. The mean of a step has less spread than the states there should have, so all ways run together.',
    asks: DIGIT_ERRATA.find(({ id }) => id === 'digits-no-noise'),
  },
  'mid-start': {
    name: `Start at t = ${MID_START}`,
    tex: String.raw`x_{${MID_START}} \sim \mathcal N(0, I),\ \text{then DDPM}`,
    says: `${Math.round(100 * alphaBar[MID_START])} % of the variance that the network sees at t = ${MID_START} should be that of a digit. There is none, so it makes strokes of what it takes for one: fragments all over the sheet.`,
  },
  additive: {
    name: 'Additive, its own reverse',
    tex: String.raw`x_s = x_t - (\beta/\sigma_t)\,\hat\epsilon + \sqrt{\beta}\,(\sigma_s/\sigma_t)\, z`,
    says: 'The founding text’s way down, with the reverse that belongs to it: a digit. As its start keeps a trace of where it came from, it is often the same one, never the same strokes.',
  },
  founding: {
    name: 'The founding text’s reverse',
    tex: String.raw`x_s = x_t - \sqrt{\beta}\, \hat\epsilon`,
    says: 'With a predicted ε̂ it takes √β where β/σ would be right: the noise is gone after a few steps, and all that is left is a typical digit, as the first guess had it: smooth, and without a stroke of its own.',
    asks: DIGIT_ERRATA.find(({ id }) => id === 'digits-founding'),
  },
  tape: {
    name: 'The same, with the recorded noise',
    tex: String.raw`x_s = x_t - \sqrt{\beta}\, \epsilon`,
    says: 'The tape backwards: the very digit, to the last pixel. It needs the noise that was added, so it can make nothing new.',
  },
});
