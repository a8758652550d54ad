import type { Chapter } from '../chapter';

/** Why sqrt(1 - beta)? */
export const sqrt: Chapter = {
  id: 'sqrt',
  minutes: 5,
  steps: [
    {
      id: 'chain',
      link: '?x0=train.7&noise=chain&t=1',
      spot: ['This step'],
      acts: [{ slide: 't', to: 8, seconds: 7 }],
    },
    {
      id: 'weight-one',
      link: '?view=schedule&compare=linear&x0=train.7&at=0',
      spot: ['The additive process'],
      ask: {
        right: 'b',
        wrong: { a: 'noise-destroys-by-itself', c: 'clipping', d: 'noise-cancels' },
        reveal: {
          // Its row says how it ends.
          link: '?view=schedule&compare=linear,additive&x0=train.7&at=0',
          acts: [{ slide: 'place', to: 1000, seconds: 8 }],
        },
      },
    },
    { id: 'variances-add', link: '?view=lab&lab=derivation&at=500', spot: ['Why is √(1 − β) there?'] },
    {
      id: 'one-jump',
      link: '?x0=train.7&noise=chain&t=500',
      spot: ['The picture x at the slider’s t', 'Pixel values beside N(0, 1)'],
    },
    { id: 'almost-noise', link: '?x0=train.7&t=1000&log=1', spot: ['This step'] },
  ],
};
