/**
 * Pictures of differences and errors. Differences are gold and blue, which people with any colour blindness can distinguish, on black.
 * Errors have a scale of increasing lightness, which also works in grey.
 */

type Colour = readonly [red: number, green: number, blue: number];

const MORE: Colour = [255, 190, 40];
const LESS: Colour = [92, 158, 255];
/** Evenly spaced colours from the smallest visible error to the largest. */
const HEAT: readonly Colour[] = [
  [66, 10, 104],
  [188, 55, 84],
  [249, 142, 8],
  [252, 255, 164],
];
/** Brightness of the picture below the errors, relative to its own. */
const DIMMED = 0.4;
/** Exponent below 1 that makes small differences visible. */
const LIFT = 0.6;

/**
 * Differences in colour: gold above 0, blue below, black at 0; clipped at `most`.
 *
 * @param x n values
 * @param most above 0
 * @param rgba receives 4n bytes
 * @returns rgba
 * @throws RangeError if rgba does not have 4 bytes for each value
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
 * Errors drawn over their picture, which stays visible, dimmed, where the error is small.
 *
 * @param errors n values, not negative
 * @param most the error with the last colour of the scale, above 0
 * @param x0 the picture, n values in [-1, 1]
 * @param rgba receives 4n bytes
 * @returns rgba
 * @throws RangeError if the lengths differ
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
    const position = share * (HEAT.length - 1);
    const below = Math.min(HEAT.length - 2, Math.floor(position));
    const grey = DIMMED * (x0[i] + 1) * 127.5;
    // The colour covers the picture before it becomes bright.
    const cover = Math.min(1, 2.5 * share);
    for (let c = 0; c < 3; c++) {
      const heat = HEAT[below][c] + (position - below) * (HEAT[below + 1][c] - HEAT[below][c]);
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
