import type { ChapterText } from '../chapter';

export const guidance: ChapterText = {
  title: 'How do I ask for a 7?',
  outcome: 'You can write down the guided noise for a given w, and say what a large w costs.',
  steps: {
    class: {
      words:
        'The network has one more input: a class from 0 to 9, or “not told”. In training one label in ten was hidden, so it knows both.',
      note: '“Any” is no eleventh kind of digit: it is no label. Show it: choose the class “any”.',
    },
    stronger: {
      question:
        'Guidance: ε̂ = (1 + w) ε̂(with the class) − w ε̂(without it). Here w = 0. With w = 5, the same twelve noises become 7s that are …',
      answers: {
        a: {
          text: 'better, and as varied as these',
          reply: 'Clearer. But look for the rare ones of A: most are gone.',
        },
        b: {
          text: 'thicker, and more alike',
          reply:
            'Yes: a third more ink, and two 7s have 38 % of it in common instead of 27 %. Thicker strokes alone would make that 35 %.',
        },
        c: {
          text: 'more varied: it goes away from the common',
          reply: 'Away from what all digits share. A rare 7 looks less like a 7, so it goes first.',
        },
        d: {
          text: 'mixtures of digits: two answers are averaged',
          reply: 'The second answer is subtracted: the result lies beyond the first one.',
        },
      },
      note: 'Find the rarest 7 of A in B. The numbers stand below the grids.',
    },
    'asked-twice': {
      words:
        'The network is asked twice a step, with the class and without. Twice the work for a clearer class. It is no longer a fair sample of the 7s.',
      note: 'Model card, 50 steps: 99.05 % are read as the class at w = 0, all at w = 0.5.',
    },
    'one-hand': {
      words: 'One hand, ten digits: this 3 goes up to its noise, and comes back as each class.',
      note: 'DDIM up with its own class, down with another, w = 2. Compare slant and thickness.',
    },
  },
};
