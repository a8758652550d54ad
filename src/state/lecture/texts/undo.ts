import type { ChapterText } from '../chapter';

export const undo: ChapterText = {
  title: 'Can noise be undone?',
  outcome: 'You can write x_t as a weighted sum of x_0 and noise, and say what can come back from x_1000.',
  steps: {
    forward: {
      note: 'Ten silent seconds. Then ask: who thinks that this can be undone? Count hands, and say nothing yet.',
      words:
        'A handwritten 3. Every step adds a little noise. After 1,000 steps nobody can see what it was. Can this be undone?',
    },
    sum: {
      note: 'x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε, here with the weights 0.591 and 0.806. Drag t to 1,000 and back: the same t gives the same pixels.',
      words:
        'At every t the picture is a sum: so much digit, so much noise. The two weights stand beside it. Their squares add up to 1. Drag t.',
    },
    'six-ways': {
      note: 'Vote, let neighbours talk for a minute, vote again. Then let the page answer.',
      question:
        'A network that has seen 60,000 digits gets this picture at t = 1000, and draws six times. What comes?',
      answers: {
        a: {
          text: 'The same 3, six times',
          reply: 'There is no 3 left to recover: its weight at t = 1000 is 0.006.',
        },
        b: {
          text: 'Six 3s by different hands',
          reply: 'Not even the class is left. Different digits come.',
        },
        c: {
          text: 'Six digits of any kind',
          reply: 'Yes. Nothing is left to undo, so the network is free: it draws.',
        },
        d: {
          text: 'Noise',
          reply:
            'The picture says nothing about this 3. What digits look like is in the network’s 938,593 numbers.',
        },
      },
    },
    'nobody-wrote': {
      note: 'Picture number i, counted from 0, begins with seed 7 + i: every phone in the room begins with the same noise. Drag t of the grid from 1,000 to 0.',
      words:
        'Nobody wrote these digits. Each began as noise of its own, and the network took the noise away in 25 steps. Drag t to see how.',
    },
    'knows-nothing': {
      note: 'This takes minutes: start it now and go on. On a weak laptop skip it.',
      words:
        'Here a small network learns in this tab, from random weights on. Start it, then go on to the next chapter: it learns meanwhile.',
    },
  },
};
