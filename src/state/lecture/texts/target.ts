import type { ChapterText } from '../chapter';

export const target: ChapterText = {
  title: 'What does the network answer, and why is it told t?',
  outcome:
    'You can compute the guess at the digit from the predicted noise, and say by what factor an error grows.',
  steps: {
    'its-answer': {
      words:
        'The network gets this picture and t. It answers with 784 numbers: the noise that it sees. Take that away, and its guess at the digit is left. Drag t.',
      note: 'x̂₀ = (x_t − √(1 − ᾱ_t) ε̂) / √ᾱ_t. The raw output of this network is v; ε̂ = √(1 − ᾱ_t) x_t + √ᾱ_t v.',
    },
    'put-out': {
      question: 'In training the network gets this picture, at t = 300. What should it put out?',
      answers: {
        a: {
          text: 'What the last step added',
          reply:
            'The last step added a tenth of the noise. What the network puts out agrees with that to 0.10 only, as the page shows.',
        },
        b: {
          text: 'The number β at this t',
          reply:
            'β is a fixed list: 0.0061 at t = 300. Put out in place of the noise, it would score 1.00, like always saying 0.',
        },
        c: {
          text: 'All the noise in the picture',
          reply:
            'Yes: the noise that makes this picture from the digit in one jump. The network’s answer agrees with it to 0.99.',
        },
        d: {
          text: 'The picture one step before',
          reply:
            'That picture has the weight 0.997 in this one. Copying the input would score well and teach nothing.',
        },
      },
      note: 'The commonest error in students’ code is answer “What the last step added”. After the reveal: the noise of one step beside what the network puts out, with both correlations.',
    },
    'two-languages': {
      words:
        'Noise or digit: one answer in two languages. But here, at t = 950, the digit has the weight 0.0104. An error of 0.01 in the noise is 0.96 in the digit. Drag t.',
      note: 'The factor is √((1 − ᾱ_t) / ᾱ_t): 96 at t = 950, 0.17 at t = 50. The information is the same, the weights in the loss are others. v divides by nothing.',
    },
    'wrong-t': {
      question:
        'This picture has the noise of t = 218, and told that, the network restores it. Now we tell it t = 40. What comes out?',
      answers: {
        a: {
          text: 'A clean 9: it sees how noisy the picture is',
          reply:
            'One can read it off the picture, as this view’s “How noisy is it?” does. But the network was trained to believe the t that it is told.',
        },
        b: {
          text: 'A 9 with most of its noise',
          reply:
            'Yes. At t = 40 the noise has σ = 0.14, here it has 0.8. Most of it is taken for the picture.',
        },
        c: {
          text: 'An empty sheet: it takes too much away',
          reply: 'It takes too little away, not too much: at t = 40 it expects little noise.',
        },
        d: {
          text: 'Another digit',
          reply: 'Which digit it is was never in doubt: at t = 40 nothing is decided any more.',
        },
      },
      note: 'Fair question: why tell it at all, as one can read t off the picture? Being told is cheaper than reading. The page’s own estimate is under “How noisy is it?”.',
    },
    'the-cut': {
      words:
        'A step goes through the guess. A guess beyond −1 and 1 can be cut. Here the noise is 5 % too small: the cut keeps guesses in range, but the particles’ ends hardly differ.',
      note: 'At t = 1000 an error of ε̂ is 157 times as large in the guess. Times the guess’s weight in the step: 0.02 with 1,000 steps of DDPM, 1.9 with ten of DDIM.',
    },
  },
};
