import { beforeAll, expect, it } from 'vitest';
import { digit, digitsOfClass, type Pack } from '../../../data/pack';
import { effectiveNumber, EVERY_CLASS, posteriorMean, posteriorWeights } from '../../../diffusion/exact';
import { addNoise } from '../../../diffusion/forward';
import { joinPictures } from '../../../diffusion/pictures/pixels';
import { meanSquareError } from '../../../diffusion/pictures/similarity';
import { fillGaussian, fold, key, sampleKey } from '../../../diffusion/random';
import { slerp } from '../../../diffusion/slerp';
import { ddimStep } from '../../../diffusion/steps';
import { timesteps } from '../../../diffusion/timesteps';
import { readKnownDigits } from '../../../engine/worker/sampling/knownDigits.test-helper';
import { linear, readPack, readShipped } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';
import { decodeView } from '../../link/codec';
import { copying } from '../chapters/copying';

let network: ReturnType<typeof readShipped>;
let known: Awaited<ReturnType<typeof readKnownDigits>>;
let test: Pack;
beforeAll(async () => {
  network = readShipped();
  known = await readKnownDigits();
  test = await readPack('test');
});

const linkOf = (step: string) =>
  decodeView(new URLSearchParams(copying.steps.find(({ id }) => id === step)?.link)).view;
/** x_T of a seed, as the page draws it. */
const firstNoise = (seed: number): Float32Array =>
  fillGaussian(fold(sampleKey(seed, 'reverse', 0), 0), new Float32Array(784));
const exactGuess = (xt: Float32Array, t: number) => {
  const weights = posteriorWeights(known.points, xt, linear, t, EVERY_CLASS);
  return { weights, mean: posteriorMean(known.points, weights) };
};

it('sampling with the exact denoiser ends at a digit that it knows, and begins at a mean of very many', () => {
  const { seed } = linkOf('perfect');
  let x = firstNoise(seed);
  expect(effectiveNumber(exactGuess(x, 1000).weights)).toBeGreaterThan(1000);
  const times = [...timesteps(1000, 15), 0];
  times.slice(1).forEach((to, i) => {
    const { mean } = exactGuess(x, times[i]);
    const step = ddimStep(linear, times[i], to, 0);
    x = x.map((value, k) => step.x0 * mean[k] + step.xt * value);
  });
  expect(known.nearestTo(x).distance).toBeLessThan(0.005);
});

it('on new digits with little noise the network’s loss is far below the exact denoiser’s', () => {
  for (const [t, factor] of [
    [100, 5],
    [300, 1.5],
  ]) {
    let [exact, own] = [0, 0];
    for (const i of [3, 10, 17, 24]) {
      const x0 = digit(test, i);
      const xt = addNoise(linear, t, x0, fillGaussian(key(i), new Float32Array(784)), new Float32Array(784));
      exact += meanSquareError(exactGuess(xt, t).mean, x0);
      own += meanSquareError(network.ask('x0', xt, t), x0);
    }
    expect(exact).toBeGreaterThan(factor * own);
  }
});

it('a sample is no nearer to the training digits than unseen digits are; picture 3 is among the near ones', async () => {
  const { aLabel, aSteps, gridSeed, copied } = linkOf('nearest');
  expect(copied).toBe('a.5');
  const [fifth, third] = await network.draw({
    labels: [aLabel, aLabel],
    seeds: [gridSeed + 4, gridSeed + 2],
    steps: aSteps,
  });
  const unseen = digitsOfClass(test, aLabel)
    .slice(0, 40)
    .map((i) => known.nearestTo(digit(test, i)).distance);
  const nearer = (picture: Float32Array): number =>
    unseen.filter((each) => each < known.nearestTo(picture).distance).length / unseen.length;
  expect(nearer(fifth)).toBeGreaterThan(0.3);
  expect(nearer(third)).toBeLessThan(0.5);
  // Far from a copy all the same.
  expect(known.nearestTo(third).distance).toBeGreaterThan(2);
});

it('between two noises every picture is a 3, and none is a training digit', async () => {
  const { stripFrom, stripTo, stripLabel, stripSteps: steps } = linkOf('between');
  const ends = [firstNoise(stripFrom), firstNoise(stripTo)];
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const noises = shares.map((u) => slerp(ends[0], ends[1], u, new Float32Array(784)));
  const labels = shares.map(() => stripLabel);
  const strip = await network.draw({ labels, steps, start: { t: 1000, pictures: joinPictures(noises) } });
  for (const picture of strip) {
    expect(known.read(picture)).toBe(3);
    expect(known.nearestTo(picture).distance).toBeGreaterThan(2);
  }
});
