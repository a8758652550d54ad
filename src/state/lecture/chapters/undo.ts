import type { Chapter } from '../chapter';

/** Can noise be undone? */
export const undo: Chapter = {
  id: 'undo',
  minutes: 4,
  steps: [
    {
      id: 'forward',
      link: '?x0=train.7&t=0',
      spot: ['The picture x at the slider’s t'],
      acts: [{ slide: 't', to: 1000, seconds: 10 }],
    },
    { id: 'sum', link: '?x0=train.7&t=320', spot: ['The picture x at the slider’s t', 'This step'] },
    {
      id: 'six-ways',
      link: '?x0=train.7&t=1000',
      spot: ['The picture x at the slider’s t', 'Tries from the same picture'],
      ask: {
        right: 'c',
        wrong: {
          a: 'denoising-recovers-the-original',
          b: 'the-class-survives',
          d: 'no-information-from-nothing',
        },
        reveal: { link: '?x0=train.7&mode=denoise&from=1000&t=1000&tries=6&steps=100' },
      },
    },
    { id: 'nobody-wrote', link: '?view=generate&count=20&firstseed=7', spot: ['The pictures'] },
    { id: 'knows-nothing', link: '?view=train', spot: ['The training'], isFree: true },
  ],
};
