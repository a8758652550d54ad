import { ANY_DIGIT } from '../../state/link/fieldKinds';

/** Whether so little of the digit is left at this t that another one comes back. */
export const isLostAt = (t: number): boolean => t >= 700;

/** All words of the Timeline. */
export const TEXTS = {
  name: 'Timeline',
  title: 'A digit becomes noise, and noise becomes a digit',

  /** What presenter mode shows one at a time. */
  scenes: ['The picture', { title: 'The mathematics', level: 'course' }],

  keys: {
    play: 'play or pause',
    ends: 't = 0, t = 1000',
    forward: 'forward: from data towards noise',
    reverse: 'reverse: the network goes from noise towards data',
    restore: 'restore: the network removes the noise from this picture',
  },

  /** One sentence at the top, by what is on the stage. */
  story: {
    start:
      'Drag the slider to mix this digit with noise. A trained network can do the opposite: from pure noise it draws a new digit.',
    gone: 'Nothing of the digit can be seen any more. Now let the network draw: it starts from noise like this.',
    reverse:
      'The network starts from pure noise and removes a little of it at each step. At the end there is a digit that nobody wrote.',
    /** `where`: that t in words. `areSame`: no try adds noise of its own, which the tries themselves say. */
    denoise: (from: number, where: string, areSame: boolean): string => {
      const isLost = isLostAt(from);
      if (areSame)
        return isLost
          ? `At ${where} almost nothing of the digit is left. Nothing tells the network which digit it was, so it draws a new one.`
          : `The network removes the noise from the picture at ${where}.`;
      return isLost
        ? `At ${where} almost nothing of the digit is left. Nothing tells the network which digit it was, so each try draws a new one.`
        : `The network removes the noise from the picture at ${where}. Each try adds its own small noise on the way, so the results differ.`;
    },
  },

  // What moves t
  addNoise: 'Add noise',
  removeNoise: 'Remove noise',
  pause: 'Pause',
  playTitle: 'Play towards noise (Space)',
  playBackTitle: 'Play towards data (Space)',
  pauseTitle: 'Pause (Space)',
  otherWay: 'Play in the other direction',
  smaller: (by: number): string => `Smaller t, by ${by}`,
  smallerTitle: 'Left arrow (with Shift: 10)',
  larger: (by: number): string => `Larger t, by ${by}`,
  largerTitle: 'Right arrow (with Shift: 10)',
  step: 'Step size',
  stepTitle: (by: number): string => `Move t by ${by}`,
  loop: 'Repeat',
  loopTitle: 'Start again at the end',

  // What the network is asked for
  draw: 'Let the network draw',
  drawTitle: 'A new digit from pure noise',
  restore: 'Restore this one',
  restoreTitle: 'The network removes the noise from this picture',
  another: 'Draw another',
  otherTries: 'Try again',
  anotherTitle: 'The same with the next seed',
  runAgain: 'Run again',
  otherSchedule: (own: string): string =>
    `The network knows only the ${own} schedule: choose it at the plot of beta first. The view Schedule compares the schedules.`,

  // Which path
  path: 'Path',
  forward: 'Forward',
  forwardTitle: 'From the digit to noise',
  reverse: 'Reverse',
  reverseTitle: 'From noise to a digit, by the network',
  restored: (where: string): string => `From ${where}`,
  restoredTitle: 'From the noisy picture towards data, by the network',

  // The slider
  data: 'data',
  dataAt: 't = 0 · data',
  noise: 'noise',
  noiseAt: 't = 1000 · noise',
  nearest: (states: number, where: string): string => `Nearest of ${states} stored pictures: ${where}`,
  spoken: (t: number, alphaBar: string): string => `t = ${t}, alpha-bar ${alphaBar}`,

  // The run
  progress: 'Progress of the run',
  inMemory: 'In memory: drag the slider through all steps.',
  done: (time: string): string => `Done in ${time}. Drag the slider through all steps.`,
  /** From so much noise that the digit could not come back. */
  doneLost: (time: string, tries: number): string =>
    `Done in ${time}. So little of the digit was left that ${tries === 1 ? 'the network drew' : 'each try drew'} a new one.`,
  doneInParts: 'Done. Drag the slider through all steps.',
  stopped: 'Stopped.',
  stoppedWithStates: 'Stopped. Drag the slider through the steps so far.',
  needsNoise: 'There is no noise to remove yet: move the slider to the right first.',
  /** The same on a phone. */
  brief: {
    needsNoise: 'No noise to remove yet.',
    inMemory: 'In memory.',
    done: (time: string): string => `Done in ${time}.`,
    doneInParts: 'Done.',
    stoppedWithStates: 'Stopped.',
    nearest: (where: string): string => `nearest: ${where}`,
  },
  readingNetwork: 'Loading the trained network …',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  announced: {
    idle: '',
    'asked-first': '',
    waiting: 'Waiting for the network.',
    running: 'The network is running.',
    done: 'The run is done.',
    stopped: 'The run was stopped.',
    failed: '',
  },

  // The stage
  picture: 'The picture x at the slider’s t',
  networkPicture: 'The network’s picture x at the slider’s t',
  plainPicture: 'the picture',
  digit: 'the digit',
  pictureTitle: 'Black is −1, white is 1; values beyond are cut off.',
  noiseTitle: 'Computed from the seed. Black is −3, white is 3.',
  try: (number: number): string => `try ${number}`,
  fromSeed: 'from the seed',
  sameNoise: 'one noise for all steps',
  stepBefore: 'one step before',
  freshNoise: 'fresh noise',
  at: 'at',
  stateBefore: 'the picture before',
  /** A second guess, by sampler. */
  secondGuess: { heun: 'guess after a trial step', 'dpmpp-2m': 'guess before' },
  nothingYet: 'The network has not sent a picture yet.',
  startsAt: {
    forward: 'The start: the digit itself, without noise.',
    reverse: 'The start: pure noise, made from the seed.',
    denoise: 'The start: the noisy picture. From here the network goes towards data.',
  },

  // The network's view
  view: 'What the network sees',
  viewAt: (t: number): string => `at t = ${t}`,
  /** `isLost`: so little of the digit is left that the network can only guess. */
  viewAbout: (isPlain: boolean, isLost: boolean): string =>
    `It gets this one picture and ${isPlain ? 'the number of the step' : 't'}, and estimates the noise in it. ${
      isLost
        ? 'So little of the digit is left that its best guess is a blur, the mean of many digits.'
        : 'Without that noise, its guess of the digit remains.'
    }`,
  agreement: (t: number, withStep: string, withAll: string): string =>
    `Correlation of ε̂ with ε at t = ${t}: ${withStep}; with all the noise in the picture: ${withAll}`,
  viewOtherSchedule: (own: string): string =>
    `This network learned on the ${own} schedule, so it is not asked about another one.`,
  viewAtData: 'The digit is clean: there is no noise to find.',
  viewFailed: 'The network is not running. Adding noise works without it.',
  noiseSeen: 'noise',
  digitSeen: 'guess',
  noiseSeenTitle: 'The noise that the network finds. Black is −3, white is 3.',
  digitSeenTitle: '(x − √(1−ᾱ) ε̂) / √ᾱ, limited to [−1, 1]',

  // Tries
  tries: 'Tries from the same picture',
  triesAbout: (where: string, tries: number, label: number): string =>
    `${tries} ${tries === 1 ? 'try' : 'tries'} from the picture at ${where}${label === ANY_DIGIT ? '' : `, asked for a ${label}`}. Upper row: the picture now; lower row: the network’s guess.`,
  triesSame: 'Without fresh noise all tries are equal. Choose DDPM, or DDIM with a larger η.',
  triesStartLabel: 'start, x₀',
  triesStartPlain: 'start, digit',
  triesStart: (from: number): string => `x at t = ${from}, where all tries start`,
  triesOriginal: 'x0, the digit before the noise',
  showTry: (number: number): string => `Try ${number}: show it large`,

  // Panels
  side: 'The mathematics of this t',
  thisStep: 'This step',
  squaredWeights: 'Squared weights',
  sinceStart: 'In all, from t = 0',
  signal: 'signal',
  noiseShare: 'noise',
  betaPanel: 'noise per step',
  betaAbout: 'The variance of the noise that step t adds.',
  signalPlots: {
    alphaBar: {
      title: 'signal left',
      about:
        'The squared weight of the digit in x at t: the product of all 1 − beta up to t. The rest, up to 1, is that of the noise.',
    },
    sqrt: {
      title: 'the two weights',
      about: 'The numbers that digit and noise are multiplied by. Their squares add up to 1.',
    },
    snr: {
      title: 'in decibels',
      about: '10 log10 of alpha-bar / (1 − alpha-bar). At 0 dB both squared weights are equal.',
    },
  },
  histogram: 'Pixel values beside N(0, 1)',
  histogramAbout: (pixels: number): string =>
    `The values of all ${pixels} pixels. Dashed: the bell curve N(0, 1), where the way towards noise ends.`,
  histogramLabel: 'Histogram of the pixels of x, beside the standard normal density',
  log: 'log',
  logTitle: 'Logarithmic scale',
  noLogTitle: 'Decibels are already logarithmic',
} as const;
