import { formatCount } from '../../diffusion/numbers/formatCount';
import type { Rule } from '../../diffusion/rules';
import { EXPERIMENT_TITLES } from '../../state/link/fields/lab';
import type { DigitRule } from './state/digitRuleDefinitions';

/** What a rule is called, and what to notice. */
interface RuleWords {
  readonly name: string;
  readonly says: string;
}

/** The rules on particles, in words. */
export const RULE_WORDS: Readonly<Record<Rule, RuleWords>> = {
  ddpm: {
    name: 'DDPM',
    says: 'Each step goes to a mean and adds fresh noise. Both groups come back, each a little too narrow because the number of steps is finite.',
  },
  'ddpm-beta': {
    name: 'DDPM, larger variance',
    says: 'The paper allows two variances for the fresh noise; this is the larger one. With 1,000 steps there is little difference.',
  },
  ddim: {
    name: 'DDIM, 1,000 steps',
    says: 'No fresh noise at all, and still both groups come back: this rule is made to need none.',
  },
  'ddim-20': {
    name: 'DDIM, 20 steps',
    says: 'Fifty times less work. The shares are right, but the groups come out too narrow.',
  },
  'no-noise': {
    name: 'DDPM without fresh noise',
    says: 'A common mistake: the fresh noise is left out because it seems only to spoil the picture. All particles end on one point, near the top of the larger group; of two equal groups both would be left, each as a point.',
  },
  'mid-start': {
    name: 'Start in the middle',
    says: 'After only 99 of 1,000 steps the data have not yet become pure noise. If one starts there with pure noise, the shares are wrong and stay wrong.',
  },
  additive: {
    name: 'Additive noise, correct reverse',
    says: 'One may add noise without making the picture weaker. The correct reverse takes β/σ of the noise away, not √β, and adds fresh noise. It starts from the end of the way towards noise, which is not N(0, I).',
  },
  naive: {
    name: 'Additive noise, wrong reverse',
    says: 'A common mistake: with a predicted noise this rule takes away far too much at each step. Everything collapses to one point.',
  },
  tape: {
    name: 'Recorded noise, played back',
    says: 'The same rule, but with the noise that was really added. It is exact, like a film played backwards, and so it can make nothing new.',
  },
};

/** The rules on digits, in words. `middle`: where the rule starts that starts too late; `percent`: the squared weight of the digit there. */
export const digitRuleWords = (middle: number, percent: number): Readonly<Record<DigitRule, RuleWords>> => ({
  ddpm: {
    name: 'DDPM',
    says: 'The digit appears late, with sharp edges on a black ground.',
  },
  'ddpm-beta': {
    name: 'DDPM, larger variance',
    says: 'A little more fresh noise in each step. With 250 steps the two results are nearly equal; look for fine grain on the black ground.',
  },
  ddim: {
    name: 'DDIM',
    says: 'No fresh noise: the first noise alone decides the digit, so two noises give two digits. The film is smoother than that of DDPM.',
  },
  'no-noise': {
    name: 'DDPM without fresh noise',
    says: 'Whatever the noise, the same thin picture comes out: the most typical one of its class. Without fresh noise all paths run together.',
  },
  'mid-start': {
    name: 'Start in the middle',
    says: `At step ${middle} of 1,000 the network expects a digit with ${percent} % of the squared weight. There is none, so it sees strokes in the noise and draws fragments.`,
  },
  additive: {
    name: 'Additive noise, correct reverse',
    says: 'Noise is added and the picture keeps its weight; this is the reverse that belongs to it. Its start still holds a trace of the digit, so it often draws the same class, but never the same strokes.',
  },
  naive: {
    name: 'Additive noise, wrong reverse',
    says: 'A common mistake: it takes √β where β/σ would be right. The noise is gone after a few steps, and a smooth, typical digit is left, as the first guess had it.',
  },
  tape: {
    name: 'Recorded noise, played back',
    says: 'The same rule with the noise that was really added: the same digit to the last pixel. It can make nothing new.',
  },
});

