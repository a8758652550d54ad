import { formatCount } from '../../diffusion/numbers/formatCount';
import { additiveSigma } from '../../diffusion/forward';
import { makeSchedule } from '../../diffusion/schedule';
import { fixed } from '../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../state/link/fields/table';

/** A formula that is often misunderstood, a question about it, and what is true. */
export interface Mistake {
  readonly id: string;
  /** The README's formula. */
  readonly tex: string;
  readonly sentence: string;
  readonly question: string;
  readonly answers: readonly string[];
  /** Index of the right answer. */
  readonly right: number;
  readonly code: string;
  readonly truth: string;
  /** Where to see it run: the fields of the view that lead there. */
  readonly see?: { readonly where: string; readonly view: Partial<ViewState> };
}

// The README's schedule: the numbers in the sentences are computed from it.
const linear = makeSchedule('linear');
const { T, beta, oneMinusAlphaBar } = linear;
const SIGMA = additiveSigma(linear, T);
const MIDDLE = 500;
/** -log q(xₜ | x_0) of a pixel, in expectation over epsilon. */
const ENTROPY = (1 + Math.log(2 * Math.PI * oneMinusAlphaBar[MIDDLE])) / 2;
/** What x_1 would be multiplied by in the last step, if alphaBar_0 were read as 0 (Ho et al. 2020, eq. 7). */
const BLOWN_UP = Math.sqrt(1 - beta[1]) / oneMinusAlphaBar[1];

export const MISTAKES: readonly Mistake[] = [
  {
    id: 'reverse',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`,
    sentence: 'A step back, with the ε that the network predicts.',
    question: 'Where do 20,000 particles end with this rule? 30 % belong below, 70 % above.',
    answers: ['All on one point', '30 % below, 70 % above', 'Evenly spread'],
    right: 0,
    code: 'ddpm.py draws from the posterior: a mean of x̂₀ and xₜ, and fresh noise.',
    truth:
      'All end on one point, as the card of this rule shows. The rule is exact only with the noise that was really added (“Recorded noise, played back”). With a predicted ε̂ the factor must be β/σ, and fresh noise of variance β σ²ₛ/σ²ₜ is added, with s = t − 1: that is “Additive noise, correct reverse”.',
    see: { where: 'See it on digits', view: { experiment: 'digits' } },
  },
  {
    id: 'no-noise',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \cancel{\tilde\sigma_t z}`,
    sentence: 'Why add noise on the way to a clean picture? Here it is left out.',
    question: 'Where do 20,000 particles end without the fresh noise?',
    answers: ['In both groups, but cleaner', 'They stay noise', 'All on one point'],
    right: 2,
    code: 'ddpm.py adds z at every step but the last.',
    truth:
      'A step goes to the mean of all pictures that could have come before xₜ. The means lie closer together than the pictures. The noise z gives the missing spread back; without it all paths run together. DDIM needs no z because its step is another one: it keeps the noise that is in xₜ, in the right amount for the next t.',
    see: { where: 'See it on digits', view: { experiment: 'digits' } },
  },
  {
    id: 'forward',
    tex: String.raw`x_{t+1} = x_t + \sqrt{\beta_t}\,\epsilon`,
    sentence: 'A step towards noise: noise is added, and the picture keeps its weight.',
    question: 'What is left of the digit after all 1,000 steps?',
    answers: ['Nothing: it is pure noise', 'It can still be told from an empty sheet', 'Exactly half of it'],
    right: 1,
    code: 'ddpm.py does something else: q(xₜ | x₀) = N(√ᾱₜ x₀, (1 − ᾱₜ) I).',
    truth: `The betas add up to ${fixed(SIGMA * SIGMA, 2)}, so the noise ends at σ = ${fixed(SIGMA, 2)} while the digit keeps its weight 1. The best observer can still tell it from an empty sheet. One may do it like this, too: divided by √(1 + σₜ²) it is a DDPM with ᾱₜ = 1/(1 + σₜ²). The view Schedule shows both, and three of the Lab’s rules start from its end.`,
    see: {
      where: 'See both in Schedule',
      view: { page: 'schedule', compared: ['linear', 'additive'], place: 1000, rescaled: false },
    },
  },
  {
    id: 'beta',
    tex: String.raw`\text{“learns to predict } \beta_t\text{”}`,
    sentence: 'What the network is said to learn.',
    question: 'What is the output of the network in ddpm.py?',
    answers: ['βₜ', 'The step t', 'The noise ε in the picture'],
    right: 2,
    code: 'The mean squared error between model(x_t, t) and the noise is the loss; the betas are a fixed list.',
    truth: `βₜ is chosen before and is known: at t = ${MIDDLE} it is ${fixed(beta[MIDDLE], 4)}. A network with this output in place of ε would have a loss of 1 + β² = ${fixed(1 + beta[MIDDLE] ** 2, 4)} there, no better than one that always says 0. What is not known is the noise in the picture: 784 numbers.`,
    see: {
      where: 'See its ε̂ on the Timeline',
      view: { page: 'timeline', mode: 'forward', process: 'closed', t: MIDDLE },
    },
  },
  {
    id: 'loss',
    tex: String.raw`L = -\log p(x_t \mid x_0)`,
    sentence: 'What is said to be the loss.',
    question: 'Which parameters of the network does log q(xₜ | x₀) depend on?',
    answers: ['All of them', 'Those of the last layer', 'None'],
    right: 2,
    code: 'ddpm.py minimises |ε − ε̂(xₜ, t)|².',
    truth: `q(xₜ | x₀) is the way towards noise: a formula without parameters, on average ${fixed(ENTROPY, 2)} nats for each pixel at t = ${MIDDLE}, whatever the network is. Nothing can be learned from it. The bound on −log p(x₀) is a sum over t. All its terms but L₀ are KL divergences between Gaussians, and all between the ends are, up to a constant, weighted |ε − ε̂|²; Ho et al. drop the weights. “Likelihood bound” measures it.`,
    see: { where: 'See it measured', view: { experiment: 'bound' } },
  },
  {
    id: 'index',
    tex: String.raw`\texttt{tf.gather}(\bar\alpha,\ t-1),\quad t = 0 \ldots 999`,
    sentence: 'Where the code looks up ᾱ of the step before.',
    question: 'What does it find at t = 0?',
    answers: ['An index that does not exist', '1, the clean picture', 'ᾱ of the last step'],
    right: 0,
    code: 'The code counts t from 0, and gathers index −1 at t = 0.',
    truth: `There is no index −1: on one device this is an error, on another it silently reads 0. With 0 the mean of the last step would be ${formatCount(Math.round(BLOWN_UP))} xₜ and nothing of x̂₀. Here x₀ is the clean picture and ᾱ₀ = 1, so the case does not arise: the last step is 1 x̂₀ + 0 x₁ + 0 z, as the cards of DDPM show at t = 1.`,
    see: { where: 'Set the cards to t = 1', view: { place: T - 1 } },
  },
];

