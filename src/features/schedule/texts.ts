import { figures } from '../../diffusion/numbers/formatNumber';
import type { Comparable } from '../../state/link/fields/schedule';

/** How a curve that is defined for T = 1000 is used for another T. */
const forOtherT =
  (curve: string) =>
  (T: number): string => {
    const work = figures(1000 / T, 3);
    return `each step does the work of ${work} ${work === '1' ? 'step' : 'steps'} of the curve for T = 1000, where ${curve}`;
  };

/** What a schedule is called, and what it is in one line: in symbols, and for those who want none. */
interface ScheduleWords {
  readonly name: string;
  readonly about: string;
  /** The same for another T than 1000, where that is different. */
  readonly aboutOtherT?: (T: number) => string;
  readonly plain: string;
}

const SCHEDULE_WORDS: Readonly<Record<Comparable, ScheduleWords>> = {
  linear: {
    name: 'linear',
    about: 'β grows in equal steps from 0.0001 to 0.02 (Ho et al. 2020)',
    aboutOtherT: forOtherT('β grows in equal steps from 0.0001 to 0.02'),
    plain: 'each step adds a little more noise than the one before',
  },
  cosine: {
    name: 'cosine',
    about: 'ᾱ falls like a squared cosine (Nichol & Dhariwal 2021)',
    plain: 'the digit stays longer',
  },
  sigmoid: {
    name: 'sigmoid',
    about: 'ᾱ falls like a sigmoid (Jabri, Fleet & Chen 2022)',
    plain: 'slow at both ends, fast in the middle',
  },
  quadratic: {
    name: 'quadratic',
    about: '√β grows in equal steps (in the code of Song, Meng & Ermon 2021)',
    aboutOtherT: forOtherT('√β grows in equal steps'),
    plain: 'very little noise at first',
  },
  hand: { name: 'by hand', about: 'β as you drag it', plain: 'as you drag its curve' },
  additive: {
    name: 'additive',
    about: 'the digit keeps its weight of 1',
    plain: 'the digit never gets weaker',
  },
};

const countSteps = (count: number): string => (count === 1 ? 'step' : `${count} steps`);

