import type { Chapter } from '../chapter';

const DDPM = 'a.sampler=ddpm&a.steps=250&count=6&firstseed=7';

/** Why 1,000 steps, and may I take 50? */
export const steps: Chapter = {
  id: 'steps',
  minutes: 4,
  steps: [
    {
      id: 'two-schedules',
      link: '?view=schedule&compare=linear,cosine&x0=train.7&at=0',
      acts: [{ slide: 'place', to: 1000, seconds: 8 }],
    },
    {
      id: 'same-betas',
      link: '?view=schedule&compare=linear&x0=train.7&at=0',
      ask: {
        right: 'b',
        wrong: { a: 'quality-is-steps', c: 'fewer-steps-more-noise-each', d: 'capacity' },
        reveal: {
          link: '?view=schedule&compare=linear,hand&hand=0.00001,0.0004,0.0008,0.0012,0.0016,0.002&x0=train.7&at=0&sampled=1',
          acts: [{ slide: 'place', to: 1000, seconds: 6 }],
        },
      },
    },
    { id: 'ten-at-once', link: '?view=schedule&compare=linear&T=100&x0=train.7&at=1000&sampled=1' },
    {
      id: 'train-again',
      link: `?view=generate&${DDPM}`,
      ask: {
        right: 'c',
        wrong: { a: 'a-sampler-is-trained', b: 'fine-tuning', d: 'a-sampler-is-a-schedule' },
        reveal: { link: `?view=generate&ab=1&${DDPM}&b.sampler=ddim&b.steps=25` },
      },
    },
    {
      id: 'eta',
      link: '?view=generate&ab=1&a.eta=0&b.eta=1&a.steps=50&b.steps=50&count=10&firstseed=7',
    },
    {
      id: 'your-price',
      link: '?view=generate&count=5&judged=20',
      acts: [{ run: 'samplers' }],
      spot: ['How many steps are enough?'],
    },
  ],
};
