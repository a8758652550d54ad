/**
 * Keeps only the digit: the heaviest connected piece of ink and every piece with at least `share` of its weight, because a digit may
 * have several pieces. Pixels are connected by sides and corners; ink up to `halo` has no weight. Works in place.
 */
export function dropSpecks(ink: Float32Array, width: number, share: number, halo: number): void {
  const piece = new Int32Array(ink.length); // 0 means not visited, or no ink
  const weights = [0];
  for (let i = 0; i < ink.length; i++) {
    if (ink[i] > 0 && piece[i] === 0) weights.push(flood(ink, width, piece, i, weights.length, halo));
  }
  const least = share * weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  for (let i = 0; i < ink.length; i++) if (weights[piece[i]] < least) ink[i] = 0;
}

/** Marks the piece of ink that contains pixel `start`, and returns its weight: the sum of its ink above the halo. */
function flood(
  ink: Float32Array,
  width: number,
  piece: Int32Array,
  start: number,
  mark: number,
  halo: number,
): number {
  const open = [start];
  piece[start] = mark;
  let weight = 0;
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    if (ink[i] > halo) weight += ink[i];
    const x = i % width;
    for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
      for (let j = i + dx - width; j <= i + dx + width; j += width) {
        if (ink[j] > 0 && piece[j] === 0) {
          piece[j] = mark;
          open.push(j);
        }
      }
    }
  }
  return weight;
}
