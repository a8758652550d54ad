import type { ChapterText } from '../chapter';

export const sqrt: ChapterText = {
  title: 'Why √(1 − β)?',
  outcome:
    'You can say why the picture is made weaker at each step, and compute the weight that keeps its variance at 1.',
  steps: {
    chain: {
      note: 'x_t = √(1 − β_t) x_{t−1} + √β_t ε_t. β is a variance, chosen beforehand and not learned.',
      words:
        'One step: the picture before, a little weaker, plus a little fresh noise. It needs nothing else from the past.',
    },
    'weight-one': {
      note: 'The additive process is legitimate, but another one. Divided by √(1 + σ²) it is a DDPM whose end still holds the digit.',
      question:
        'Why make the picture weaker? The additive process keeps its weight at 1 and adds the same noise. What is it at t = 1000?',
      answers: {
        a: {
          text: 'Pure noise as well',
          reply:
            'An observer who knows both still tells the digit from an empty sheet in 99.98 of 100 tries.',
        },
        b: {
          text: 'The digit plus strong noise',
          reply:
            'Yes: the betas add up to 10.05, so the noise has σ = 3.17, and the digit is all there beneath it.',
        },
        c: {
          text: 'Black and white only: values stop at ±1',
          reply: 'Only the display is clipped. The numbers go on: σ = 3.17 at the end.',
        },
        d: {
          text: 'The digit: noise has mean 0 and cancels',
          reply: 'Means cancel, variances add: 1,000 noises of variance 0.01 make variance 10.',
        },
      },
    },
    'variances-add': {
      note: 'With a = 1 the variance after 1,000 steps would be 11.05, with a = 1 − β it would be 0.505.',
      words:
        'Independent parts: variances add. The new variance is a² + β. It stays 1 only if a = √(1 − β). Drag t, and compare the cards.',
    },
    'one-jump': {
      note: 'By induction: (1 − β_t)(1 − ᾱ_{t−1}) + β_t = 1 − ᾱ_t. Training jumps to one t for each picture; nobody walks there.',
      words:
        '500 small noises add up to one large one, so we can jump to any t at once. Switch between “chain” and “one noise”: other pixels, the same distribution.',
    },
    'almost-noise': {
      note: 'Ask for ᾱ_0. It is 1: at t = 0 stands the picture itself, without noise.',
      words:
        'Is this pure noise? Almost: the digit keeps the weight 0.006. This 3 or an empty sheet? The best guess is right in 53 of 100 tries.',
    },
  },
};
