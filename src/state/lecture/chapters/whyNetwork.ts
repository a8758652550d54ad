import type { Chapter } from '../chapter';

/** The way down is known. Why a network? */
export const whyNetwork: Chapter = {
  id: 'why-network',
  minutes: 4,
  steps: [
    {
      id: 'tape',
      link: '?view=lab&lab=digits&x0=train.7&card=tape&at=0',
      spot: ['Recorded noise, played back'],
      acts: [{ slide: 'place', to: 1000, seconds: 8 }],
    },
    {
      id: 'many-digits',
      link: '?view=lab&lab=exact&x0=train.7&known=10000&at=300',
      spot: ['The digits that carry the weight'],
      ask: {
        right: 'c',
        wrong: { a: 'the-step-is-invertible', b: 'the-network-predicts-beta', d: 'a-matter-of-computing' },
        reveal: { acts: [{ slide: 'place', to: 900, seconds: 10 }] },
      },
    },
    { id: 'one-task', link: '?mode=reverse&seed=5&sampler=ddim&steps=50&t=500', spot: ['This step'] },
    {
      id: 'best-guess',
      link: '?view=lab&lab=exact&x0=train.7&known=10000&at=500',
      spot: ['exact denoiser', 'exact − network'],
    },
  ],
};
