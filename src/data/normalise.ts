import { removeBackground, type Picture } from './background';
import { dropSpecks } from './components';
import { DataError } from './errors';
import { PIXELS, SIDE } from './pack';
import { strokeWidth, widen } from './strokes';

/** MNIST's digits touch a box of this side. */
const BOX = 20;
/** ... and their centre of mass lies in the middle of this pixel, rounded to whole pixels. */
const CENTRE = SIDE / 2 + 0.5;
/** 95 of 100 MNIST digits have wider strokes than this, in pixels of the field. */
const THIN_STROKE = 1.6;
/** Below this contrast with the sheet nothing is called a digit: 15 of 255 grey levels. */
const LEAST_CONTRAST = 0.06;
/** Ink fainter than this is the halo of a stroke and does not count for the box. */
const HALO = 0.1;
/** A piece lighter than this share of the heaviest is dust. */
const DUST = 0.02;

/**
 * Makes an MNIST picture of any picture of a digit, as the makers of MNIST did it: the digit, light or dark on its sheet,
 * is scaled into 20 x 20 by averaging over areas, keeping its proportions, and laid into 28 x 28 with its centre of mass
 * in the middle. Returns 784 values in [-1, 1], 1 ink. Throws a DataError 'blank' when nothing stands out.
 *
 * @see http://yann.lecun.com/exdb/mnist/ ("The original black and white images ... were size normalized")
 */
export function normalise(picture: Picture): Float32Array {
  const ink = extractInk(picture);
  dropSpecks(ink, picture.width, DUST, HALO);
  const small = fitIntoField(thickenThinPen(ink, picture.width), picture.width);
  restoreContrast(small);
  return small.map((value) => 2 * value - 1);
}

/** Ink in [0, 1], 0 the sheet and 1 the full stroke, whichever of the two is lighter. */
function extractInk(picture: Picture): Float32Array {
  const { difference, grain } = removeBackground(picture);
  // Ink goes far to one side of the sheet, grain a little to both: the third moment has the sign of the ink.
  const sign = Math.sign(difference.reduce((sum, d) => sum + d * d * d, 0));
  const ink = difference.map((d) => sign * d);
  const full = strokeLevel(ink);
  if (full < Math.max(LEAST_CONTRAST, 4 * grain)) {
    throw new DataError(
      'blank',
      'There is no digit to be seen in this picture.',
      'Use a picture in which one dark digit stands on a light ground, or a light one on a dark ground.',
    );
  }
  const floor = 3.5 * grain + 1e-3;
  return ink.map((value) => (value > floor ? Math.min(1, value / full) : 0));
}

/** The level of a stroke's middle: of the values above half the maximum, that which a quarter exceeds. */
function strokeLevel(values: Float32Array): number {
  const half = values.reduce((most, value) => Math.max(most, value), 0) / 2;
  const upper = values.filter((value) => value > half).sort();
  return upper.length === 0 ? 0 : upper[Math.floor(0.75 * (upper.length - 1))];
}

/** Widens strokes that would be thinner than MNIST's once the digit is made small. */
function thickenThinPen(ink: Float32Array, width: number): Float32Array {
  const scale = scaleOf(measure(ink, width));
  const radius = Math.round((THIN_STROKE / scale - strokeWidth(ink, width)) / 2);
  return radius > 0 ? widen(ink, width, radius) : ink;
}

interface Measures {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly centreX: number;
  readonly centreY: number;
}

/** Bounding box and centre of mass in the picture's coordinates, in which pixel i covers i ... i + 1. */
function measure(ink: Float32Array, width: number): Measures {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  let [mass, massX, massY] = [0, 0, 0];
  ink.forEach((value, i) => {
    if (value <= HALO) return;
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    mass += value;
    massX += value * (x + 0.5);
    massY += value * (y + 0.5);
  });
  return { left, top, right, bottom, centreX: massX / mass, centreY: massY / mass };
}

function scaleOf({ left, top, right, bottom }: Measures): number {
  return BOX / Math.max(right - left, bottom - top);
}

function fitIntoField(ink: Float32Array, width: number): Float32Array {
  const m = measure(ink, width);
  const scale = scaleOf(m);
  // The box starts at a whole pixel, as in MNIST.
  const startX = Math.round(CENTRE - (m.centreX - m.left) * scale);
  const startY = Math.round(CENTRE - (m.centreY - m.top) * scale);
  const field = new Float32Array(PIXELS);
  for (let y = m.top; y < m.bottom; y++) {
    const y0 = startY + (y - m.top) * scale;
    for (let x = m.left; x < m.right; x++) {
      const value = ink[y * width + x];
      if (value > 0) spread(field, value, startX + (x - m.left) * scale, y0, scale);
    }
  }
  return field;
}

/** Adds a square of ink to a field, to each pixel by the area that they share; what lies outside is lost. */
function spread(field: Float32Array, value: number, x0: number, y0: number, side: number): void {
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(SIDE, y0 + side); y++) {
    const high = Math.min(y + 1, y0 + side) - Math.max(y, y0);
    for (let x = Math.max(0, Math.floor(x0)); x < Math.min(SIDE, x0 + side); x++) {
      const wide = Math.min(x + 1, x0 + side) - Math.max(x, x0);
      field[y * SIDE + x] += value * high * wide;
    }
  }
}

/** What is made small turns grey; MNIST's strokes are white in the middle. Works in place. */
function restoreContrast(field: Float32Array): void {
  const gain = 1 / Math.min(1, strokeLevel(field));
  field.forEach((value, i) => (field[i] = Math.min(1, value * gain)));
}
