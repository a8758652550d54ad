import type { Chapter } from '../chapter';

/** What else can a denoiser do? */
export const uses: Chapter = {
  id: 'uses',
  minutes: 3,
  steps: [
    { id: 'restyle', link: '?view=edit&edit=restyle&x0=train.7&edit.class=8&strength=500&seed=42' },
    { id: 'fill-in', link: '?view=edit&edit=inpaint&x0=test.12&mask=lower&seed=42' },
    {
      id: 'how-far',
      link: '?view=detect&x0=train.7&seed=42&against=quarter&scored=20',
      ask: {
        right: 'c',
        wrong: { a: 'more-is-safer', b: 'less-is-safer', d: 'the-network-knows-anyway' },
        reveal: { acts: [{ run: 'sets' }] },
      },
      spot: ['Which t, and which score?'],
    },
    {
      id: 'no-digit',
      link: '?view=detect&x0=train.7&seed=42&detectt=300',
      spot: ['The residual: gold where the network expects more ink, blue where it expects less'],
      isFree: true,
    },
    {
      id: 'one-question',
      link: '?x0=train.7&mode=reverse&class=3&seed=5&sampler=ddim&steps=100&t=1000',
      acts: [{ slide: 't', to: 0, seconds: 10 }],
    },
  ],
};
