/**
 * Pictures of what differs. Two hues that people who see no red or no green tell apart, gold and blue, on black where nothing
 * differs, and for errors a scale whose lightness grows all the way (so it reads in grey, too).
 */

type Colour = readonly [red: number, green: number, blue: number];

const MORE: Colour = [255, 190, 40];
const LESS: Colour = [92, 158, 255];
/** From no error to the largest, evenly; the first is where it begins to show. */
const HEAT: readonly Colour[] = [
  [66, 10, 104],
  [188, 55, 84],
  [249, 142, 8],
  [252, 255, 164],
];
/** Of the picture's own brightness, below the errors. */
const DIMMED = 0.4;
/** Small differences are lifted: the eye's scale is no straight line. */
const LIFT = 0.6;

/**
 * Differences in colour: gold above 0, blue below, black at 0; larger ones than `most` as that.
 *
 * @param x n values
 * @param most above 0
 * @param rgba receives 4n bytes
 * @returns rgba
 * @throws RangeError if rgba does not hold 4 bytes a value
 */
export function signedMap(x: Float32Array, most: number, rgba: Uint8ClampedArray): Uint8ClampedArray {
  demandRoom(x, rgba);
  x.forEach((value, i) => {
    const share = Math.min(1, Math.abs(value) / most) ** LIFT;
    const colour = value < 0 ? LESS : MORE;
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = share * colour[c];
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}

/**
 * Errors laid over the picture that they are of: the picture stays to be seen, dimmed, where there is little error.
 *
 * @param errors n values, not negative
 * @param most the error that has the scale's last colour, above 0
 * @param x0 the picture, n values in [-1, 1]
 * @param rgba receives 4n bytes
 * @returns rgba
 * @throws RangeError if the lengths do not fit
 */
export function errorMap(
  errors: Float32Array,
  most: number,
  x0: Float32Array,
  rgba: Uint8ClampedArray,
): Uint8ClampedArray {
  demandRoom(errors, rgba);
  if (x0.length !== errors.length)
    throw new RangeError(`${errors.length} errors do not lie over ${x0.length} pixels`);
  errors.forEach((error, i) => {
    const share = Math.min(1, error / most) ** LIFT;
    const at = share * (HEAT.length - 1);
    const below = Math.min(HEAT.length - 2, Math.floor(at));
    const grey = DIMMED * (x0[i] + 1) * 127.5;
    // It covers the picture before it is bright.
    const cover = Math.min(1, 2.5 * share);
    for (let c = 0; c < 3; c++) {
      const heat = HEAT[below][c] + (at - below) * (HEAT[below + 1][c] - HEAT[below][c]);
      rgba[4 * i + c] = grey + cover * (heat - grey);
    }
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}

function demandRoom(x: Float32Array, rgba: Uint8ClampedArray): void {
  if (rgba.length !== 4 * x.length)
    throw new RangeError(`${x.length} pixels need ${4 * x.length} bytes, not ${rgba.length}`);
}
