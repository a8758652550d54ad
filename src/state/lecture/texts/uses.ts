import type { ChapterText } from '../chapter';

export const uses: ChapterText = {
  title: 'What else can a denoiser do?',
  outcome:
    'You can say what t does where a picture is noised and brought back, and why neither end is useful.',
  steps: {
    restyle: {
      words:
        'Add a little noise and go back: still the 3. Add much: an 8, as we asked. Between them: an 8 in the place of the 3. Go through the strengths.',
      note: 'SDEdit. t is the one dial: how much of the picture is forgotten.',
    },
    'fill-in': {
      words:
        'Only the upper half is known. Six ways to complete it, and a reader of its own that says which digit each one is.',
      note: 'RePaint: at every step the known half is put back, with the noise of that t.',
    },
    'how-far': {
      question:
        'Digits that are turned by 90° are to be found. How far do we noise a picture before the network guesses it?',
      answers: {
        a: {
          text: 'To t = 1000, so that it must draw everything anew',
          reply:
            'Then its guess is the mean of all digits, whatever the picture was. What is compared is only how far that is.',
        },
        b: {
          text: 'To t = 20, so that the picture stays comparable',
          reply: 'Then only grey levels are asked. A turned stroke is as good a stroke.',
        },
        c: {
          text: 'In between',
          reply:
            'Yes: so much is gone that it needs what it knows, and so much is left that one can compare.',
        },
        d: {
          text: 'It does not matter: the network knows digits',
          reply: 'The curve has a top, and an interval at every point.',
        },
      },
      note: 'To choose a t in earnest: choose it on one half of the pictures, report it on the other.',
    },
    'no-digit': {
      words: 'Draw what is no digit. Gold: here the network would have more ink. Blue: less.',
      note: 'Be honest: at t = 100 the error of a blank sheet is smaller than that of any digit tested. An error is no probability.',
    },
    'one-question': {
      words: 'All of today was one question, asked again and again: which noise is in this picture?',
      note: 'Take away: this lecture, the exercises, and Train.',
    },
  },
};
