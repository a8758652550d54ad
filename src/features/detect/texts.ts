/* eslint-disable max-lines -- one list of words, so that they can be read whole */
import { formatCount } from '../../diffusion/numbers/formatCount';
import type { AnomalyName, Reading, ScoreName } from '../../state/link/fields/detect';

/** What is compared with digits, in the plural, after a number. */
const OTHERS: Readonly<Record<Exclude<AnomalyName, 'class'>, string>> = {
  fashion: 'Fashion items',
  scribbles: 'scribbles',
  quarter: 'turned digits',
  eighth: 'turned digits',
  softened: 'softened digits',
  mirrored: 'mirrored digits',
  cut: 'cut digits',
  halves: 'joined halves',
  inverted: 'inverted digits',
  shuffled: 'shuffled digits',
  noise: 'random pictures',
};

/** What a set is, where its name does not say it. */
const SET_NOTES: Partial<Record<AnomalyName, string>> = {
  eighth: 'Turning by 45° also blurs. The set “turned by 45° and back” shows what the blur alone does.',
  softened: 'For comparison: upright digits, blurred as much as those turned by 45°.',
  class:
    'One class counts as unusual, the other nine as normal. Some classes are harder than others for every network, so compare with a network that has never seen the class.',
};

const NUMBER_WORDS: Readonly<Record<number, string>> = { 9: 'nine', 10: 'ten' };
const numberWord = (count: number): string => NUMBER_WORDS[count] ?? String(count);

const like = (reading: Reading): string => (reading === 'outline' ? 'digits with as much outline' : 'digits');

