import { removeBackground, type Picture } from './background';
import { dropSpecks } from './components';
import { DataError } from '../errors';
import { measure, place, type Sheet } from './layout';
import { SIDE } from '../pack';
import { strokeWidth, widen } from './strokes';
import { PROBLEMS } from '../texts';

/** MNIST's digits touch a box of this side. */
const BOX = 20;
/** ... and their centre of mass, rounded to whole pixels, lies in the middle of this pixel. */
const CENTRE = SIDE / 2 + 0.5;
/** 95 of 100 MNIST digits have wider strokes than this, in pixels. */
const THIN_STROKE = 1.6;
/** Large digits are first reduced to a box of this side, with room for wider strokes around it. */
const WORKING_BOX = 4 * BOX;
const WORKING_MARGIN = 4;
const WORKING_SIDE = WORKING_BOX + 2 * WORKING_MARGIN;
/** With less contrast to the sheet nothing counts as a digit: 15 of 255 grey levels. */
const LEAST_CONTRAST = 0.06;
/** Fainter ink is the halo of a stroke, which the box ignores. */
const HALO = 0.1;
/** A piece with less than this share of the heaviest piece's ink is dust. */
const DUST = 0.02;

/**
 * Makes an MNIST picture of any picture of a digit, as the makers of MNIST did: the digit, light or dark on its sheet, is scaled into
 * 20 x 20 by averaging over areas, keeping its proportions, and placed in 28 x 28 with its centre of mass in the middle. Returns
 * PIXELS values in [-1, 1], 1 ink. Throws a DataError 'blank' if nothing stands out.
 *
 * @see http://yann.lecun.com/exdb/mnist/ ("The original black and white images ... were size normalized")
 */
export function normalise(picture: Picture): Float32Array {
  const ink = extractInk(picture);
  dropSpecks(ink, picture.width, DUST, HALO);
  const small = centre(thickenThinPen(shrink({ ink, width: picture.width })));
  restoreContrast(small);
  return small.map((value) => 2 * value - 1);
}

/** Ink in [0, 1]: 0 is the sheet and 1 the full stroke, whichever of the two is lighter. */
function extractInk(picture: Picture): Float32Array {
  const { difference, grain } = removeBackground(picture);
  // Ink differs from the sheet strongly in one direction, grain weakly in both, so the third moment has the sign of the ink.
  const sign = Math.sign(difference.reduce((sum, d) => sum + d * d * d, 0));
  const ink = difference.map((d) => sign * d);
  const full = strokeLevel(ink);
  // Written so that NaN, the level of a sheet without ink, is refused.
  if (!(full >= Math.max(LEAST_CONTRAST, 4 * grain))) {
    throw new DataError('blank', ...PROBLEMS.blank);
  }
  const floor = 3.5 * grain + 1e-3;
  return ink.map((value) => (value > floor ? Math.min(1, value / full) : 0));
}

/** The level in the middle of a stroke: the upper quartile of the values above half the maximum. */
function strokeLevel(values: Float32Array): number {
  const half = values.reduce((largest, value) => Math.max(largest, value), 0) / 2;
  const upper = values.filter((value) => value > half).sort();
  return upper.length === 0 ? 0 : upper[Math.floor(0.75 * (upper.length - 1))];
}

/** A smaller copy of a large digit: four pixels for one of MNIST's are enough to see strokes, and average the grain away. */
function shrink(sheet: Sheet): Sheet {
  const box = measure(sheet, HALO);
  if (box.longest <= WORKING_BOX) return sheet;
  return place(sheet, box, WORKING_BOX / box.longest, WORKING_SIDE, WORKING_MARGIN, WORKING_MARGIN);
}

/** Widens strokes that would be thinner than MNIST's after reduction. */
function thickenThinPen(sheet: Sheet): Sheet {
  const thin = (THIN_STROKE * measure(sheet, HALO).longest) / BOX;
  const radius = Math.round((thin - strokeWidth(sheet)) / 2);
  return radius > 0 ? widen(sheet, radius) : sheet;
}

/** The box starts at a whole pixel, as in MNIST. */
function centre(sheet: Sheet): Float32Array {
  const box = measure(sheet, HALO);
  const scale = BOX / box.longest;
  const start = (centreOfMass: number, edge: number): number =>
    Math.round(CENTRE - (centreOfMass - edge) * scale);
  return place(sheet, box, scale, SIDE, start(box.centreX, box.left), start(box.centreY, box.top)).ink;
}

/** Reduction makes strokes grey, while MNIST's are white in the middle. Works in place. */
function restoreContrast(field: Float32Array): void {
  const gain = 1 / Math.min(1, strokeLevel(field));
  field.forEach((value, i) => (field[i] = Math.min(1, value * gain)));
}
