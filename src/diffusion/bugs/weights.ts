import { fillGaussian, fold, sampleKey } from '../random';

/** Waves that the error of the stand-in for a network is made of: how often each goes up and down in x and in t. */
const WAVES = [
  { inX: 1, inT: 1 },
  { inX: 2, inT: 1 },
  { inX: 3, inT: 1 },
  { inX: 1, inT: 2 },
  { inX: 2, inT: 2 },
  { inX: 3, inT: 2 },
] as const;
/** Root mean square of the error with the weights of one update. */
const SIZE = 0.2;
/** Updates whose weights are averaged. */
const AVERAGED = 100;

/** A cosine's and a sine's weight for each wave. */
export type Weights = Float32Array;

/**
 * The weights after an update, counted back from the newest one, which is 0. A stand-in for the end of a training, where they jump about
 * the best ones, which are 0 here.
 */
export const weightsAfter = (seed: number, update: number): Weights =>
  fillGaussian(fold(sampleKey(seed, 'training', 0), update), new Float32Array(2 * WAVES.length));

/** The mean of the weights after the newest {@link AVERAGED} updates. */
export function averageWeights(seed: number): Weights {
  const mean = new Float32Array(2 * WAVES.length);
  for (let update = 0; update < AVERAGED; update++)
    weightsAfter(seed, update).forEach((weight, i) => (mean[i] += weight / AVERAGED));
  return mean;
}

/** The error of epsilonHat that such weights make at x and t. */
export const weightsError =
  (weights: Weights, T: number) =>
  (x: number, t: number): number => {
    const sum = WAVES.reduce((before, { inX, inT }, i) => {
      const angle = inX * x + (2 * Math.PI * inT * t) / T;
      return before + weights[2 * i] * Math.cos(angle) + weights[2 * i + 1] * Math.sin(angle);
    }, 0);
    return (SIZE * sum) / Math.sqrt(WAVES.length);
  };
