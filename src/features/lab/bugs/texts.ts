import { formatCount } from '../../../diffusion/numbers/formatCount';
import type { Bug } from '../../../diffusion/bugs/names';

/** What is said of a bug. No symbols: the code has them. */
export interface BugWords {
  /** What the program does. */
  readonly does: string;
  /** What to notice. */
  readonly notice: string;
  /** What gives it away. */
  readonly clue: string;
}

export const BUG_WORDS: Readonly<Record<Bug, BugWords>> = {
  'no-noise': {
    does: 'A step goes to a mean, and the fresh noise after it is left out.',
    notice:
      'All particles end on one point of the larger heap, and both noises give the same thin digit. That takes unequal heaps: from two equal ones both would be left, each shrunk to a point.',
    clue: 'The spread goes to zero from the first steps on, and two noises give one picture.',
  },
  'wrong-t': {
    does: 'The denoiser is told the number of the step, 50 to 1, and not the time, 1000 to 1.',
    notice:
      'Told that there is hardly any noise, the denoiser takes noise for data. At once its guesses lie at the limits, half of the particles end in each heap, and the digits stay grainy.',
    clue: 'The first guess is no mean: already in pure noise it lies at the limits. The grain stays, but it gets weaker.',
  },
  'no-clip': {
    does: 'Guesses may lie outside the data. Here the predicted noise is 5 % too small, as a network’s error could be, and there are only ten steps.',
    notice:
      'In pure noise a small error of the noise is a large error of the guess. Look at the first guess: without the limits it lies six times as far out. Clipping keeps the guesses in range, but does not repair the error: on particles the ends hardly differ.',
    clue: 'The guesses leave the range of the data, most of all in pure noise.',
  },
  'skipped-betas': {
    does: '50 steps go over 1,000 times, but each step is computed as one of the short ones.',
    notice:
      'A step takes away the noise of one time and goes on by about twenty. Nearly all the way the spread stays where it began; many particles end in no heap, and no digit appears.',
    clue: 'The guesses are right at first, but the picture does not follow them: it stays noise to the end.',
  },
  'same-betas': {
    does: 'There are 100 times now, and the betas are still those of 1,000. The network was trained with them.',
    notice:
      'After the hundred noise steps the digit still has 60 % of its weight, but sampling starts from pure noise. Too many particles end on the left, and the digits are tangles.',
    clue: 'The first guess is no mean: where the way back begins, the denoiser expects to see some of a digit already.',
  },
  index: {
    does: 'The list has no entry for the clean picture. The last step reads the one before its first, which in Python is the last one.',
    notice:
      'All goes well up to the last step. That one goes back to the noise that the denoiser sees, and hardly anything is left of the digit.',
    clue: 'Both curves are right up to the end. Only the last state is wrong.',
  },
  'same-noise': {
    does: 'The generator is seeded in every step, so that all steps add the same noise.',
    notice:
      'Equal noises do not cancel out, they add up: on the way the spread is nearly four times as large as it should be. The digits get spots where the noise is light.',
    clue: 'The spread on the way is far above one, and comes back at the end.',
  },
  'last-step': {
    does: 'The denoiser has learned the noise of the last small step, and is used as if that were all the noise.',
    notice:
      'Its answers are far too small, so nearly all that it sees counts as picture. The guesses lie at the limits, and the noise stays.',
    clue: 'The first guess is no mean: it lies at the limits. The spread grows on the way, and the noise stays.',
  },
  'no-root': {
    does: 'The formula of the step back divides by a root. Here the division is left out.',
    notice:
      'A bug that hides: the digits look fine, and the shares are nearly right. Only the spread on the way gives it away. It should stay near one, and falls to about 0.7.',
    clue: 'The digits look fine. The spread falls below one at once and stays there.',
  },
  'one-step': {
    does: 'One step leads from pure noise to the end.',
    notice:
      'The first guess is the mean of all data. Its place is between the heaps, where nothing belongs; on digits it is a grey blur.',
    clue: 'The run has two states only, and ends at the first guess.',
  },
  'raw-weights': {
    does: 'The newest weights are used, not the average of those after the last 100 updates. The network is imitated: the exact denoiser and an error that follows from jumping weights.',
    notice:
      'Try other noise, which is another training here. With the newest weights the share on the right jumps from training to training; with averaged ones it stays.',
    clue: 'The share differs from training to training.',
  },
};

/** All other words of the museum of bugs. */
export const TEXTS = {
  asked: 'Answer in the bar of the exercise.',
  story:
    'Bugs that programs have really had. Each runs beside the same program with the right line, from the same noise.',
  riddleStory:
    'One line of a program is wrong. Compare it with the right program: two noises, the spread and the guesses on the way.',
  riddleSetting: 'Riddle',
  riddleName: 'Which line is wrong?',
  nameless: 'A bug without a name',
  another: 'Use other noise',
  anotherRiddle: 'Next riddle',
  anotherTitle: 'The same with the next seed',
  slider: 'Place on the way from noise to data',
  place: (percent: string): string => `${percent} % of the steps`,
  sides: { right: 'right', wrong: 'wrong' },

  particles: {
    title: (count: number): string => `On ${formatCount(count)} particles`,
    about: 'Two heaps, 30 % and 70 %, and their exact denoiser.',
    heaps: 'Where they are',
    spread: 'Their spread',
    guess: 'Spread of the guesses',
    heapsLabel: 'Where the particles of both programs are, as histograms over each other',
    spreadLabel: 'Spread of the particles over time, of both programs',
    guessLabel: 'Spread of the denoiser’s guesses over time, of both programs',
    start: 'noise',
    end: 'data',
    numbers: 'What comes out, in numbers',
    outcome: 'what comes out',
    data: 'data',
    inSteps: (steps: number): string => (steps === 1 ? 'in 1 step' : `in ${steps} steps`),
    share: 'share on the right',
    allSpread: 'spread of all',
    lost: 'share in no heap',
    firstGuess: 'spread of the first guess',
  },

  digits: {
    title: 'On digits',
    progress: 'Steps of both programs',
    draw: 'Draw digits',
    noise: (number: number): string => `noise ${number}`,
    picture: 'picture',
    guess: 'guess',
    result: 'result',
    pictureLabel: (side: string, number: number): string => `${side}, noise ${number}: picture at this time`,
    guessLabel: (side: string, number: number): string => `${side}, noise ${number}: guess at this time`,
    resultLabel: (side: string, number: number): string => `${side}, noise ${number}: result`,
    differ: 'The two results differ by',
    none: 'This bug has no digits here: a network’s file has only its averaged weights. Train two networks in Train, one with its weight average at 0, and let both draw.',
  },

  code: {
    title: 'What is wrong',
    label: 'The program',
    wrong: 'wrong:',
    right: 'right:',
  },

  riddle: {
    right: (line: string): string => `Right: it is about ${line}.`,
    wrong: (chosen: string, line: string): string => `Not about ${chosen}: it is about ${line}.`,
    shown: (line: string): string => `It is about ${line}.`,
  },
} as const;
