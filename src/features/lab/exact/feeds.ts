import { fromBytes } from '../../../diffusion/pictures/pixels';
import type { Draw } from '../../../ui/PixelCanvas';
import { exact, onExact, type Answer } from '../state/exact';
import { exactXt } from '../state/exactPicture';

/** A text about the newest answer; a dash while there is none. */
export const answerText = (words: (answer: Answer) => string) => (): string => {
  const answer = exact.currentAnswer();
  return answer ? words(answer) : '–';
};

/** A canvas's feed from the newest answer. Feeds are stable functions, so that a canvas subscribes once. */
const feed = (pick: (answer: Answer) => Float32Array | null) => (draw: Draw) =>
  onExact(() => {
    const answer = exact.currentAnswer();
    draw(answer && pick(answer));
  });

export const feedXt = (draw: Draw) => onExact(() => draw(exactXt()));
export const feedExact = feed(({ x0Hat }) => x0Hat);
export const feedNetwork = feed(({ networkX0Hat }) => networkX0Hat);
export const feedDifference = feed(({ x0Hat, networkX0Hat }) =>
  x0Hat.map((value, i) => value - networkX0Hat[i]),
);

const pixelsByBytes = new WeakMap<Uint8Array, Float32Array>();

/** A training digit's pixels, made once. */
export function pixelsOf(bytes: Uint8Array): Float32Array {
  const pixels = pixelsByBytes.get(bytes) ?? fromBytes(bytes);
  pixelsByBytes.set(bytes, pixels);
  return pixels;
}

/** The digits of the five largest weights. */
export const feedNeighbours = [0, 1, 2, 3, 4].map((i) =>
  feed(({ neighbours }) => (neighbours.at(i) ? pixelsOf(neighbours[i].bytes) : null)),
);

/** Weight of all digits that are not among the neighbours. */
export const restOf = ({ neighbours }: Answer): number =>
  Math.max(0, 1 - neighbours.reduce((sum, { weight }) => sum + weight, 0));

/** Below this weight the mean of the others is a difference of rounding errors. */
const LEAST_REST = 1e-3;

/** The mean of the digits that are not among the neighbours: the rest of the sum. */
export const feedRest = feed((answer) => {
  const rest = restOf(answer);
  if (rest < LEAST_REST) return null;
  const mean = answer.x0Hat.slice();
  for (const { bytes, weight } of answer.neighbours)
    pixelsOf(bytes).forEach((value, i) => (mean[i] -= weight * value));
  return mean.map((value) => value / rest);
});
