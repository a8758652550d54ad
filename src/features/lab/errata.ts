import { additiveSigma } from '../../diffusion/forward';
import { makeSchedule } from '../../diffusion/schedule';
import type { ViewState } from '../../state/link/fields/table';

/** A sentence of the founding text, a question about it, and what is true. */
export interface Erratum {
  readonly id: string;
  /** The README's own formula. */
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

// The founding text's own schedule: the numbers in the sentences are computed from it.
const linear = makeSchedule('linear');
const { T, beta, oneMinusAlphaBar } = linear;
const SIGMA = additiveSigma(linear, T);
const MIDDLE = 500;
/** -log q(xₜ | x_0) of a pixel, in expectation over epsilon. */
const ENTROPY = (1 + Math.log(2 * Math.PI * oneMinusAlphaBar[MIDDLE])) / 2;
/** What x_1 would be multiplied by in the last step, if alphaBar_0 were read as 0 (Ho et al. 2020, eq. 7). */
const BLOWN_UP = Math.sqrt(1 - beta[1]) / oneMinusAlphaBar[1];

export const ERRATA: readonly Erratum[] = [
  {
    id: 'reverse',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`,
    sentence: 'The text’s way back, with the ε that a network predicts.',
    question: 'Where do 20,000 particles end by this rule? 30 % belong left, 70 % right.',
    answers: ['All on one point', '30 % left, 70 % right', 'Evenly spread'],
    right: 0,
    code: 'ddpm.py draws from the posterior: a mean of x̂₀ and xₜ, and fresh noise.',
    truth:
      'All on one point, as its card above shows. The rule is exact only with the very noise that was added (the tape). With a predicted ε̂ the drift must be β/σ, and fresh noise of variance β σ²ₛ/σ²ₜ is added, s = t − 1: that is “Additive, its own reverse”.',
    see: { where: 'See it on digits', view: { experiment: 'digits' } },
  },
  {
    id: 'no-noise',
    tex: String.raw`x_{t-1} = \tilde\mu(x_t, \hat x_0) + \cancel{\tilde\sigma_t z}`,
    sentence: 'Why add noise back on the way to a clean picture? Somebody leaves z out.',
    question: 'Where do 20,000 particles end without z?',
    answers: ['In both modes, cleaner', 'They stay noise', 'All on one point'],
    right: 2,
    code: 'ddpm.py adds z at every step but the last.',
    truth:
      'A step goes to the mean of what may have come before xₜ, which has less spread than the states there. z gives it back; without it all ways run together. DDIM needs no z because it goes elsewhere: it keeps the noise that xₜ has, in the share that is right for the next t.',
    see: { where: 'See it on digits', view: { experiment: 'digits' } },
  },
  {
    id: 'forward',
    tex: String.raw`x_{t+1} = x_t + \sqrt{\beta_t}\,\epsilon`,
    sentence: 'The text’s way down: noise is added, and the picture keeps its weight.',
    question: 'What is left of the digit after all 1,000 steps?',
    answers: ['Nothing: it is pure noise', 'It can still be told', 'Exactly half of it'],
    right: 1,
    code: 'ddpm.py does something else: q(xₜ | x₀) = N(√ᾱ x₀, 1 − ᾱ).',
    truth: `The betas add up to ${(SIGMA * SIGMA).toFixed(2)}, so the noise ends at σ = ${SIGMA.toFixed(2)} while the digit keeps its weight 1: the best observer still tells it from an empty sheet. The process is legitimate all the same; divided by √(1 + σ²) it is a DDPM with ᾱ = 1/(1 + σ²). The view Schedule shows both, and the last three rules above start from its end.`,
    see: {
      where: 'See both in Schedule',
      view: { page: 'schedule', compared: ['linear', 'additive'], place: 1000, rescaled: false },
    },
  },
  {
    id: 'beta',
    tex: String.raw`\text{“learns to predict } \beta_t\text{”}`,
    sentence: 'The text says what the network learns.',
    question: 'What does the network of ddpm.py put out?',
    answers: ['βₜ', 'The step t', 'The noise ε in the picture'],
    right: 2,
    code: 'model(x_t, t) is compared with the noise by its mean squared error; betas are a fixed list.',
    truth: `βₜ is chosen beforehand and known: β at t = ${MIDDLE} is ${beta[MIDDLE].toFixed(4)}. A network that put it out in place of ε would have a loss of 1 + β² = ${(1 + beta[MIDDLE] ** 2).toFixed(4)} there, no better than one that always says 0. What is unknown is which noise is in the picture: 784 numbers.`,
    see: {
      where: 'See its ε̂ on the Timeline',
      view: { page: 'timeline', mode: 'forward', process: 'closed', t: MIDDLE },
    },
  },
  {
    id: 'loss',
    tex: String.raw`L = -\log p(x_t \mid x_0)`,
    sentence: 'The text’s loss.',
    question: 'Which parameters of the network does log q(xₜ | x₀) depend on?',
    answers: ['All of them', 'Those of the last layer', 'None'],
    right: 2,
    code: 'ddpm.py minimises |ε − ε̂(xₜ, t)|².',
    truth: `q(xₜ | x₀) is the way down: a formula without parameters, on average ${ENTROPY.toFixed(2)} nats a pixel at t = ${MIDDLE}, whatever the network. There is nothing to learn from it. The bound on −log p(x₀) is a sum over t of KL divergences between Gaussians, each a weighted |ε − ε̂|²; Ho et al. drop the weights. “Likelihood bound” measures it.`,
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
    truth: `There is no index −1: on one device that is an error, on another it silently reads 0. With 0 the last step’s mean would be ${Math.round(BLOWN_UP).toLocaleString('en')} xₜ and nothing of x̂₀. Counting from x₀ = the clean picture, with ᾱ₀ = 1, as here, leaves no such case: the last step is 1 x̂₀ + 0 x₁ + 0 z, as the cards of DDPM show at t = 1.`,
    see: { where: 'Set the cards to t = 1', view: { place: T - 1 } },
  },
];
