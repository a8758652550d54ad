import {
  ANY_DIGIT,
  DIGIT_OPTIONS,
  number,
  oneOf,
  oneOfNumbers,
  shown,
  slidingPlace,
  text,
  type StateOf,
} from '../fieldKinds';
import { isMask } from '../mask';

/** What can be done with a picture. */
export const EDITS = ['denoise', 'inpaint', 'restyle', 'change', 'between'] as const;
export type Edit = (typeof EDITS)[number];

/** What is done to a picture before it is brought back, and what it is called; `none` takes the picture as it is. */
export const DAMAGE_TITLES = {
  gaussian: 'white noise',
  'salt-and-pepper': 'salt and pepper',
  blur: 'blur',
  'low-contrast': 'low contrast',
  none: 'nothing: as it is',
} as const;
export type Damage = keyof typeof DAMAGE_TITLES;
const DAMAGES = Object.keys(DAMAGE_TITLES) as Damage[];

/** The t at which restylings start; a slider goes through their results. */
export const STRENGTHS = [100, 200, 300, 400, 500, 600, 700, 800, 900] as const;

/** Names of digits: the other one cannot be a drawing. */
const OTHER = /^(train\.\d{1,5}|test\.\d{1,4})$/;

/** What a link restores of the view Edit. Picture, seed and network are those of the Timeline. */
export const EDIT_FIELDS = {
  edit: oneOf('edit', 'denoise', EDITS),
  /** t at which the results are looked at, 0 ... 1000. */
  editT: slidingPlace(number('edit.t', 0, 0, 1000)),
  /** Index of the result that is shown large. */
  editTile: slidingPlace(number('edit.tile', 0, 0, 15)),
  /** Class that the network is told, 0 ... 9, or 10 for none. */
  editLabel: shown(number('edit.class', ANY_DIGIT, 0, ANY_DIGIT), {
    label: 'Class of the results',
    prefix: 'class',
    title: 'The class that the network is told; any: none',
    options: [{ value: ANY_DIGIT, label: 'any' }, ...DIGIT_OPTIONS],
  }),
  /** Guidance w where a class is told, 0 ... 5. */
  editGuidance: shown(number('edit.w', 0, 0, 5, 0.1), {
    label: 'guidance w of the results',
    title: 'Guidance, 0 to 5: (1 + w) ε̂ with the class − w ε̂ without it',
  }),
  damage: shown(oneOf('damage', 'gaussian', DAMAGES), {
    label: 'What is done to the picture',
    prefix: 'spoilt by',
    options: DAMAGES.map((value) => ({ value, label: DAMAGE_TITLES[value] })),
  }),
  /** Standard deviation of the white noise, in units of pixels in [-1, 1]. */
  damageSigma: shown(number('sigma', 0.5, 0, 3, 0.05), {
    label: 'sigma',
    title: 'Standard deviation of the noise; from black to white it is 2',
  }),
  /** Share of the pixels that salt and pepper hit. */
  damageShare: shown(number('share', 0.2, 0, 1, 0.05), {
    label: 'share of the pixels',
    prefix: 'share',
    title: 'Share of the pixels that become white or black by chance',
  }),
  /** Standard deviation of the blur, pixels. */
  damageBlur: shown(number('blur', 1.5, 0, 5, 0.1), {
    label: 'pixels of blur',
    prefix: 'pixels',
    title: 'Standard deviation of the Gaussian, in pixels',
  }),
  /** Factor of the contrast, 0 ... 1. */
  damageContrast: shown(number('contrast', 0.3, 0, 1, 0.05), {
    label: 'contrast that is left',
    prefix: '×',
    title: 'What every pixel is multiplied by: towards mid-grey',
  }),
  /** t at which the noisy picture is taken; 0 stands for the estimate. */
  noiseT: shown(number('noiset', 0, 0, 1000), {
    label: 't of the noisy picture',
    prefix: 't',
    title: 'Where the network takes over, 1 to 1000',
    // A button sets the 0 that stands for the estimate.
    min: 1,
  }),
  /** Draws from the posterior, 1 ... 16. */
  draws: shown(number('draws', 8, 1, 16), {
    label: 'draws',
    title: 'How often the network brings it back, each time with other noise: 1 to 16',
  }),
  /** DDPM steps of a draw. */
  drawSteps: shown(number('draw.steps', 10, 1, 200), {
    label: 'steps of a draw',
    prefix: 'steps',
    title: 'DDPM steps from that t to 0',
  }),
  /** Which pixels are missing: a preset's name, or `m.` and the encoded mask (mask.ts). */
  mask: {
    ...text('mask', 'lower', /^/, 'a mask made by this page'),
    parse: (mask: string) => (isMask(mask) ? mask : undefined),
  },
  resamplings: shown(number('resamplings', 3, 1, 10), {
    label: 'resamplings',
    title: 'How often every step is taken, so that known and missing pixels come to agree: 1 to 10',
  }),
  completions: shown(number('completions', 6, 1, 12), { label: 'completions' }),
  /** DDPM steps of a completion. */
  fillSteps: shown(number('fill.steps', 20, 5, 250), {
    label: 'steps of a completion',
    prefix: 'steps',
    title: 'DDPM steps from t = 1000 to 0',
  }),
  /** t at which the scribble is handed over, one of STRENGTHS. */
  strength: slidingPlace(oneOfNumbers('strength', 400, STRENGTHS)),
  /** Results of each strength. */
  variants: shown(number('variants', 2, 1, 4), { label: 'results of each strength', prefix: 'results' }),
  /** DDIM steps of an inversion, and of the way back. */
  inversionSteps: shown(number('inversion.steps', 50, 10, 250), {
    label: 'steps of the inversion',
    prefix: 'steps',
    title: 'DDIM steps up to t = 1000, and as many back: 10 to 250. More bring the digit back more exactly',
  }),
  /** t of the noise that is added before the inversion; 0 inverts the digit itself. */
  noiseFirst: shown(number('noisefirst', 0, 0, 200), {
    label: 't of the noise first',
    prefix: 'noise first, t',
    title:
      'Puts the noise of this t on the digit before it is inverted, 0 to 200; 0 inverts the digit itself',
  }),
  /** Guidance w under which the digit is changed. */
  changeGuidance: shown(number('change.w', 2, 0, 5, 0.1), {
    label: 'guidance w of the change',
    title: 'How strongly the class is asked for, 0 to 5',
  }),
  /** The other digit, as ViewState's source. */
  other: text('other', 'train.11', OTHER, 'train.N or test.N'),
  /** Pictures of the strip between two digits, the ends among them. */
  betweenCount: shown(number('between', 9, 3, 15), { label: 'pictures between', prefix: 'pictures' }),
};
export type EditFields = StateOf<typeof EDIT_FIELDS>;
