import type { Chapter } from '../chapter';

/** Why add noise on the way to a clean picture? */
export const rules: Chapter = {
  id: 'rules',
  minutes: 5,
  steps: [
    { id: 'three-parts', link: '?mode=reverse&class=3&seed=5&steps=250&t=600', spot: ['This step'] },
    {
      id: 'without-z',
      link: '?view=lab&at=1000',
      spot: ['DDPM without fresh noise'],
      ask: {
        right: 'c',
        wrong: { a: 'z-is-dirt', b: 'z-does-the-work', d: 'z-is-speed' },
        reveal: { link: '?view=lab&at=1000&card=no-noise', acts: [{ run: 'no-noise' }] },
      },
    },
    {
      id: 'on-sevens',
      link: '?view=lab&lab=digits&class=7&seed=3&at=1000',
      acts: [{ run: 'digits-no-noise' }],
      spot: ['DDPM', 'DDPM without fresh noise'],
    },
    {
      id: 'two-spreads',
      link: '?view=lab&at=0',
      acts: [{ run: 'no-noise' }, { slide: 'place', to: 1000, seconds: 8 }],
      spot: ['DDPM', 'DDPM without fresh noise'],
    },
    { id: 'keeps-its-noise', link: '?view=lab&at=1000', spot: ['DDIM, 1,000 steps'] },
    { id: 'which-variance', link: '?view=lab&lab=bound&testdigits=40&variance=beta' },
    {
      id: 'last-step',
      link: '?view=lab&at=900',
      spot: ['DDPM'],
      ask: {
        right: 'a',
        wrong: { b: 'the-last-step-is-like-the-others', c: 'alpha-bar-0-read-as-0', d: 'z-to-the-end' },
        reveal: { acts: [{ slide: 'place', to: 1000, seconds: 4 }] },
      },
    },
  ],
};
