import type { Chapter } from '../chapter';

/** Why not in one step? */
export const oneStep: Chapter = {
  id: 'one-step',
  minutes: 4,
  steps: [
    {
      id: 'first-guess',
      link: '?x0=train.7&t=0',
      spot: ['What the network sees'],
      ask: {
        right: 'c',
        wrong: { a: 'the-network-decodes-the-noise', b: 'output-looks-like-input', d: 'retrieval' },
        reveal: { acts: [{ slide: 't', to: 1000, seconds: 6 }] },
      },
    },
    {
      id: 'guess-by-guess',
      // At t = 1000 a run that is in memory would be shown at its end.
      link: '?mode=reverse&seed=5&sampler=ddim&steps=100&t=999',
      spot: ['What the network sees'],
      acts: [{ slide: 't', to: 0, seconds: 10 }],
    },
    {
      id: 'not-decided',
      link: '?x0=train.7&mode=denoise&from=600&t=600&tries=8&steps=100',
      spot: ['Tries from the same picture'],
    },
    { id: 'two-heaps', link: '?view=lab&lab=bugs&bug=one-step&at=1000', spot: ['On 4,000 particles'] },
    { id: 'few-steps', link: '?view=generate&ab=1&a.steps=50&b.steps=5&count=10&firstseed=7' },
  ],
};
