import type { ChapterText } from '../chapter';

export const oneStep: ChapterText = {
  title: 'Why not in one step?',
  outcome: 'You can say what the network’s guess shows at t = 1000, and why many steps end at a digit.',
  steps: {
    'first-guess': {
      note: 'Let everybody sketch the guess on paper first. Then vote.',
      question:
        'At t = 1000, in pure noise, the network already has a guess at the digit. What does it look like?',
      answers: {
        a: {
          text: 'A sharp digit, perhaps the wrong one',
          reply: 'It would have to decide. In squared error a wrong digit costs more than a blur.',
        },
        b: {
          text: 'Noise, like the picture itself',
          reply: 'The guess is not made of the picture. It is a mean of digits.',
        },
        c: {
          text: 'A grey blur, nearly the same for every noise',
          reply: 'Yes: nearly the mean of all digits. Pure noise hardly prefers any of them.',
        },
        d: {
          text: 'A digit from the training set',
          reply: 'None of them fits better than the others, so all have the same weight.',
        },
      },
    },
    'guess-by-guess': {
      note: 'Stop where the room disagrees about the digit. Take a bet, and go on.',
      words:
        'Now the network draws. Watch its guess, not the noise: step by step it becomes less grey. First there is ink, then a shape, finally edges.',
    },
    'not-decided': {
      note: 'Set the start to 300, then to 800. Ask from where on one knows the digit, and whether that is one t.',
      words: 'Eight ways back from one picture at t = 600. Where they differ, the digit was not decided yet.',
    },
    'two-heaps': {
      note: 'The denoiser is exact here, so the number of steps alone is to blame. “Right” takes 50 steps.',
      words:
        '30 % of the particles belong at −1, 70 % at 1. In one step all go to 0.4, the mean, where nothing belongs. In 50 steps they find both heaps.',
    },
    'few-steps': {
      note: 'The class is told, so it stays. Look at the strokes.',
      words:
        'The same noise. A takes 50 steps, B only 5. Few steps have to trust early guesses, and early guesses are means.',
    },
  },
};
