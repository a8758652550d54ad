import type { ChapterText } from '../chapter';

export const whyNetwork: ChapterText = {
  title: 'The way down is known. Why a network?',
  outcome:
    'You can say what is missing for one step back, and what a network trained with squared error answers.',
  steps: {
    tape: {
      note: 'Then ask: and without the tape? The noise of each step is gone, and with it this way back.',
      words:
        'Keep all noises and subtract them again: the same 3, to the last pixel. A tape played backwards, which can never make anything new.',
    },
    'many-digits': {
      note: 'The page prints how many digits share the weight. In the answer stop where it is about 2.',
      question:
        'You know the picture at t = 700, the formula and every β. Why can you not just compute the picture at t = 699?',
      answers: {
        a: {
          text: 'One can: solve the formula for it',
          reply: 'The formula contains the noise of this step: 784 numbers that nobody kept.',
        },
        b: {
          text: 'β is missing; the network predicts it',
          reply: 'β is a fixed list: at t = 700 it is 0.0140, for every picture.',
        },
        c: {
          text: 'Many digits could have become this picture',
          reply: 'Yes. Here they are, each with its weight by Bayes’ rule: many at t = 700, one at t = 100.',
        },
        d: {
          text: 'One can, it only takes too long',
          reply: 'Time does not help: the answer is a distribution, and not one picture.',
        },
      },
    },
    'one-task': {
      note: 'x_s = c_0 x̂_0 + c_t x_t, with DDPM also + c_z z. The weights are known before; only the guess x̂_0 is learned.',
      words:
        'So the network has one task: guess the digit. Its guess takes the place of the digit in the formula; all weights are known before.',
    },
    'best-guess': {
      note: 'E|x_0 − f(x_t)|² is least for f(x_t) = E[x_0 | x_t]. Drag t, and look where the network differs from it.',
      words:
        'Which one picture is the best guess, in squared error? The mean of all digits that fit: computed exactly here, and beside it the network.',
    },
  },
};
