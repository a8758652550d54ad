import type { Chapter } from '../chapter';

/** Does it only copy? */
export const copying: Chapter = {
  id: 'copying',
  minutes: 4,
  steps: [
    {
      id: 'perfect',
      link: '?view=lab&lab=exact&x0=train.7&class=10&seed=5&known=10000',
      ask: {
        right: 'b',
        wrong: { a: 'less-loss-better-samples', c: 'means-stay-means', d: 'no-network-no-answer' },
        reveal: { acts: [{ run: 'exact-samples' }] },
      },
      spot: ['Samples: exact denoiser', 'Samples: the page’s own network'],
    },
    {
      id: 'new-digits',
      link: '?view=lab&lab=exact&x0=train.7&class=10&seed=42&known=10000&measured=16',
      acts: [{ run: 'exact-losses' }],
      spot: [
        'On digits that it does not know: only its memory',
        'On digits that it knows: the smallest loss',
      ],
    },
    {
      id: 'nearest',
      link: '?view=generate&a.class=3&count=10&firstseed=7&click=nearest&copied=a.5',
      spot: ['Is it copying?'],
    },
    {
      id: 'between',
      link: '?view=generate&a.class=3&count=10&strip=1&from.seed=42&to.seed=43&strip.class=3',
      spot: ['Between two noises'],
    },
  ],
};
