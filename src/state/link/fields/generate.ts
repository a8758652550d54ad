import { formatCount } from '../../../diffusion/numbers/formatCount';
import { SAMPLERS } from '../../../diffusion/steps';
import {
  ANY_DIGIT,
  DIGIT_OPTIONS,
  flag,
  network,
  number,
  oneOf,
  place,
  seed,
  shown,
  slidingPlace,
  text,
  type Option,
} from '../fieldKinds';
import { SAMPLER_OPTIONS, SAMPLER_TITLE } from './samplers';

/** Asks for all ten digits in turn: picture i is asked to be the digit i mod 10. */
export const ALL_DIGITS = 11;

/** Among how many of MNIST's training digits the nearest ones are searched. */
const SEARCHED = [10_000, 60_000] as const;

/** How many samples of each sampler are judged. */
const JUDGED = [20, 50, 100, 200] as const;

/** What a click on a picture of the grid, or Enter, does. */
export const CLICKS = ['open', 'nearest', 'from', 'to'] as const;
export type Click = (typeof CLICKS)[number];

const LAST_TILE = 63;

const ONE_CLASS: readonly Option<number>[] = [{ value: ANY_DIGIT, label: 'any' }, ...DIGIT_OPTIONS];

/** The words of a side's settings; a control adds the side's name to the label. */
const CLASS = {
  label: 'Class',
  prefix: 'class',
  options: [{ value: ALL_DIGITS, label: 'all ten' }, ...ONE_CLASS],
};
const SAMPLER = {
  label: 'Sampler',
  noticeName: '',
  prefix: '',
  title: SAMPLER_TITLE,
  options: SAMPLER_OPTIONS,
  level: 'course',
} as const;
const STEPS = {
  label: 'steps',
  prefix: 'steps',
  title: 'How many steps the network takes from noise to digit',
  level: 'course',
} as const;
const ETA = {
  label: 'eta',
  prefix: 'η',
  title: 'The share of fresh noise, 0 to 1. With 0 the first noise decides the digit; with 1 it is DDPM',
  level: 'course',
} as const;
const GUIDANCE = {
  label: 'guidance w',
  noticeName: 'w',
  title: 'How strongly the class counts, 0 to 5: (1 + w) ε̂ with the class − w ε̂ without it. It needs a class',
  level: 'course',
} as const;

/** The same words for the side B, which a notice names. */
const ofB = <W extends { readonly label: string; readonly prefix?: string; readonly noticeName?: string }>(
  words: W,
) => ({
  ...words,
  noticeName: `B: ${words.noticeName ?? words.prefix ?? words.label}`.trim(),
});

/**
 * What a link restores of the view Generate. Except for the network of A, its settings are separate from the Timeline's: they
 * start where a grid is quick, and opening a picture in the Timeline does not change the grid.
 */
