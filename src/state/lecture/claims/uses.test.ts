import { beforeAll, describe, expect, it } from 'vitest';
import { anomalies, calibrationDigits, judgedDigits } from '../../../data/anomalies';
import { digit, type Pack } from '../../../data/pack';
import { calibrate, excess, outline } from '../../../diffusion/anomaly';
import { addNoise } from '../../../diffusion/forward';
import { auc } from '../../../diffusion/numbers/roc';
import { blank } from '../../../diffusion/pictures/corruptions';
import { commonInk } from '../../../diffusion/pictures/ink';
import { joinPictures } from '../../../diffusion/pictures/pixels';
import { meanSquareError, rmsDifference } from '../../../diffusion/pictures/similarity';
import { fillGaussian, fold, key, sampleKey } from '../../../diffusion/random';
import { readKnownDigits } from '../../../engine/worker/sampling/knownDigits.test-helper';
import { linear, readPack, readShipped } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';
import { decodeView } from '../../link/codec';
import { uses } from '../chapters/uses';

let network: ReturnType<typeof readShipped>;
let test: Pack;
beforeAll(async () => {
  network = readShipped();
  test = await readPack('test');
});

const linkOf = (step: string) =>
  decodeView(new URLSearchParams(uses.steps.find(({ id }) => id === step)?.link)).view;

it('a little noise leaves the 3, much makes an 8; between them the 8 lies where the 3 lay', async () => {
  const { seed, editLabel, strength, variants } = linkOf('restyle');
  const { read } = await readKnownDigits();
  const three = digit(await readPack('train-0'), 7);
  const restyle = (t: number): Promise<Float32Array[]> => {
    const pictures = Array.from({ length: 4 }, (_, i) => {
      const epsilon = fillGaussian(fold(sampleKey(seed, 'forward', i), 0), new Float32Array(784));
      return addNoise(linear, t, three, epsilon, epsilon);
    });
    return network.draw({
      ...{ seed, labels: pictures.map(() => editLabel), sampler: 'ddpm', steps: Math.round((40 * t) / 1000) },
      start: { t, pictures: joinPictures(pictures) },
    });
  };
  const [little, between, much] = [await restyle(200), await restyle(strength), await restyle(900)];
  // Of the four the page shows the first two.
  expect(variants).toBe(2);
  expect(little.map(read)).toEqual([3, 3, 3, 3]);
  expect(between.map(read)).toEqual([8, 8, 8, 8]);
  expect(much.map(read)).toEqual([8, 8, 8, 8]);
  const onThree = (pictures: readonly Float32Array[]): number =>
    pictures.reduce((sum, picture) => sum + commonInk(picture, three), 0) / pictures.length;
  expect(onThree(between)).toBeGreaterThan(1.1 * onThree(much));
});

it('six ways fill in the lower half', () => {
  expect(linkOf('fill-in')).toMatchObject({ edit: 'inpaint', mask: 'lower', completions: 6 });
});

describe('turned digits, by the noise error', () => {
  const COUNT = 20;
  const { seed } = linkOf('how-far');
  const DRAWS = 2;
  let pictures: readonly Float32Array[];
  const errorAt = (t: number, picture: Float32Array): number => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      const epsilon = fillGaussian(fold(sampleKey(seed, 'score', draw), t), new Float32Array(784));
      const xt = addNoise(linear, t, picture, epsilon, new Float32Array(784));
      sum += meanSquareError(network.ask('epsilon', xt, t), epsilon);
    }
    return sum / DRAWS;
  };
  beforeAll(() => {
    const k = sampleKey(seed, 'score', 1000);
    const sources = { test, fashion: test, key: k, count: COUNT, unseen: 4 };
    pictures = [
      calibrationDigits(test, k, COUNT),
      judgedDigits(test, k, COUNT),
      anomalies('quarter', sources),
    ].flatMap((set) => set.pictures);
  });

  it('are told from digits best in between; at t = 20 hardly, and less well at 900', () => {
    const areaAt = (t: number): number => {
      const errors = pictures.map((picture) => errorAt(t, picture));
      const outlines = pictures.map(outline);
      const line = calibrate(errors.slice(0, COUNT), outlines.slice(0, COUNT));
      const scores = errors.map((error, i) => excess(line, error, outlines[i]));
      return auc(scores.slice(COUNT, 2 * COUNT), scores.slice(2 * COUNT)).auc;
    };
    const [low, between, high] = [20, 500, 900].map(areaAt);
    expect(between).toBeGreaterThan(0.9);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeLessThan(between - 0.05);
  });

  it('at t = 1000 the guess is the same for every picture', () => {
    const epsilon = fillGaussian(key(1), new Float32Array(784));
    const [a, b] = [pictures[COUNT], pictures[2 * COUNT]].map((picture) =>
      network.ask('x0', addNoise(linear, 1000, picture, epsilon, new Float32Array(784)), 1000),
    );
    expect(rmsDifference(a, b)).toBeLessThan(0.05);
  });

  it('at t = 100 a blank sheet has less error than any digit', () => {
    const digits = pictures.slice(0, 2 * COUNT).map((picture) => errorAt(100, picture));
    expect(errorAt(100, blank(28))).toBeLessThan(Math.min(...digits));
  });
});
