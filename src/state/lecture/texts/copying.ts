import type { ChapterText } from '../chapter';

export const copying: ChapterText = {
  title: 'Does it only copy?',
  outcome:
    'You can design a check that tells copying from drawing new digits, and say what the least loss would do.',
  steps: {
    perfect: {
      question:
        'A perfect denoiser has the least possible loss on its 10,000 digits. We sample with it. What comes?',
      answers: {
        a: {
          text: 'The best new digits',
          reply: 'The least loss on training digits is reached by knowing all of them by heart.',
        },
        b: {
          text: 'Its training digits',
          reply: 'Yes: the distance from each sample to the nearest of them is 0.',
        },
        c: {
          text: 'Blurred means of digits',
          reply:
            'At large t, yes. As t falls one digit gets all the weight, and the mean of one digit is that digit.',
        },
        d: {
          text: 'Nothing: there is no perfect network',
          reply: 'It is no network. It is a formula with 10,000 terms, and it runs here.',
        },
      },
      note: 'Ask before: is a lower loss always better?',
    },
    'new-digits': {
      words:
        'On digits that it knows, nothing beats the exact denoiser. On new digits, with little noise, the network is far better. That difference is generalising.',
      note: 'The network cannot express the exact answer. Which of its limits makes its new digits good is open research. At large t both say the same.',
    },
    nearest: {
      words:
        'A sample, its nearest among 60,000 training digits, and how near real new 3s come to theirs. Is the sample nearer than they are?',
      note: 'A distance alone says nothing: moved by one pixel, a digit is far away. Picture 3 comes nearer than most real 3s: compare it by eye.',
    },
    between: {
      words: 'From one noise to another in small steps. Every picture between is a 3 that nobody wrote.',
      note: 'A copier would jump from one training digit to the next. This is a hint and no proof.',
    },
  },
};
