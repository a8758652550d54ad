import { ANY_DIGIT, number, oneOf, oneOfNumbers, slidingPlace, text } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';
import { isMask } from '../mask';

/** What can be done with a picture. */
export const EDITS = ['denoise', 'inpaint', 'restyle', 'change', 'between'] as const;
export type Edit = (typeof EDITS)[number];

/** What is done to a picture before it is brought back; `none` takes it as it is. */
export const DAMAGES = ['gaussian', 'salt-and-pepper', 'blur', 'low-contrast', 'none'] as const;
export type Damage = (typeof DAMAGES)[number];

/** Starts of the restyling, t: each has its own results, between which the slider goes. */
export const STRENGTHS = [100, 200, 300, 400, 500, 600, 700, 800, 900] as const;

/** What a link restores of the view Edit. Picture, seed and network are those of the Timeline. */
export interface EditFields {
  edit: Edit;
  /** t that the results are looked at, 0 ... 1000. */
  editT: number;
  /** Which of several results is shown large, by its place. */
  editTile: number;
  /** Class that the network is told, 0 ... 9, or 10 for none. */
  editLabel: number;
  /** Guidance w where a class is told, 0 ... 5. */
  editGuidance: number;
  damage: Damage;
  /** Standard deviation of the white noise, in units of pixels in [-1, 1]. */
  damageSigma: number;
  /** Share of the pixels that salt and pepper hit. */
  damageShare: number;
  /** Standard deviation of the blur, pixels. */
  damageBlur: number;
  /** What is left of the contrast. */
  damageContrast: number;
  /** t at which the noisy picture is taken; 0 leaves it to the estimate. */
  noiseT: number;
  /** Draws from the posterior, 1 ... 16. */
  draws: number;
  /** DDPM steps of a draw. */
  drawSteps: number;
  /** Which pixels are missing: a preset's name, or `m.` and the encoded mask (mask.ts). */
  mask: string;
  resamplings: number;
  completions: number;
  /** DDPM steps of a completion. */
  fillSteps: number;
  /** t at which the scribble is handed over, one of STRENGTHS. */
  strength: (typeof STRENGTHS)[number];
  /** Results of each strength. */
  variants: number;
  /** DDIM steps of an inversion, and of the way back. */
  inversionSteps: number;
  /** t of the noise that is put on before the inversion; 0 inverts the digit itself. */
  noiseFirst: number;
  /** Guidance w under which the digit is changed. */
  changeGuidance: number;
  /** The other digit, as ViewState's source. */
  other: string;
  /** Pictures of the strip between two digits, the ends among them. */
  betweenCount: number;
}

/** Where the other digit may come from. */
const OTHER = /^(train\.\d{1,5}|test\.\d{1,4})$/;

export const EDIT_FIELDS: FieldsOf<EditFields> = {
  edit: oneOf('edit', 'denoise', EDITS),
  editT: slidingPlace(number('edit.t', 0, 0, 1000)),
  editTile: slidingPlace(number('edit.tile', 0, 0, 15)),
  editLabel: number('edit.class', ANY_DIGIT, 0, ANY_DIGIT),
  editGuidance: number('edit.w', 0, 0, 5, 0.1),
  damage: oneOf('damage', 'gaussian', DAMAGES),
  damageSigma: number('sigma', 0.5, 0, 3, 0.05),
  damageShare: number('share', 0.2, 0, 1, 0.05),
  damageBlur: number('blur', 1.5, 0, 5, 0.1),
  damageContrast: number('contrast', 0.3, 0, 1, 0.05),
  noiseT: number('noiset', 0, 0, 1000),
  draws: number('draws', 8, 1, 16),
  drawSteps: number('draw.steps', 10, 1, 200),
  mask: {
    ...text('mask', 'lower', /^/, 'a mask made by this page'),
    parse: (mask) => (isMask(mask) ? mask : undefined),
  },
  resamplings: number('resamplings', 3, 1, 10),
  completions: number('completions', 6, 1, 12),
  fillSteps: number('fill.steps', 20, 5, 250),
  strength: slidingPlace(oneOfNumbers('strength', 400, STRENGTHS)),
  variants: number('variants', 2, 1, 4),
  inversionSteps: number('inversion.steps', 50, 10, 250),
  noiseFirst: number('noisefirst', 0, 0, 200),
  changeGuidance: number('change.w', 2, 0, 5, 0.1),
  other: text('other', 'train.11', OTHER, 'train.N or test.N'),
  betweenCount: number('between', 9, 3, 15),
};
