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
  options: [
    { value: 'ddim', label: 'DDIM', title: 'Song et al. 2021: as much fresh noise as η says' },
    { value: 'ddpm', label: 'DDPM', title: 'Ho et al. 2020: fresh noise at every step' },
  ],
} as const;
const STEPS = { label: 'steps', prefix: 'steps', title: 'Reverse steps from t = 1000 to 0: 2 to 1000' };
const ETA = {
  label: 'eta',
  prefix: 'η',
  title: 'Share of fresh noise, 0 to 1: with 0 the noise at t = 1000 decides all, with 1 it is DDPM',
};
const GUIDANCE = {
  label: 'guidance w',
  title: 'Guidance, 0 to 5: (1 + w) ε̂ with the class − w ε̂ without it; it needs a class',
};

/**
 * What a link restores of the view Generate. Except for the network of A, its settings are separate from the Timeline's: they
 * start where a grid is quick, and opening a picture in the Timeline does not change the grid.
 */
export const GENERATE_FIELDS = {
  /** Picture i has the seed gridSeed + i. */
  gridSeed: shown(seed('firstseed', 42), {
    label: 'first seed',
    title:
      'Picture i begins with the noise of this seed + i: the same seed in the Timeline gives the same picture',
  }),
  /** Pictures, 1 ... 64. */
  gridCount: shown(number('count', 10, 1, LAST_TILE + 1), { label: 'pictures' }),
  /** The t at which the pictures are shown, 0 ... 1000. */
  gridT: slidingPlace(number('gridt', 0, 0, 1000)),
  /** Index of the selected picture. */
  tile: slidingPlace(number('tile', 0, 0, LAST_TILE)),
  /** Whether the grid of B stands beside that of A. */
  comparing: shown(flag('ab'), { label: 'Beside it B, from the same noise' }),
  /** 0 ... 9, 10 for any digit, 11 for all ten in turn. */
  aLabel: shown(number('a.class', ALL_DIGITS, 0, ALL_DIGITS), CLASS),
  aSampler: shown(oneOf('a.sampler', 'ddim', ['ddpm', 'ddim']), SAMPLER),
  aSteps: shown(number('a.steps', 25, 2, 1000), STEPS),
  aEta: shown(number('a.eta', 0, 0, 1, 0.01), ETA),
  aGuidance: shown(number('a.w', 0, 0, 5, 0.1), GUIDANCE),
  bLabel: shown(number('b.class', ALL_DIGITS, 0, ALL_DIGITS), CLASS),
  bSampler: shown(oneOf('b.sampler', 'ddim', ['ddpm', 'ddim']), SAMPLER),
  bSteps: shown(number('b.steps', 5, 2, 1000), STEPS),
  bEta: shown(number('b.eta', 0, 0, 1, 0.01), ETA),
  bGuidance: shown(number('b.w', 0, 0, 5, 0.1), GUIDANCE),
  bNetwork: shown(network('b.network'), { label: 'Network of B', prefix: '' }),
  /** Whether the strip between two x_T is shown. */
  strip: flag('strip'),
  /** Seeds of the x_T at its ends. */
  stripFrom: shown(seed('from.seed', 42), { label: 'from seed' }),
  stripTo: shown(seed('to.seed', 43), { label: 'to seed' }),
  /** Pictures of the strip, both ends included, 3 ... 15. */
  stripCount: shown(number('strip.count', 9, 3, 15), { label: 'pictures of the strip', prefix: 'pictures' }),
  /** 0 ... 9, or 10 for any digit. */
  stripLabel: shown(number('strip.class', ANY_DIGIT, 0, ANY_DIGIT), {
    label: 'Class of the strip',
    prefix: 'class',
    options: ONE_CLASS,
  }),
  stripSteps: shown(number('strip.steps', 25, 5, 1000), { label: 'steps of the strip', prefix: 'steps' }),
  gridClick: shown(oneOf('click', 'open', CLICKS), {
    label: 'A click on a picture',
    options: [
      {
        value: 'open',
        label: 'opens it in the Timeline',
        title: 'The Timeline shows the same pixels, step by step',
      },
      { value: 'nearest', label: 'asks whether it is copied', title: 'Its nearest training digits, below' },
      { value: 'from', label: 'starts the strip', title: 'The strip below begins at its noise' },
      { value: 'to', label: 'ends the strip', title: 'The strip below ends at its noise' },
    ],
  }),
  /** The picture whose nearest training digits are searched: `a.3` is the third of A, '' is none. */
  copied: place(
    text('copied', '', /^[ab]\.([1-9]|[1-5]\d|6[0-4])$/, 'a or b, a point and a number from 1 to 64'),
  ),
  searched: shown(oneOf('among', 60_000, SEARCHED), {
    label: 'Among training digits',
    options: SEARCHED.map((value) => ({ value, label: value.toLocaleString('en') })),
  }),
  /** How many samples of each sampler are judged. */
  judged: shown(oneOf('judged', 50, JUDGED), {
    label: 'Samples of each',
    options: JUDGED.map((value) => ({ value, label: String(value) })),
  }),
};
