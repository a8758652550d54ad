import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { digit } from '../../../data/pack';
import { commonInk, meanCommonInk, meanInk } from '../../../diffusion/pictures/ink';
import { key } from '../../../diffusion/random';
import { readKnownDigits } from '../../../engine/worker/sampling/knownDigits.test-helper';
import { linear, readPack, readShipped } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';
import { shipped } from '../../../model/networks/shipped';
import { drawBatch } from '../../../model/train/batch';
import { decodeView, initialView } from '../../link/codec';
import { guidance } from '../chapters/guidance';

let network: ReturnType<typeof readShipped>;
beforeAll(() => {
  network = readShipped();
});

it('a training hides one label in ten', async () => {
  const { pixels, labels } = await readPack('train-0');
  const { labels: told } = drawBatch(shipped, linear, { pixels, labels }, key(1), 10_000);
  expect(told.filter((label) => label === shipped.classes).length / told.length).toBeCloseTo(0.1, 2);
});

describe('twelve 7s, at w = 0 and at w = 5', () => {
  let a: Float32Array[];
  let b: Float32Array[];
  beforeAll(async () => {
    const ask = guidance.steps.find(({ id }) => id === 'stronger')?.ask;
    const link = decodeView(new URLSearchParams(ask?.reveal.link)).view;
    expect(link).toMatchObject({ aLabel: 7, bLabel: 7, aGuidance: 0, bGuidance: 5, gridCount: 12 });
    const { gridCount, gridSeed, aSteps, bSteps } = link;
    expect(bSteps).toBe(aSteps);
    const draw = (w: number): Promise<Float32Array[]> =>
      network.draw({
        labels: Array<number>(gridCount).fill(7),
        seeds: Array.from({ length: gridCount }, (_, i) => gridSeed + i),
        steps: aSteps,
        guidance: w,
      });
    [a, b] = [await draw(0), await draw(5)];
  });

  it('have a third more ink, and more of it in common, which thicker strokes alone do not make', () => {
    expect(meanInk(b) / meanInk(a)).toBeCloseTo(4 / 3, 1);
    const percent = (pictures: readonly Float32Array[]): number => Math.round(100 * meanCommonInk(pictures));
    expect(percent(a)).toBe(27);
    expect(percent(b)).toBe(38);
    expect(percent(thickened(a, meanInk(b)))).toBe(35);
  });

  it('the rare ones are gone: those that had least ink in common with the others have more', () => {
    const withOthers = (pictures: readonly Float32Array[], i: number): number =>
      pictures.reduce((sum, other, k) => (k === i ? sum : sum + commonInk(pictures[i], other)), 0) / 11;
    const rarest = a.map((_, i) => i).sort((i, k) => withOthers(a, i) - withOthers(a, k));
    for (const i of rarest.slice(0, 4)) expect(withOthers(b, i)).toBeGreaterThan(1.2 * withOthers(a, i));
  });
});

it('the model card has 99.05 % read rightly at w = 0, and all at w = 0.5', () => {
  const { quality } = JSON.parse(readFileSync('public/models/shipped.card.json', 'utf8')) as {
    quality: { rows: { name: string; samples: { accuracy: number } }[] };
  };
  const accuracy = (name: string) => quality.rows.find((row) => row.name === name)?.samples.accuracy;
  expect(accuracy('DDIM-50, w = 0')).toBe(0.9905);
  expect(accuracy('DDIM-50, w = 0.5')).toBe(1);
});

it('a 3 goes up to its noise, and comes back as other digits', async () => {
  const { inversionSteps: steps, changeGuidance } = initialView();
  const three = digit(await readPack('train-0'), 7);
  const [noise] = await network.draw({
    ...{ labels: [3], steps, invertTo: 1000 },
    start: { t: 0, pictures: three },
  });
  const labels = [0, 8];
  const pictures = Float32Array.from([...noise, ...noise]);
  const back = await network.draw({ labels, steps, guidance: changeGuidance, start: { t: 1000, pictures } });
  const { read } = await readKnownDigits();
  expect(back.map(read)).toEqual(labels);
});

/** Pictures whose strokes are made thicker, each pixel by the same share of what its darkest neighbour has more, to a mean ink. */
function thickened(pictures: readonly Float32Array[], ink: number): Float32Array[] {
  const around = (x: Float32Array, i: number): number =>
    Math.max(
      x[i],
      ...(i % 28 > 0 ? [x[i - 1]] : []),
      ...(i % 28 < 27 ? [x[i + 1]] : []),
      ...(i >= 28 ? [x[i - 28]] : []),
      ...(i < 756 ? [x[i + 28]] : []),
    );
  const full = pictures.map((picture) => picture.map((_, i) => around(picture, i)));
  const share = (ink - meanInk(pictures)) / (meanInk(full) - meanInk(pictures));
  return pictures.map((picture, k) => picture.map((value, i) => value + share * (full[k][i] - value)));
}
