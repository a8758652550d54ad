import type { Chapter } from '../chapter';

/** The loss falls slowly. Why do the pictures get better? */
export const loss: Chapter = {
  id: 'loss',
  minutes: 4,
  steps: [
    {
      id: 'film',
      link: '?view=train&film.update=0',
      acts: [{ run: 'training' }, { slide: 'filmUpdate', to: 1000, seconds: 10 }],
      spot: ['The training film'],
      isFree: true,
    },
    {
      id: 'flat-loss',
      link: '?view=train&film.update=300',
      acts: [{ run: 'training' }],
      isFree: true,
      ask: {
        right: 'c',
        wrong: { a: 'loss-is-quality', b: 'long-training-overfits', d: 'flat-means-done' },
        reveal: { acts: [{ slide: 'filmUpdate', to: 1000, seconds: 8 }] },
      },
      spot: ['The training film', 'What it draws'],
    },
    {
      id: 'by-noise',
      link: '?view=train',
      acts: [{ run: 'training' }],
      spot: ['Loss by noise level'],
      isFree: true,
    },
    {
      id: 'floor',
      link: '?view=lab&lab=exact&x0=train.7&class=10&seed=42&known=10000&measured=16',
      acts: [{ run: 'exact-losses' }],
      spot: ['On digits that it knows: the smallest loss'],
    },
    {
      id: 'averaged',
      link: '?view=lab&lab=bugs&bug=raw-weights&class=10&seed=42&at=1000',
      spot: ['On 4,000 particles'],
    },
  ],
};
