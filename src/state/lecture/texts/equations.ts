import type { ChapterText } from '../chapter';

export const equations: ChapterText = {
  title: 'Where are the differential equations?',
  outcome: 'You can turn predicted noise into the score, and say what the SDE and the ODE share.',
  steps: {
    'rough-paths': {
      note: 'dx = −½ β x dt + √β dW. Its density obeys ∂p/∂t = ½ β (div(x p) + Δp). The chain of single steps is Euler’s scheme for it, to first order.',
      words:
        'Each particle goes its own way into noise. Together they have a smooth density, and that density obeys the Fokker–Planck equation.',
    },
    'heat-back': {
      note: 'Forwards a wave of number k shrinks by e^(−k²τ), backwards it grows by e^(k²τ): the finest wave wins.',
      question:
        'The heat equation has blurred this density. We run the same equation backwards, from more and more blur. What comes?',
      answers: {
        a: {
          text: 'The sharp picture again',
          reply: 'On paper. The rounding error in a fine wave grows faster than anything else.',
        },
        b: {
          text: 'Spikes that grow without limit',
          reply: 'Yes: the problem is ill-posed. So a DDPM goes back by another equation: along the score.',
        },
        c: {
          text: 'It stays blurred',
          reply: 'Nothing in the equation stops it. It moves, and far too much.',
        },
        d: {
          text: 'An even grey',
          reply: 'Forwards. With the sign changed, every bump grows.',
        },
      },
    },
    score: {
      note: '∇ log p_t(x) = −E[ε | x_t = x] / √(1 − ᾱ_t). The factor is 1.04 at t = 500 and 100 at t = 1.',
      words:
        'The arrows point where the density grows: the score. The noise that a network predicts is the same arrow, turned round and scaled. Drag t.',
    },
    'two-ways': {
      note: 'With the exact score s, from T down. SDE: drift −½ β x − β s, noise √β. ODE: drift −½ β x − ½ β s, no noise.',
      question:
        'Same starting points. Way A has no noise of its own (ODE), way B gets fresh noise at each step (SDE). What do they share?',
      answers: {
        a: {
          text: 'Every path',
          reply: 'Follow the marked particle: two paths, two ends.',
        },
        b: {
          text: 'The point where each particle ends',
          reply: 'In the ODE the start decides. In the SDE the fresh noise has its say.',
        },
        c: {
          text: 'The density at every t',
          reply: 'Yes: both have the same densities, by other paths.',
        },
        d: {
          text: 'Nothing: without noise all meet in one point',
          reply: 'That would be DDPM’s step with its noise left out. The ODE takes half of the score.',
        },
      },
    },
    'on-a-line': {
      note: 'With y = x / √ᾱ_t and σ² = (1 − ᾱ_t) / ᾱ_t, DDIM is Euler’s method for dy/dσ = ε̂.',
      words:
        'DDPM is a discrete SDE, DDIM a discrete ODE. One denoiser; with small steps the same densities, by other paths.',
    },
  },
};
