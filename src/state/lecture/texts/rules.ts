import type { ChapterText } from '../chapter';

export const rules: ChapterText = {
  title: 'Why add noise on the way to a clean picture?',
  outcome: 'You can predict what comes without the fresh noise, and say what that noise replaces.',
  steps: {
    'three-parts': {
      words:
        'Three parts make a step back: a little of the guess, most of the picture before, and fresh noise z. Noise, on the way to a clean picture?',
      note: 'Read the three weights aloud: z looks large, but its weight is small. Step with the arrow keys.',
    },
    'without-z': {
      question: 'Leave z out. Of 20,000 particles 30 % belong below and 70 % above. Where do they end?',
      answers: {
        a: {
          text: 'In both groups, only tidier',
          reply:
            'Each step goes to a mean, and means lie closer together. All end above, with a spread of 0.0002.',
        },
        b: {
          text: 'They stay noise',
          reply: 'The pull towards the guess works without z. The spread shrinks all the way.',
        },
        c: {
          text: 'All on one point',
          reply: 'Yes. The means run together, and the larger group wins all.',
        },
        d: {
          text: 'In both groups, only later',
          reply: 'All 1,000 steps were taken. The shares are wrong for ever.',
        },
      },
      note: 'The denoiser here is exact: what goes wrong is the rule’s doing. Two equal groups would both survive, each as a point: the spread is lost.',
    },
    'on-sevens': {
      words:
        'The same with the network, on sevens. Without fresh noise two different noises give one thin seven. With it: two sevens.',
    },
    'two-spreads': {
      words:
        'The spread of the next x = the spread of the means + the mean of the spreads. The step brings the first, z brings the second. Compare DDPM with and without z.',
      note: 'Var(x_{t−1}) = Var(E[x_{t−1} | x_t]) + E[Var(x_{t−1} | x_t)]. What z has to bring is β̃_t and what is unknown of x_0; on average it lies between β̃_t and β_t.',
    },
    'keeps-its-noise': {
      words:
        'DDIM has no z and finds both groups. It does not go to a mean: it keeps the noise that x has, in the share of the next t.',
      note: 'x_{t−1} = √ᾱ_{t−1} x̂₀ + √(1 − ᾱ_{t−1}) ε̂. DDPM’s mean keeps less of ε̂.',
    },
    'which-variance': {
      words:
        'Which variance should z have: β, or that of the posterior, which is smaller? Both are allowed. They differ in the last steps only; the page measures the price in bits.',
      note: 'Right for one single picture: β̃. Right for data that are N(0, I): β. The ratio β̃ / β is 0.45 at t = 2 and 0.98 at t = 100.',
    },
    'last-step': {
      question:
        'The cards show the step at t = 100. The last step leads from t = 1 to 0. With which weights come the guess, x₁ and z?',
      answers: {
        a: {
          text: '1, 0 and 0',
          reply: 'Yes: ᾱ₀ = 1. At t = 0 there is no noise to keep.',
        },
        b: {
          text: '0.02, 0.98 and 0.05, as at t = 100',
          reply: 'The other steps keep noise for the next t. After this one there is none.',
        },
        c: {
          text: '0, 9,999 and 1',
          reply: 'A program does that whose index is one place off, so that it reads ᾱ₀ as 0.',
        },
        d: {
          text: '1, 0 and 0.01',
          reply: 'Then every picture ends with grain. With σ² = β one has to leave out the last z by hand.',
        },
      },
      note: 'A real bug: the index −1 is looked up here. DDPM’s card shows the numbers.',
    },
  },
};
