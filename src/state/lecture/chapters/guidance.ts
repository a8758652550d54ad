import type { Chapter } from '../chapter';

/** How do I ask for a 7? */
export const guidance: Chapter = {
  id: 'guidance',
  minutes: 3,
  steps: [
    { id: 'class', link: '?view=generate&a.class=7&count=12&firstseed=7', spot: ['The pictures'] },
    {
      id: 'stronger',
      link: '?view=generate&a.class=7&count=12&firstseed=7',
      ask: {
        right: 'b',
        wrong: { a: 'more-is-better', c: 'away-from-the-common', d: 'two-answers-are-averaged' },
        reveal: {
          link: '?view=generate&ab=1&a.class=7&b.class=7&b.steps=25&b.w=5&count=12&firstseed=7',
        },
      },
    },
    {
      id: 'asked-twice',
      link: '?view=generate&ab=1&a.class=7&b.class=7&b.steps=25&b.w=0.5&count=12&firstseed=7',
      spot: ['The step in numbers'],
    },
    { id: 'one-hand', link: '?view=edit&edit=change&x0=train.7&seed=42' },
  ],
};
