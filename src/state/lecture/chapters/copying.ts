import type { Chapter } from '../chapter';

/** Does it only copy? */
export const copying: Chapter = {
  id: 'copying',
  minutes: 4,
  steps: [
    {
      id: 'perfect',
      link: '?view=lab&lab=exact&known=10000&seed=5',
      ask: {
        right: 'b',
        wrong: { a: 'less-loss-better-samples', c: 'means-stay-means', d: 'no-network-no-answer' },
        reveal: { acts: [{ run: 'exact-samples' }] },
      },
    },
    {
      id: 'new-digits',
      link: '?view=lab&lab=exact&known=10000&measured=16',
      acts: [{ run: 'exact-losses' }],
    },
    { id: 'nearest', link: '?view=generate&a.class=3&count=10&firstseed=7&click=nearest&copied=a.5' },
    {
      id: 'between',
      link: '?view=generate&a.class=3&count=10&strip=1&from.seed=42&to.seed=43&strip.class=3',
    },
  ],
};
