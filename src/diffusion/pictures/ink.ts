/** The ink of a pixel, 0 on paper (-1) to 1 (ink). */
const inkOf = (pixel: number): number => (Math.min(1, Math.max(-1, pixel)) + 1) / 2;

/** The mean ink of all pixels of some pictures, 0 for empty sheets to 1. @param pictures pixels in [-1, 1]; none: NaN */
export function meanInk(pictures: readonly Float32Array[]): number {
  let [sum, count] = [0, 0];
  for (const picture of pictures) {
    for (const pixel of picture) sum += inkOf(pixel);
    count += picture.length;
  }
  return sum / count;
}

/**
 * How much of their ink two pictures have in common: the sum over all pixels of the smaller ink, over that of the larger (Ruzicka's
 * similarity). 0 where no ink lies upon ink, 1 for equal pictures; NaN of two empty sheets.
 * @param a pixels in [-1, 1]
 * @param b as many
 */
export function commonInk(a: Float32Array, b: Float32Array): number {
  let [common, all] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [inkOf(a[i]), inkOf(b[i])];
    common += Math.min(one, other);
    all += Math.max(one, other);
  }
  return common / all;
}

/** The mean of {@link commonInk} over all pairs of some pictures; NaN of fewer than two. */
export function meanCommonInk(pictures: readonly Float32Array[]): number {
  let [sum, pairs] = [0, 0];
  pictures.forEach((one, i) => {
    for (const other of pictures.slice(0, i)) {
      sum += commonInk(one, other);
      pairs++;
    }
  });
  return sum / pairs;
}