export const GENERATE_FIELDS = {
  /** Picture i has the seed gridSeed + i. */
  gridSeed: shown(seed('firstseed', 42), {
    label: 'first seed',
    title:
      'The first picture starts from the noise of this seed, the second from that of the next seed, and so on. In the Timeline the same seed gives the same picture',
    level: 'course',
  }),
  /** Pictures, 1 ... 64. */
  gridCount: shown(number('count', 10, 1, LAST_TILE + 1), {
    label: 'pictures',
    title: 'How many pictures, 1 to 64',
  }),
  /** The t at which the pictures are shown, 0 ... 1000. */
  gridT: slidingPlace(number('gridt', 0, 0, 1000)),
  /** Index of the selected picture. */
  tile: slidingPlace(number('tile', 0, 0, LAST_TILE)),
  /** Whether the grid of B stands beside that of A. */
  comparing: shown(flag('ab'), {
    label: 'Compare with B',
    title: 'A second set of pictures from the same noise, with other settings',
    level: 'course',
  }),
  /** 0 ... 9, 10 for any digit, 11 for all ten in turn. */
  aLabel: shown(number('a.class', ALL_DIGITS, 0, ALL_DIGITS), CLASS),
  aSampler: shown(oneOf('a.sampler', 'ddim', SAMPLERS), SAMPLER),
  aSteps: shown(number('a.steps', 25, 1, 1000), STEPS),
  aEta: shown(number('a.eta', 0, 0, 1, 0.01), ETA),
  aGuidance: shown(number('a.w', 0, 0, 5, 0.1), GUIDANCE),
  bLabel: shown(number('b.class', ALL_DIGITS, 0, ALL_DIGITS), ofB(CLASS)),
  bSampler: shown(oneOf('b.sampler', 'ddim', SAMPLERS), ofB(SAMPLER)),
  bSteps: shown(number('b.steps', 5, 1, 1000), ofB(STEPS)),
  bEta: shown(number('b.eta', 0, 0, 1, 0.01), ofB(ETA)),
  bGuidance: shown(number('b.w', 0, 0, 5, 0.1), ofB(GUIDANCE)),
  bNetwork: shown(network('b.network'), { label: 'Network of B', prefix: '', noticeName: 'B: network' }),
  /** Whether the strip between two x_T is shown. */
  strip: shown(flag('strip'), { label: 'Between two noises' }),
  /** Seeds of the x_T at its ends. */
  stripFrom: shown(seed('from.seed', 42), {
    label: 'start: seed',
    title: 'The noise at the start is that of this seed',
  }),
  stripTo: shown(seed('to.seed', 43), {
    label: 'end: seed',
    title: 'The noise at the end is that of this seed',
  }),
  /** Pictures of the strip, both ends included, 3 ... 15. */
  stripCount: shown(number('strip.count', 9, 3, 15), {
    label: 'pictures of the strip',
    prefix: 'pictures',
    noticeName: 'Between two noises, pictures',
    title: 'How many pictures from one end to the other, 3 to 15',
  }),
  /** 0 ... 9, or 10 for any digit. */
  stripLabel: shown(number('strip.class', ANY_DIGIT, 0, ANY_DIGIT), {
    label: 'Class of the strip',
    prefix: 'class',
    noticeName: 'Between two noises, class',
    options: ONE_CLASS,
  }),
  stripSteps: shown(number('strip.steps', 25, 1, 1000), {
    label: 'steps of the strip',
    prefix: 'steps',
    noticeName: 'Between two noises, steps',
    title: STEPS.title,
  }),
  gridClick: shown(oneOf('click', 'open', CLICKS), {
    label: 'A click on a picture',
    noticeName: 'A click',
    level: 'course',
    options: [
      {
        value: 'open',
        label: 'opens the Timeline',
        title: 'The Timeline shows the same picture large, step by step',
      },
      {
        value: 'nearest',
        label: 'finds similar digits',
        title: 'The training digits that are most similar to it, below',
      },
      {
        value: 'from',
        label: 'sets the first of two noises',
        title: 'The strip “Between two noises”, below, starts from the noise of this picture',
      },
      {
        value: 'to',
        label: 'sets the second',
        title: 'The strip “Between two noises”, below, ends at the noise of this picture',
      },
    ],
  }),
  /** The picture whose nearest training digits are searched: `a.3` is the third of A, '' is none. */
  copied: place(
    text('copied', '', /^[ab]\.([1-9]|[1-5]\d|6[0-4])$/, 'a or b, a point and a number from 1 to 64'),
  ),
  searched: shown(oneOf('among', 60_000, SEARCHED), {
    label: 'Training digits to compare with',
    noticeName: 'training digits',
    options: SEARCHED.map((value) => ({ value, label: formatCount(value) })),
  }),
  /** How many samples of each sampler are judged. */
  judged: shown(oneOf('judged', 50, JUDGED), {
    label: 'Pictures of each sampler',
    noticeName: 'pictures of each',
    options: JUDGED.map((value) => ({ value, label: String(value) })),
  }),
};
