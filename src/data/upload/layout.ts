/** A sheet of ink in [0, 1], row by row. */
export interface Sheet {
  readonly width: number;
  readonly ink: Float32Array;
}

/** Where the ink is; pixel i covers the coordinates i to i + 1. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The longer side of the box. */
  readonly longest: number;
  /** Centre of mass. */
  readonly centreX: number;
  readonly centreY: number;
}

/** Bounding box and centre of mass of the ink above `halo`, of which there must be some. */
export function measure({ ink, width }: Sheet, halo: number): Extent {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  let [mass, massX, massY] = [0, 0, 0];
  ink.forEach((value, i) => {
    if (value <= halo) return;
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
  const longest = Math.max(right - left, bottom - top);
  return { left, top, right, bottom, longest, centreX: massX / mass, centreY: massY / mass };
}

/**
 * Places the box of a sheet, scaled by averaging over areas, on a new square sheet with the box's upper left corner at (x, y). What
 * lies outside is lost.
 */
export function place(sheet: Sheet, box: Extent, scale: number, side: number, x: number, y: number): Sheet {
  const placed = { width: side, ink: new Float32Array(side * side) };
  for (let row = box.top; row < box.bottom; row++) {
    for (let column = box.left; column < box.right; column++) {
      const value = sheet.ink[row * sheet.width + column];
      if (value > 0)
        spread(placed, value, x + (column - box.left) * scale, y + (row - box.top) * scale, scale);
    }
  }
  return placed;
}

/** Adds a square of ink to the pixels in proportion to the area that they share. */
function spread({ ink, width }: Sheet, value: number, x0: number, y0: number, side: number): void {
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(width, y0 + side); y++) {
    const high = Math.min(y + 1, y0 + side) - Math.max(y, y0);
    for (let x = Math.max(0, Math.floor(x0)); x < Math.min(width, x0 + side); x++) {
      const wide = Math.min(x + 1, x0 + side) - Math.max(x, x0);
      ink[y * width + x] += value * high * wide;
    }
  }
}