/** All other words of the Lab; the questions about common mistakes are in `mistakes.ts`, its scenes in `scenes.ts`. */
export const TEXTS = {
  title: 'Lab',
  experiments: 'Experiments',
  tabs: EXPERIMENT_TITLES,
  settings: 'Settings',
  howToRead: 'How to read this',
  goOn: 'Go on',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  table: 'Table',
  csv: 'CSV',
  engineStarts: 'The engine starts …',
  gettingReady: 'Getting ready …',
  tOfPictures: 't of the pictures',
  rulesDone: 'Rules that are done',
  space: 'Space',

  // Questions
  showAnswer: 'Show the answer',
  youSaid: (answer: string): string => `You said: ${answer}`,
  askAgain: 'Ask again',
  theCode: 'The code.',
  theTruth: 'What is true.',

  rules: {
    story: (count: number): string =>
      `${formatCount(count)} particles, each a single number instead of a picture, go from noise towards data, each card by another rule. A correct rule brings 30 % of them to the lower group and 70 % to the upper one.`,
    about:
      'Each card shows where the particles are: noise is on the left, data on the right, and the more particles there are, the more a place stands out. Beside it stands their distribution where the slider is, with the correct result as a line. The data are two groups, at −1 and at 1, each with a spread (standard deviation) of 0.1. A rule that works ends with a share of 0.700 in the upper group and a spread of 0.100 there; what is off is underlined.',
    aboutMath:
      'All rules use the same exact denoiser E[x₀ | xₜ], which is a formula. So whatever goes wrong is the fault of the rule. All strips show xₜ scaled to variance 1; the equations of the three additive rules have their own, unscaled xₜ.',
    another: 'Use other noise',
    anotherTitle: 'The same with the next seed',
    begins: 'begins …',
    waits: 'waits for its turn',
    share: 'upper share',
    spread: 'spread',
    soFar: 'so far',
    strip: (count: number): string =>
      `Where ${formatCount(count)} particles are, from t = 1000 on the left to t = 0 on the right`,
    profile: 'Their distribution at t, beside the correct one as a line',
    blind: (i: number): string => `Strip ${i + 1}`,
  },

  mistakes: {
    title: 'Common mistakes',
    summary: (count: number): string => `Common mistakes: ${count} questions`,
    about:
      'Guess first, then see what the code does and what is true. The formulas are from the README of a program on GitHub that many learn from. Its code, the file ddpm.py, often does something better (see About). An answer here opens its card above, too.',
  },

  digits: {
    story: (steps: number): string =>
      `The same rules on pictures: a trained network takes the place of the formula, with ${steps} steps for each rule. Move the slider to see all of them at the same t.`,
    about:
      'The first five rules start from the same two noises. A rule that leaves steps out adds up their betas.',
    aboutAdditive: (sigma: string, t: number): string =>
      `The network knows only the forward process that it was trained on. So each xₜ of the additive rules is divided by √(1 + σ²) before the network sees it, at the t with the same signal-to-noise ratio: the end, σ = ${sigma}, is the network’s t = ${t}. The cards show it like this, too; their equations have the unscaled xₜ.`,
    anyDigit: 'any digit',
    digit: (digit: number): string => `digit ${digit}`,
    classTitle: 'The digit that the first five rules ask for; the last three ask for none',
    asking: 'asking the network …',
    steps: 'steps',
    start: 'The digit that the last three rules start from',
    startFrom: (origin: string): string =>
      `The last three rules start from this digit with noise: ${origin}.`,
    mean: 'mean',
    std: 'std',
    pixels: 'Its pixels:',
    waiting: 'waits for its turn',
    running: 'running …',
    stopped: 'stopped',
    distance: ', distance to the digit',
    film: (name: string, tiles: number): string => `${name}: ${tiles} pictures from t = 1000 to 0`,
    pictures: {
      current: { label: 'x at the slider’s t', caption: 'at this t' },
      result: { label: 'Result', caption: 'result' },
      other: { label: 'Result from other noise', caption: 'other noise' },
    },
  },

  exact: {
    story:
      'What is the best guess of the digit in a noisy picture? If the digit is one of the training digits, a formula knows: a weighted mean of all of them.',
    slider: 't of the noisy digit',
    anyClass: 'any class',
    both: 'Class that both know',
    bothTitle:
      'With a class, the network is given it and the exact denoiser uses only the digits of that class',
    classPrefix: 'class',
    load: 'Load the digits',
    downloading: 'Download of training digits',
    loaded: (megabytes: number): string => `${megabytes} MB in the engine until you leave`,
    of: (part: string, whole: string): string => `${part} of ${whole}`,
    noisy: 'the noisy digit',
    exact: 'exact denoiser',
    difference: 'exact − network',
    noAnswer: 'waits for the digits',
    oldAnswer: (where: string): string => `still for ${where}`,
    rms: (value: string): string => `RMS ${value}`,
    weights: 'The digits that carry the weight',
    exactPicture: 'the exact denoiser’s picture',
    trainingDigit: (place: number): string => `training digit of weight ${place}`,
    restLabel: 'mean of all other training digits',
    rest: 'all others',
    digitName: (label: number, index: number): string => `a ${label}, #${index}`,
    oneDigit: '1 digit',
    digits: (count: string): string => `${count} digits`,
    weightIs: 'The weight is shared by about',
    outOf: (count: number, label: number | null): string =>
      ` out of ${label === null ? '' : `the ${label}s among `}${formatCount(count)}. Near data one digit has all the weight; in pure noise the answer is the mean of all.`,
    outOfTitle: 'The exponential of the entropy of the weights',
    equation: 'The exact denoiser’s equation',
    atT: 'At t =',
    source:
      'Bayes’ rule with the forward process (Ho et al. 2020, eq. 4); every training digit xᵢ is equally likely. No network can have a smaller loss on these digits.',

    lossTitle: 'Loss at each t',
    lossAbout:
      'The mean square of ε̂ − ε for each pixel, on the same digits, labels and noises for both; the bars are standard errors.',
    lossProgress: 'Losses that are measured',
    measure: 'Measure the losses',
    measureAgain: 'Measure again',
    pictures: 'pictures',
    done: (time: string): string => `done in ${time}`,
    stopped: 'stopped; what was measured is kept',
    tableLabel: 'Losses by t as a table',
    tableHead: ['t', 'exact', '± s.e.', 'network', '± s.e.', 'digits'],
    csvTitle: 'Save the losses as a CSV file',
    axis: 't, at equal steps of log SNR',
    plot: (count: number, about: string): string =>
      `Epsilon loss by t on ${count} ${about}, exact denoiser and network; the numbers are in the table`,
    splits: {
      train: {
        title: 'On digits that it knows: the smallest loss',
        exact: 'exact denoiser, the smallest loss',
        about: 'training digits',
        before:
          'Here no network can have a smaller loss than the exact denoiser, except by chance on few digits.',
      },
      test: {
        title: 'On digits that it does not know: only its memory',
        exact: 'exact denoiser of other digits',
        about: 'test digits',
        before:
          'Here the exact denoiser has not seen the digits either. It can only answer with the digits that it knows.',
      },
    },
    allAbove: (count: number): string =>
      `The network’s loss is above the smallest one at all ${count} values of t. What lies between is all that training on these digits can still gain.`,
    someBelow: (lower: number, count: number): string =>
      `The network’s loss is below the smallest one at ${lower} of ${count} values of t. That is chance: few digits were measured, and on average nothing is below.`,
    better: (lower: number, count: number, t: number, network: string, exact: string): string =>
      `The network is better at ${lower} of ${count} values of t: at t = ${t} its loss is ${network}, the exact denoiser’s is ${exact}. The exact denoiser answers with digits that it knows, and the right one is not among them. So on new digits its loss is no lower limit.`,
    notBetter: 'The network is not better yet; where less noise is left it will be.',

    samplesTitle: 'What does it draw?',
    samplesAbout: (steps: number): string =>
      `DDIM, ${steps} steps, the same noise for both. Below each picture stands the nearest training digit and the distance to it over all pixels (0 to 1 each): near 0 it is a copy.`,
    samplesProgress: 'Steps that are done',
    sample: 'Let both draw',
    sampleAgain: 'Draw again',
    samplesOf: (name: string): string => `Samples: ${name}`,
    exactName: 'Exact denoiser',
    networkName: (name: string): string => `Network: ${name}`,
    sampleLabel: (number: number): string => `sample ${number}`,
    nearestLabel: (number: number): string => `training digit nearest to sample ${number}`,
    meanDistance: 'mean distance to the nearest training digit:',
    notSampled: 'nothing drawn yet',
    pageDownMeasures: 'Page Down starts the measurement.',
    pageDownDraws: 'Page Down lets both draw.',
    moral: (digits: number): string =>
      `The smallest training loss makes copies: as the noise goes, one digit gets all the weight, and the path ends there. Whoever wants new digits does not want the smallest loss. A network cannot reach it: it has too few parameters to store ${formatCount(digits)} pictures, and it treats similar pictures alike. What it cannot remember it must fill in, and so it draws digits that are in no data set.`,
  },
} as const;