/** All words of the Schedule view. */
export const TEXTS = {
  name: 'Schedule',
  title: 'How fast a digit becomes noise: schedules side by side',

  /** What presenter mode shows one at a time. */
  scenes: ['The pictures', 'The curves', 'The end'],

  story: {
    start:
      'The same digit and the same noise, mixed at different speeds. Drag the slider: which row loses the digit first?',
    sampled: 'Lower strips: the network draws a digit, from pure noise at the right to data at the left.',
  },

  schedules: SCHEDULE_WORDS,

  // What is compared
  compare: 'Compare',
  stepsT: 'Steps T',
  divided: 'show it divided by',

  // What moves t
  slider: 't, as a part of the way',
  place: (t: number, steps: number): string => `t = ${t} of ${steps}`,
  placePlain: (t: number, steps: number): string => `step ${t} of ${steps}`,
  data: 't = 0 · data',
  dataPlain: 'data',
  noisePlain: 'noise',
  noise: (steps: number): string => `t = ${steps} · noise`,
  addNoise: 'Add noise',
  playTitle: 'Play towards noise (Space)',
  pause: 'Pause',
  pauseTitle: 'Pause (Space)',
  playKey: 'in Schedule: play towards noise, or pause',

  // The network
  draw: 'Let the network draw',
  drawTitle: 'Under each schedule the network draws a digit from pure noise',
  hideDrawings: 'Hide drawn digits',
  cancel: 'Cancel',
  goOn: 'Continue',
  drawing: (steps: number): string =>
    `The network draws from pure noise (DDIM, ${steps === 0 ? '' : `${steps} `}steps)`,
  drawingPlain: 'The network draws, starting from pure noise',
  drawnAt: (t: number): string => `; nearest state: t = ${t}`,
  toldAt: (t: number): string => `, where it is told t = ${t}`,
  drawn: '; the digit is done',
  starts: 'starts …',
  progress: (step: number, steps: number, left: string): string => `step ${step} of ${steps}, ${left} left`,
  stopped: 'stopped, the pictures so far stay',

  // A row
  row: (name: string): string => `The ${name} process`,
  picture: (name: string): string => `x at this place, ${name}`,
  drawnPicture: (name: string): string => `The network’s sample at this place, ${name}`,
  film: (name: string): string => `From the digit to noise, ${name}: pictures at equal steps of t`,
  drawnFilm: (name: string): string => `The network’s way from noise towards data, ${name}`,
  start: 't = 0: the digit itself',
  networkT: (t: number): string => `; the network is told t = ${t}`,
  half: (t: number | undefined, share: number): string =>
    t === undefined
      ? 'Noise never has half of the squared weight.'
      : `Noise has half of the squared weight at t = ${t} (${share} %).`,
  halfPlain: (share: number | undefined): string =>
    share === undefined
      ? 'The noise never weighs as much as the digit.'
      : `The noise weighs as much as the digit after ${share} % of the way.`,
  lost: 'At the end almost nothing of the digit is left.',
  notLost: 'At the end the digit can still be found.',

  // The curves
  curves: 'The curves',
  plotLabel: (plot: string, names: readonly string[]): string => `${plot} over t: ${names.join(', ')}`,
  plots: {
    beta: {
      text: 'noise added at each step, logarithmic',
      about: 'The variance of the fresh noise that step t adds, on a logarithmic scale.',
    },
    alphaBar: {
      text: 'signal that is left',
      about:
        'The squared weight of the digit in the picture. For the additive process: after the picture is divided by its standard deviation.',
    },
    snr: {
      text: 'in decibels',
      about:
        '10 log10 of the squared weight of the digit over that of the noise. It stays the same if the whole picture is multiplied by a number.',
    },
  },
  handTitle: 'by hand: drag the points',
  handAbout: (least: string, most: string): string =>
    `The noise added at each of 1,000 steps, from ${least} to ${most} on a logarithmic scale. Drag the points, or move them with the arrow keys (with Shift: smaller steps).`,
  handCurve: 'Beta curve',
  knot: (t: number): string => `beta at t = ${t}`,
  knotValue: (beta: string, t: number): string => `β = ${beta} at t = ${t}`,

  // What is left at the end
  end: 'What is left at the end',
  details: (name: string): string => `What the ${name} process leaves`,
  figures: {
    half: 'equal weights at',
    halfPlain: 'equal weights after',
    snr: 'SNR at the end',
    kl: 'KL to N(0, I)',
    detectability: 'digit or blank?',
  },
  never: 'never',
  at: (t: number, share: number): string => `t = ${t} (${share} %)`,
  sharePlain: (share: number): string => `${share} % of the way`,
  decibels: (value: string): string => `${value} dB`,
  bitsPerPixel: (value: string): string => `${value} bits/pixel`,
  dPrime: (value: string): string => `d′ = ${value}`,
  notPure: 'is not pure noise.',
  observer: (tries: string): string =>
    `The best possible observer tells this digit from a blank sheet in ${tries} of 100 tries; guessing gets 50. The network starts from N(0, I), and this process never arrives there.`,
  additiveEnd: (variance: string, factor: string, alphaBar: string): string =>
    `The digit keeps its weight of 1, and the variance of the noise grows to ${variance}. Divided by √(1 + σ²), at the end ${factor}, it is an ordinary DDPM with ᾱ = 1/(1 + σ²) = ${alphaBar}. A README gives the formula without this division for a DDPM: a common mistake (see About).`,
  otherSchedule:
    'The page’s own network learned on the linear schedule with T = 1000. Here it is told the t at which that schedule has the same SNR.',
  unseenLast: (least: string, steps: number): string =>
    ` It has never seen less signal than ${least} dB, which is the last ${countSteps(steps)} here.`,
  unseenFirst: (most: string, steps: number): string =>
    ` It has never seen more signal than ${most} dB, which is the first ${countSteps(steps)} here.`,
  aboutFigures:
    'd′ says how many standard deviations lie between the noisy digit and a noisy blank sheet. 0 means that nobody can tell them apart.',
  aboutT:
    'T is the number of steps. With fewer steps each one adds more noise, so linear ends as before to 0.02 dB, and quadratic to 1.5 dB. Cosine and sigmoid end with more noise if there are more steps. A steep curve by hand changes if there are few steps.',

  // The rules
  rules: 'The rules with their numbers',
  additiveSource: 'Variance exploding (Song et al. 2021, Score-Based Generative Modeling, equation 8).',
  neverHalf: (alphaBar: string): string => `never: ᾱ at the end is ${alphaBar}`,
  halfBetween: (before: string, half: number, at: string): string =>
    `ᾱ is ${before} at t = ${half - 1} and ${at} at t = ${half}`,
  bits: 'bits/pixel',
  klSource:
    'KL of q(x_T | x₀) to N(0, I), the bound’s L_T (Ho et al. 2020, equation 5); the mean of x₀² is that of this digit.',
} as const;