export const DIGIT_MISTAKES: readonly Mistake[] = [
  {
    id: 'digits-no-noise',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \cancel{\tilde\sigma_t z}`,
    sentence: 'Why add noise on the way to a clean picture? Here it is left out.',
    question: 'What comes out of two different noises?',
    answers: ['Two digits, cleaner ones', 'The same digit twice', 'Noise that never goes away'],
    right: 1,
    code: 'ddpm.py adds z at every step but the last.',
    truth:
      'Each step goes to the mean of all pictures that could have come before xₜ. Without z nothing keeps two paths apart: they meet in the most typical picture, as the particles of “Reverse rules” meet in one point. Ask for another class, and you get its one picture.',
  },
  {
    id: 'digits-naive',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`,
    sentence: 'A step back, with the ε̂ of the network, from the end of the digit’s own way towards noise.',
    question:
      'With the recorded noise this gives the digit back. What does it give with the predicted noise?',
    answers: ['A smooth, typical digit', 'The same digit again', 'Noise'],
    right: 0,
    code: 'ddpm.py keeps no noise: it draws from the posterior.',
    truth:
      'The recorded noises are taken off exactly as they were added. The predicted ε̂ stands for all the noise that is left, and √β of it at each step adds up to far more than there is. Two results differ only by what the start still holds of the digit.',
  },
];

/** The question of a mistake that comes before a rule's outcome. */
export const mistakeById = (id: string): Mistake | undefined =>
  [...MISTAKES, ...DIGIT_MISTAKES].find((each) => each.id === id);
