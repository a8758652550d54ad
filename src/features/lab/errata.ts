/** A sentence of the founding text, and what is true of it. What is true carries the numbers that the cards above compute. */
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
}

export const ERRATA: readonly Erratum[] = [
  {
    id: 'forward',
    tex: String.raw`x_{t+1} = x_t + \sqrt{\beta_t}\,\epsilon`,
    sentence: 'The text’s way down: noise is added, and the picture keeps its weight.',
    question: 'What is left of the digit after all 1,000 steps?',
    answers: ['Nothing: it is pure noise', 'It can still be told', 'Exactly half of it'],
    right: 1,
    code: 'ddpm.py does something else: q(x_t | x_0) = N(√ᾱ x_0, 1 − ᾱ).',
    truth:
      'The betas add up to 10.05, so the noise ends at σ = 3.17 while the digit keeps its weight 1: the best observer still tells it from an empty sheet. The process is legitimate all the same; divided by √(1 + σ²) it is a DDPM with ᾱ = 1/(1 + σ²). The view Schedule shows both.',
  },
  {
    id: 'reverse',
    tex: String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`,
    sentence: 'The text’s way back, with the ε that a network predicts.',
    question: 'Where do 20,000 particles end by this rule? 30 % belong left, 70 % right.',
    answers: ['30 % left, 70 % right', 'All on one point', 'Evenly spread'],
    right: 1,
    code: 'ddpm.py draws from the posterior: a mean of x̂_0 and x_t, and fresh noise.',
    truth:
      'All on one point, as the card above shows. The rule is exact only with the very noise that was added (the tape). With a predicted ε̂ the drift must be β/σ, and fresh noise of variance β σ²_{t−1}/σ²_t is added.',
  },
  {
    id: 'beta',
    tex: String.raw`\text{“learns to predict } \beta_t\text{”}`,
    sentence: 'The text says what the network learns.',
    question: 'What does the network of ddpm.py put out?',
    answers: ['β_t', 'The noise ε in the picture', 'The step t'],
    right: 1,
    code: 'model(x_t, t) is compared with the noise by its mean squared error; betas are a fixed list.',
    truth:
      'β_t is chosen beforehand and known. What is unknown is which noise is in the picture: 784 numbers.',
  },
  {
    id: 'loss',
    tex: String.raw`L = -\log p(x_t \mid x_0)`,
    sentence: 'The text’s loss.',
    question: 'Which parameters of the network does log q(x_t | x_0) depend on?',
    answers: ['All of them', 'Those of the last layer', 'None'],
    right: 2,
    code: 'ddpm.py minimises |ε − ε̂(x_t, t)|².',
    truth:
      'q(x_t | x_0) is the way down: a formula without parameters, so there is nothing to learn from it. The bound on −log p(x_0) is a sum over t of KL divergences between Gaussians, each a weighted |ε − ε̂|²; Ho et al. drop the weights.',
  },
  {
    id: 'index',
    tex: String.raw`\texttt{tf.gather}(\bar\alpha,\ t-1),\quad t = 0 \ldots 999`,
    sentence: 'Where the code looks up ᾱ_{t−1}.',
    question: 'What does it find at t = 0?',
    answers: ['1, the clean picture', 'An index that does not exist', 'ᾱ of the last step'],
    right: 1,
    code: 'The code counts t from 0, and gathers index −1 at t = 0.',
    truth:
      'There is no index −1: on one device that is an error, on another it silently reads 0. Counting from x_0 = the clean picture, with ᾱ_0 = 1, as here, leaves no such case.',
  },
];