/** All words of the view Detect, but for those of its tab (view.ts). */
export const TEXTS = {
  heading: 'Detect',

  // The sentence at the top
  story:
    'The network knows only digits. It guesses the picture through noise; where its guess is wrong, the picture is unusual.',
  asItIs: 'Your picture is used as it is: its middle square, 28 × 28 pixels, the same greys.',
  asDigit: 'Your picture was made like an MNIST digit: cut out, centred, white on black.',
  makeDigit: 'Make it like a digit',
  keepAsItIs: 'Use it as it is',

  // What is looked at
  pictureSettings: 'Picture and score',
  settings: 'Settings',
  notDigits: 'Not digits',
  notDigit: {
    letter: 'A letter',
    scribble: 'A scribble',
    turned: 'A 3 turned by 90°',
    inverted: 'A 3 with black and white exchanged',
    noise: 'Random pixels',
    blank: 'An empty sheet',
  },
  draw: 'Draw anything',
  useDrawing: 'Use this drawing',
  upload: 'Any picture from this device: choose, paste or drop it',
  noClass: 'none',
  noClassTitle: 'The network is not told which digit the picture is',
  bestClass: (tried: number): string => `best of ${numberWord(tried)}`,
  bestClassTitle: (tried: number): string =>
    `Every class that the network has learned is tried, and the one with the smallest error counts: ${numberWord(tried)} times the work`,

  // The pictures
  picture: 'The picture x0',
  noised: 'The picture with noise, xt',
  guess: 'The network’s guess of the picture',
  residual: 'The residual: gold where the network expects more ink, blue where it expects less',
  errors: 'The squared errors over the picture',
  pictureCaption: 'the picture',
  noisedCaption: 'noisy',
  noisedTitle: 'The first of the noises that are drawn',
  guessCaption: 'guess',
  guessTitle: (draws: number): string =>
    draws === 1 ? 'The network’s guess' : `The mean of ${draws} guesses, one for each noise`,
  plainGuess: 'its guess',
  guessAt: (t: number): string => `at t = ${t}`,
  residualCaption: 'residual',
  plainResidual: 'difference',
  errorsCaption: { epsilon: 'squared noise error', reconstruction: 'squared error' },
  plainErrors: 'how unexpected',
  lessInk: 'less ink',
  moreInk: 'more ink',
  andMore: (value: number): string => `${value} and more`,
  expected: 'as expected',
  unexpected: 'unexpected',
  largestHere: (value: string): string => `, largest here: ${value}`,

  // What moves t
  slider: 't that the picture is noised to',
  towardsNoise: 'add noise',
  t: (t: number): string => `t = ${t}`,
  plainT: (t: number): string => `step ${t} of 1000`,

  // The score
  error: 'error',
  plainError: 'The network’s error:',
  at: 'at t =',
  best: (of: number, label: number): string => `of ${numberWord(of)} classes, ${label} explains it best`,
  isItMuch: 'Compare with digits to see whether this is large.',
  png: 'PNG',
  savePng: 'Save as PNG',
  pngTitle: 'The five pictures as a PNG file, with their link inside',
  pngNotYet: 'There is no score at this t yet',
  evaluations: (count: number): string =>
    `${formatCount(count)} ${count === 1 ? 'evaluation' : 'evaluations'} of the network`,
  askFirst: (cost: string, isPresenting: boolean): string =>
    `This takes ${cost}${isPresenting ? ': press Space' : ''}.`,
  scoreProgress: 'Progress of the score',
  scoreIt: 'Score the picture',
  scoreTitle: 'Start it (Space)',
  stopTitle: 'Stop it (Escape)',
  stopped: 'Stopped.',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  goOn: 'Go on',

  scorePanel: 'How the score is computed',
  howPanel: 'What is shown here',
  comparisonPanel: 'How pictures are compared',
  overDraws: (draws: number, pixels: number): string =>
    `, the mean over D = ${draws} ${draws === 1 ? 'draw' : 'draws'} of noise and N = ${pixels} pixels`,
  scoreSource: {
    epsilon:
      'The noise error that Ho et al. 2020, equation 14, averages over all pictures and t, here for one picture and one t. An error of the noise is an error of the picture, times a factor:',
    reconstruction:
      'x is the picture that DDIM reaches from the noisy one. The idea is that of AnoDDPM (Wyatt et al. 2022), which uses DDPM and another noise.',
  } satisfies Record<ScoreName, string>,
  how: [
    [
      'What happens.',
      'The picture gets noise, and the network guesses the clean picture behind it. For a digit, the guess is close to the picture. For anything else, it looks more like a digit. The difference is what the network does not expect.',
    ],
    [
      'How much noise.',
      'Little noise hides only fine detail, so nearly everything comes back. Much noise hides the picture itself, so another digit may come back. Between the two the score tells most: compare with digits to see it.',
    ],
    [
      'Draws.',
      'Each draw adds another noise. All that is shown, except the noisy picture, is the mean over the draws. All pictures of one seed get the same noises, so their scores can be compared.',
    ],
  ],

  // Where the picture stands
  notCompared: (isPresenting: boolean): string =>
    `Is this error large or small? Compare with digits${isPresenting ? ' (Space)' : ''} to see where this picture stands among them.`,
  standing: 'Its error is larger than that of',
  ofDigits: (count: number, percent: number): string => `of ${count} test digits (${percent} %).`,
  measuredAt: (t: number, measurement: string): string => `At t = ${t}, with ${measurement} (error`,
  itIs: '), it is',
  deviations: (isBelow: boolean, reading: Reading): string =>
    `standard deviations ${isBelow ? 'below' : 'above'} ${like(reading)}.`,
  isAmongDigits: 'This very picture is one of these digits.',
  isCalibration: 'This very picture is one of those that set the scale.',
  isUsualPicture: 'So it counts as usual: the network knows strokes like these, but not what makes a digit.',
  isTrainingDigit: 'It is a training digit: the network may have learned from it, but from no test digit.',

  // Sets of pictures
  sets: 'Compared with digits',
  compare: 'Compare with digits',
  compareTitle: 'Start it (Space)',
  cancelTitle: 'Stop it (Space); the scores so far stay',
  csv: 'CSV',
  csvTitle: 'Every score as a file',
  others: (against: AnomalyName, unseen: number): string =>
    against === 'class' ? `${unseen}s` : OTHERS[against],
  setNotes: SET_NOTES,
  setsProgress: 'Progress of the comparison',
  digitsArrive: (loaded: string, total: string): string => `Loading test digits: ${loaded} of ${total}`,
  gettingReady: 'Getting ready …',
  stoppedWithScores: 'Stopped. The scores so far stay.',
  allScored: 'All pictures are scored.',
  cost: (cost: string, isPresenting: boolean): string =>
    isPresenting ? `Not compared yet. Space or Page Down starts it: ${cost}.` : `This takes ${cost}.`,
  announced: {
    idle: '',
    'asked-first': '',
    waiting: '',
    failed: '',
    running: 'The pictures are being scored.',
    done: 'All pictures are scored.',
    stopped: 'The scoring was stopped.',
  },
  firstAnswer: (least: number, scored: number): string =>
    `A first answer needs ${least} digits to set the scale; ${scored} are scored so far. `,
  before: (count: number): string =>
    `${count} digits that the network has never seen and ${count} other pictures get a score. Then you see both groups, this picture among them, and a threshold to move between them.`,
  histogramCaption: (reading: Reading): string =>
    `standard deviations above ${like(reading)}${reading === 'outline' ? ' (edges between light and dark)' : ''}`,
  plainHistogramCaption: '0 is a usual digit; further right is more unusual',
  histogram: (digits: number, others: string, low: number, high: number, threshold: string): string =>
    `Scores of ${digits} digits and ${others}, from ${low} to ${high} standard deviations; the threshold is at ${threshold}`,
  digits: 'digits',
  thisPicture: 'this picture',
  blankMark: 'an empty sheet',
  threshold: 'Threshold',
  thresholdWords: (value: string, hits: string, alarms: string): string =>
    `${value} standard deviations: ${hits}, ${alarms}`,
  hitsWords: (hits: number, of: number, others: string): string => `${hits} of ${of} ${others} are found`,
  alarmsWords: (alarms: number, of: number): string => `${alarms} of ${of} digits are false alarms`,
  unusualFrom: 'unusual from',
  found: 'found',
  missed: 'missed',
  falseAlarms: 'false alarms',
  right: 'right',

  // How well they are told apart
  rocPanel: 'How well the score tells them apart',
  auc: 'AUC',
  interval: (low: string, high: string): string => `95 % interval: ${low} to ${high}`,
  perfect: (low: string): string =>
    `95 % interval: at least ${low}; every pair is in order, and more pictures would say more`,
  tooFew: (least: number, digits: number, others: string): string =>
    `The area needs ${least} of each; ${digits} digits and ${others} are scored so far.`,
  measurement: (draws: number, steps: number): string =>
    `${draws} draws${steps > 1 ? ` of ${steps} steps` : ''}`,
  measuredWith: (
    score: string,
    t: number,
    reading: Reading,
    measurement: string,
    counts: string,
    calibrated: number,
  ): string =>
    `${score} at t = ${t}, ${reading === 'outline' ? 'by outline' : 'plain'}; measured with ${measurement}; ${counts}; the scale is set by ${calibrated} other digits`,
  counts: (digits: number, others: string): string => `${digits} digits and ${others}`,
  nearestT: (measured: number, t: number): string =>
    `. Sets are measured at a few t only; ${measured} is nearest to ${t}`,
  roc: (others: string, hits: string, alarms: string): string =>
    `ROC curve: at the threshold ${hits} of ${others} are found, with ${alarms} of digits as false alarms`,
  rocX: 'digits: false alarms, %',
  rocY: (others: string): string => `${others} found, %`,
  rocCaption: (hits: string, alarms: string): string =>
    `At the threshold ${hits} are found, with ${alarms} false alarms.`,
  comparison: (times: readonly [number, number], measured: readonly [string, string]) =>
    [
      [
        'The area under the ROC curve (AUC)',
        'is the share of pairs, a digit and another picture, in which the other one has the larger score; 0.5 is chance. Its 95 % interval is DeLong’s (DeLong et al. 1988).',
      ],
      [
        'By outline.',
        'A denoiser is wrong at edges: the more outline a picture has, the larger its error, digit or not. So the logarithm of the error is compared with a line fitted to digits, log error against log (1 + outline). The score counts standard deviations from that line (a score less complexity: Serrà et al. 2020). “Plain” takes the error as it is, in standard deviations of all digits.',
      ],
      [
        'Which digits.',
        'The line is fitted to other digits than those that are compared: test digits at even places set the scale, those at odd places are compared, or changed. Nothing that is no digit is used for the line.',
      ],
      [
        'What is measured.',
        `The noise error at ${times[0]} values of t, with ${measured[0]}, and the reconstruction at ${times[1]}, with ${measured[1]}, whatever settings this picture has; its mark in the chart is measured in the same way. All get the same few noises, so another seed gives another area: the interval is about the pictures alone. If every pair is in order, DeLong’s interval would have no width, so it is computed from pairs that share no picture.`,
      ],
    ] as const,

  // Hard cases
  hardPanel: 'Hard cases',
  hardDigits: 'The digits that look least like digits',
  hardDigitsName: 'The most unusual digits',
  hardOthers: (others: string): string => `The ${others} that look most like digits`,
  hardOthersName: 'The most usual others',
  aDigit: 'A digit',
  anOther: (others: string): string => `One of the ${others}`,
  lookAt: (what: string, score: string): string => `${what} at ${score}: look at it`,
  lookAtTitle: 'Look at this picture above',
  blank: 'An empty sheet is no digit either.',
  blankMissed: 'Yet by the plain error it is more normal than',
  blankMissedEnd: (of: number, t: number, error: string): string =>
    `of ${of} digits at t = ${t}: its error is ${error}. The network is wrong at edges, and an empty picture has none.`,
  blankNoticed: (t: number, error: string): string =>
    `At t = ${t} the score notices it: by the plain error, ${error}, it is more normal than only`,
  blankNoticedEnd: (of: number): string =>
    `of ${of} digits. At other t the network is wrong at edges most, and an empty picture has none.`,
  blankByOutline: (score: string): string =>
    ` By outline it stands at ${score} standard deviations. But no digit is so empty, so the line is only extended to it.`,

  // Which t
  times: 'Which t, and which score?',
  timesCaption: 'area under the ROC curve for each t; bars are 95 % intervals',
  timesChart: (auc: string, t: number): string =>
    `Area under the ROC curve for each t, for both scores; the largest is ${auc} at t = ${t}`,
  timesTable: (others: string): string => `AUC against ${others}; choose one to see it above`,
  timesCell: (t: number, low: string, high: string): string => `t = ${t}, 95 % interval: ${low} to ${high}`,
  allInOrder: (all: number): string =>
    `of ${all} areas are 1: every pair is in order, so these pictures do not tell which is best.`,
  largest: 'The largest area is',
  largestAbout: (score: string, t: number, all: number): string =>
    `, of the ${score} at t = ${t}. The largest of ${all} looks a little better than it is: it was chosen on the same pictures that measure it.`,
  notMeasured: 'Shown once this picture is compared with digits (Space).',

  // One class left out
  exercise: (unseen: number): string => `A network that has never seen a ${unseen}`,
  leaveOut: 'Leave out',
  leaveOutLabel: 'Class to leave out',
  every: 'every',
  trainWithout: (digit: number): string => `Train without ${digit}s`,
  trainNote:
    'The view Train opens with all settings in place; press “Train” there. The longer it learns, the more it knows of the other nine.',
  comeBack: 'Come back and choose that network',
  atSettings: 'in the settings above',
  isChosen: (unseen: number): string => `(it is chosen: it has never seen a ${unseen})`,
  compareWith: 'and compare digits with',
  oneClass: (unseen: number): string => `one class of digits: every ${unseen}`,
  sameAgain: (unseen: number): string =>
    `Do the same with a network that knows all ten: preferably one that was trained with the same settings on all digits; otherwise take the page’s own network, which has learned far more. How much do the two areas (AUC) differ, and which digits does the network make of a ${unseen}? `,
  lookAtSome: 'Look at a few of them above: the residual shows what it would rather see.',
  expect: [
    [
      'What to expect.',
      'Two tiny networks had the same settings and 1,000 updates each. The one that had never seen a 4 told 4s from other digits with an AUC of 0.64, the other one with 0.53 (150 4s, noise error by outline at t = 300). Over four seeds the difference was 0.10 to 0.16. For 7s and 9s, which both had learned, it was −0.04 to 0.05.',
    ],
    [
      'So leaving a class out shows, but little.',
      'With few pictures the interval of each area is wider than the difference. Both networks score the same pictures with the same noises, and the interval of the difference makes use of that (DeLong et al. 1988).',
    ],
  ],
  networks: (t: number): string => `measured at t = ${t}, in this order`,
  between: (low: string, high: string): string => `(${low} to ${high})`,
  against: (a: string, b: string): string => `${a} against ${b}:`,
  difference: (low: string, high: string, isOpen: boolean): string =>
    `, 95 % interval: ${low} to ${high}${isOpen ? '; these pictures do not tell the two apart' : ''}.`,
} as const;
