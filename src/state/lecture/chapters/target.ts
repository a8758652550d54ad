import type { Chapter } from '../chapter';

/** What does the network answer, and why is it told t? */
export const target: Chapter = {
  id: 'target',
  minutes: 4,
  steps: [
    { id: 'its-answer', link: '?x0=test.12&seed=3&t=300', spot: ['What the network sees'] },
    {
      id: 'put-out',
      link: '?x0=test.12&seed=3&t=300',
      spot: ['What the network sees'],
      ask: {
        right: 'c',
        wrong: { a: 'the-target-is-one-step', b: 'the-network-predicts-beta', d: 'predict-the-next-frame' },
        reveal: { link: '?x0=test.12&seed=3&noise=chain&t=300' },
      },
    },
    { id: 'two-languages', link: '?x0=test.12&seed=3&t=950', spot: ['What the network sees'] },
    {
      id: 'wrong-t',
      link: '?view=edit&x0=test.12&sigma=0.8&noiset=218',
      ask: {
        right: 'b',
        wrong: { a: 't-is-redundant', c: 'a-wrong-t-erases', d: 't-chooses-the-digit' },
        reveal: { link: '?view=edit&x0=test.12&sigma=0.8&noiset=40' },
      },
    },
    { id: 'the-cut', link: '?view=lab&lab=bugs&bug=no-clip', spot: ['On digits', 'On 4,000 particles'] },
  ],
};
