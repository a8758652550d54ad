import { ANY_DIGIT, DIGIT_OPTIONS, number, oneOf, shown, slidingPlace, text } from '../fieldKinds';
import { isMask } from '../mask';

/** What can be done with a picture. */
export const EDITS = ['denoise', 'inpaint', 'restyle', 'change', 'between'] as const;
export type Edit = (typeof EDITS)[number];

/** What they are called. */
export const EDIT_TITLES: Readonly<Record<Edit, string>> = {
  denoise: 'Denoise',
  inpaint: 'Fill in',
  restyle: 'Restyle',
  change: 'Change the digit',
  between: 'Between two',
};

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
  edit: shown(oneOf('edit', 'denoise', EDITS), {
    label: 'Edits',
    noticeName: '',
    options: EDITS.map((value) => ({ value, label: EDIT_TITLES[value] })),
  }),
  /** t at which the results are looked at, 0 ... 1000. */
  editT: slidingPlace(number('edit.t', 0, 0, 1000)),
  /** Index of the result that is shown large. */
  editTile: slidingPlace(number('edit.tile', 0, 0, 15)),
  /** Class that the network is told, 0 ... 9, or 10 for none. */
  editLabel: shown(number('edit.class', ANY_DIGIT, 0, ANY_DIGIT), {
    label: 'Class of the results',
    prefix: 'class',
    title: 'The digit that the network is asked for. With “any” it is not told one',
    options: [{ value: ANY_DIGIT, label: 'any' }, ...DIGIT_OPTIONS],
  }),
  /** Guidance w where a class is told, 0 ... 5. */
  editGuidance: shown(number('edit.w', 0, 0, 5, 0.1), {
    label: 'guidance w of the results',
    noticeName: 'w',
    level: 'all',
    title: 'Guidance, 0 to 5: (1 + w) ε̂ with the class − w ε̂ without it',
  }),
  damage: shown(oneOf('damage', 'gaussian', DAMAGES), {
    label: 'What is done to the picture',
    prefix: 'spoil with',
    options: DAMAGES.map((value) => ({ value, label: DAMAGE_TITLES[value] })),
  }),
  /** Standard deviation of the white noise, in units of pixels in [-1, 1]. */
  damageSigma: shown(number('sigma', 0.5, 0, 3, 0.05), {
    label: 'sigma',
    noticeName: 'σ',
    title: 'The standard deviation of the noise, 0 to 3. From black to white it is 2',
  }),
  /** Share of the pixels that salt and pepper hit. */
  damageShare: shown(number('share', 0.2, 0, 1, 0.05), {
    label: 'share of the pixels',
    prefix: 'share',
    title: 'The share of pixels that become white or black by chance, 0 to 1',
  }),
  /** Standard deviation of the blur, pixels. */
  damageBlur: shown(number('blur', 1.5, 0, 5, 0.1), {
    label: 'pixels of blur',
    prefix: 'pixels',
    title: 'The standard deviation of the blur, 0 to 5 pixels',
  }),
  /** Factor of the contrast, 0 ... 1. */
  damageContrast: shown(number('contrast', 0.3, 0, 1, 0.05), {
    label: 'contrast that is left',
    prefix: 'contrast',
    title: 'Every pixel is multiplied by this number, 0 to 1. At 0 all is mid-grey',
  }),
  /** t at which the noisy picture is taken; 0 stands for the estimate. */
  noiseT: shown(number('noiset', 0, 0, 1000), {
    label: 't of the noisy picture',
    level: 'course',
    prefix: 't',
    title: 'The t at which the network starts, 1 to 1000',
    // A button sets the 0 that stands for the estimate.
    min: 1,
  }),
  /** Draws from the posterior, 1 ... 16. */
  draws: shown(number('draws', 8, 1, 16), {
    label: 'number of results',
    level: 'course',
    prefix: 'results',
    title: 'How often the network restores the picture, each time with other random numbers: 1 to 16',
  }),
  /** DDPM steps of a draw. */
  drawSteps: shown(number('draw.steps', 10, 1, 200), {
    label: 'steps of a result',
    level: 'all',
    prefix: 'steps',
    title: 'DDPM steps from this t to 0: 1 to 200',
  }),
  /** Which pixels are missing: a preset's name, or `m.` and the encoded mask (mask.ts). */
  mask: shown(
    {
      ...text('mask', 'lower', /^/, 'a mask made by this page'),
      parse: (mask: string) => (isMask(mask) ? mask : undefined),
    },
    { label: 'missing' },
  ),
  resamplings: shown(number('resamplings', 3, 1, 10), {
    label: 'resamplings',
    level: 'course',
    title: 'How often every step is repeated, so that known and missing pixels fit together: 1 to 10',
  }),
  completions: shown(number('completions', 6, 1, 12), {
    label: 'completions',
    level: 'course',
    prefix: 'results',
    title: 'How often the hole is filled, each time with other random numbers: 1 to 12',
  }),
  /** DDPM steps of a completion. */
  fillSteps: shown(number('fill.steps', 20, 1, 250), {
    label: 'steps of a completion',
    level: 'all',
    prefix: 'steps',
    title: 'DDPM steps from t = 1000 to 0: 1 to 250',
  }),
  /** t at which the scribble is handed over, one of STRENGTHS. */
  strength: slidingPlace(oneOf('strength', 400, STRENGTHS)),
  /** Results of each strength. */
  variants: shown(number('variants', 2, 1, 4), {
    label: 'results of each strength',
    level: 'course',
    prefix: 'results',
    title: 'How many results each strength has: 1 to 4',
  }),
  /** DDIM steps of an inversion, and of the way back. */
  inversionSteps: shown(number('inversion.steps', 50, 1, 250), {
    label: 'steps of the inversion',
    level: 'course',
    prefix: 'steps',
    title:
      'DDIM steps towards noise, and as many towards data: 10 to 250. More steps copy the digit more exactly',
  }),
  /** t of the noise that is added before the inversion; 0 inverts the digit itself. */
  noiseFirst: shown(number('noisefirst', 0, 0, 200), {
    label: 't of the noise first',
    level: 'all',
    prefix: 'first add noise, t',
    title: 'Adds the noise of this t before the inversion, 0 to 200. With 0 the digit itself is inverted',
  }),
  /** Guidance w under which the digit is changed. */
  changeGuidance: shown(number('change.w', 2, 0, 5, 0.1), {
    label: 'guidance w of the change',
    noticeName: 'w',
    level: 'course',
    title: 'How much the class counts, 0 to 5',
  }),
  /** The other digit, as ViewState's source. */
  other: shown(text('other', 'train.11', OTHER, 'train.N or test.N'), { label: 'second digit' }),
  /** Pictures of the strip between two digits, the ends among them. */
  betweenCount: shown(number('between', 9, 3, 15), {
    label: 'pictures between',
    level: 'course',
    prefix: 'pictures',
    title: 'How many pictures stand in the row, both ends included: 3 to 15',
  }),
};
