import type { Sampler } from '../../../diffusion/steps';
import {
  ANY_DIGIT,
  flag,
  network,
  number,
  oneOf,
  oneOfNumbers,
  place,
  seed,
  slidingPlace,
  text,
} from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';

/** Asks for the ten digits in turn: picture i is to be an i mod 10. */
export const ALL_DIGITS = 11;

/** Among how many of MNIST's training digits the nearest are looked for. */
export const SEARCHED = [10_000, 60_000] as const;

/** How many samples of each sampler are judged. */
export const JUDGED = [20, 50, 100, 200] as const;

/** What a click on a picture of the grid, or Enter, does. */
export const CLICKS = ['open', 'nearest', 'from', 'to'] as const;
export type Click = (typeof CLICKS)[number];

/**
 * What a link restores of the view Generate. But for the network its settings are its own and not the Timeline's: they start
 * where a grid is quick, and a picture that is opened in the Timeline leaves the grid as it is.
 */
export interface GenerateFields {
  /** Picture i has the seed gridSeed + i. */
  gridSeed: number;
  /** Pictures, 1 ... 64. */
  gridCount: number;
  /** t that the pictures are looked at, 0 ... 1000. */
  gridT: number;
  /** The picture that is looked at, by its place. */
  tile: number;
  /** Whether B stands beside A. */
  comparing: boolean;
  /** 0 ... 9, 10 for any digit, 11 for all ten in turn. */
  aLabel: number;
  aSampler: Sampler;
  aSteps: number;
  aEta: number;
  aGuidance: number;
  bLabel: number;
  bSampler: Sampler;
  bSteps: number;
  bEta: number;
  bGuidance: number;
  bNetwork: string;
  /** Whether the strip between two x_T is computed. */
  strip: boolean;
  /** Seeds of the x_T at its ends. */
  stripFrom: number;
  stripTo: number;
  /** Its pictures, the ends among them, 3 ... 15. */
  stripCount: number;
  /** 0 ... 9, or 10 for any digit. */
  stripLabel: number;
  stripSteps: number;
  gridClick: Click;
  searched: (typeof SEARCHED)[number];
  /** Which picture is asked about, whether it is copied: `a.3` is the third of A; '' where none is. */
  copied: string;
  /** Samples of each sampler that are judged. */
  judged: (typeof JUDGED)[number];
}

const LAST_TILE = 63;

export const GENERATE_FIELDS: FieldsOf<GenerateFields> = {
  gridSeed: seed('firstseed', 42),
  gridCount: number('count', 10, 1, LAST_TILE + 1),
  gridT: slidingPlace(number('gridt', 0, 0, 1000)),
  tile: slidingPlace(number('tile', 0, 0, LAST_TILE)),
  comparing: flag('ab'),
  aLabel: number('a.class', ALL_DIGITS, 0, ALL_DIGITS),
  aSampler: oneOf('a.sampler', 'ddim', ['ddpm', 'ddim']),
  aSteps: number('a.steps', 25, 5, 1000),
  aEta: number('a.eta', 0, 0, 1, 0.01),
  aGuidance: number('a.w', 0, 0, 5, 0.1),
  bLabel: number('b.class', ALL_DIGITS, 0, ALL_DIGITS),
  bSampler: oneOf('b.sampler', 'ddim', ['ddpm', 'ddim']),
  bSteps: number('b.steps', 5, 5, 1000),
  bEta: number('b.eta', 0, 0, 1, 0.01),
  bGuidance: number('b.w', 0, 0, 5, 0.1),
  bNetwork: network('b.network'),
  strip: flag('strip'),
  stripFrom: seed('from.seed', 42),
  stripTo: seed('to.seed', 43),
  stripCount: number('strip.count', 9, 3, 15),
  stripLabel: number('strip.class', ANY_DIGIT, 0, ANY_DIGIT),
  stripSteps: number('strip.steps', 25, 5, 1000),
  gridClick: oneOf('click', 'open', CLICKS),
  copied: place(
    text('copied', '', /^[ab]\.([1-9]|[1-5]\d|6[0-4])$/, 'a or b, a point and a number from 1 to 64'),
  ),
  searched: oneOfNumbers('among', 60_000, SEARCHED),
  judged: oneOfNumbers('judged', 50, JUDGED),
};
