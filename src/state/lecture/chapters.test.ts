import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { digit, decodePack, type Pack } from '../../data/pack';
import { packsFor, packPath } from '../../data/packs';
import { detectability, shareTold } from '../../diffusion/endOfForward';
import { effectiveNumber, EVERY_CLASS, posteriorWeights } from '../../diffusion/exact';
import { additiveAsSchedule, addNoise } from '../../diffusion/forward';
import { fillGaussian, key } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import { createCpuNetwork } from '../../model/cpu/evaluate';
import { createEmbedding } from '../../model/embedding';
import { lookup } from '../../model/lookup';
import { countParameters } from '../../model/network';
import { shipped } from '../../model/networks/shipped';
import manifest from '../../model/networks/shipped.weights.json';
import { preconditioning } from '../../model/preconditioning';
import { readWeights } from '../../model/weights';
import { decodeView, initialView } from '../link/codec';
import { LETTERS } from './chapter';
import { CHAPTERS, type LoadedChapter } from './chapters';
import { RUNS } from './runs';

const chapters: readonly LoadedChapter[] = await Promise.all(CHAPTERS.map(({ load }) => load()));
const steps = chapters.flatMap((chapter) =>
  chapter.steps.map((step) => [chapter.id, step, chapter.text] as const),
);
const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length;

describe.each(steps.map(([chapter, step, text]) => [`${chapter}.${step.id}`, step, text] as const))(
  'the step %s',
  (_, step, text) => {
    const reveal = step.ask?.reveal;
    const links = [step.link, ...(reveal?.link ? [reveal.link] : [])];

    it('has links that the page understands', () => {
      for (const link of links) expect(decodeView(new URLSearchParams(link)).problems).toEqual([]);
    });

    it('moves and presses what its view has, to where it can go', () => {
      const { page } = decodeView(new URLSearchParams(links.at(-1))).view;
      for (const act of [...(step.acts ?? []), ...(reveal?.acts ?? [])]) {
        if ('run' in act) {
          expect(RUNS[act.run]).toBe(page);
          continue;
        }
        const { slide, to, seconds } = act;
        expect(initialView()).toHaveProperty(slide);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1000);
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(10);
      }
    });

    it('says few words', () => {
      const words = text.steps[step.id];
      const all = 'words' in words ? [words.words] : [words.question];
      for (const each of all) expect(countWords(each)).toBeLessThanOrEqual(35);
    });

    it('asks a question with one right answer, two wrong ones with a misconception each, and something that runs', () => {
      const words = text.steps[step.id];
      expect('question' in words).toBe(step.ask !== undefined);
      if (!step.ask || !('question' in words)) return;
      const { right, wrong } = step.ask;
      const given = LETTERS.filter((letter) => words.answers[letter] !== undefined);
      expect(Object.keys(wrong).length).toBeGreaterThanOrEqual(2);
      expect([right, ...Object.keys(wrong)].sort()).toEqual(given);
      expect(reveal?.link ?? reveal?.acts).toBeDefined();
      for (const letter of given) expect(words.answers[letter]?.reply).not.toBe('');
    });
  },
);

it('has no words for steps that are not there', () => {
  for (const { id, steps: all, text } of chapters)
    expect(Object.keys(text.steps), id).toEqual(all.map((step) => step.id));
});

describe('what the chapters claim', () => {
  const linear = makeSchedule('linear', 1000);
  const additive = additiveAsSchedule(linear);
  const noise = (k: number): Float32Array => fillGaussian(key(k), new Float32Array(784));
  let pack: Pack;
  /** The digit train.7. */
  let three: Float32Array;
  let distanceToBlank = NaN;
  beforeAll(async () => {
    const [info] = packsFor('train', 8);
    pack = await decodePack(readFileSync(`public/${packPath(info)}`), info);
    expect(pack.labels[7]).toBe(3);
    three = digit(pack, 7);
    distanceToBlank = Math.hypot(...three.map((pixel) => pixel + 1));
  });

  it('undo: the weights at t = 320 add up in squares, and at t = 1000 the digit has 0.006', () => {
    expect(Math.sqrt(linear.alphaBar[320])).toBeCloseTo(0.591, 3);
    expect(Math.sqrt(linear.oneMinusAlphaBar[320])).toBeCloseTo(0.806, 3);
    expect(Math.sqrt(linear.alphaBar[1000])).toBeCloseTo(0.006, 3);
    expect(countParameters(shipped)).toBe(938_593);
  });

  it('sqrt: the betas add up to 10.05; an observer who knows both is right in 99.98 of 100 tries, and in 53', () => {
    const sum = linear.beta.reduce((total, beta) => total + beta, 0);
    expect(sum).toBeCloseTo(10.05, 2);
    expect(Math.sqrt(sum)).toBeCloseTo(3.17, 2);
    expect(100 * shareTold(detectability(additive, 1000, distanceToBlank))).toBeCloseTo(99.98, 2);
    expect(Math.round(100 * shareTold(detectability(linear, 1000, distanceToBlank)))).toBe(53);
  });

  it('why-network: beta_700 is 0.0140; many of 10,000 digits could have become x_700, and one x_100', () => {
    expect(linear.beta[700]).toBeCloseTo(0.014, 4);
    const points = { bytes: pack.pixels.subarray(0, 784 * 10_000), labels: pack.labels.subarray(0, 10_000) };
    const sharing = (t: number): number => {
      const xt = addNoise(linear, t, three, noise(3), new Float32Array(784));
      return effectiveNumber(posteriorWeights(points, xt, linear, t, EVERY_CLASS));
    };
    expect(sharing(700)).toBeGreaterThan(10);
    expect(sharing(100)).toBeLessThan(1.01);
  });

  it('one-step: in pure noise the network’s guess is grey, and nearly the same for every noise', () => {
    const file = new Uint8Array(readFileSync(`public/${manifest.file}`));
    const { parameters } = readWeights(shipped, manifest, file.buffer);
    const cpu = createCpuNetwork(shipped, parameters);
    const { data } = lookup(parameters, 'template');
    const channel = data.subarray(10 * 784, 11 * 784);
    const e = createEmbedding(shipped, parameters)(1000, [10]);
    const { xt: weight, output } = preconditioning(shipped, linear, 1000).outputTransform('x0');
    const guesses = [1, 2, 3].map((k) => {
      const xt = noise(k);
      const raw = new Float32Array(784);
      cpu.evaluate({ xt, channel, e }, raw);
      return raw.map((value, i) => weight * xt[i] + output * value);
    });
    const rms = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
      Math.sqrt(Array.from(a, (value, i) => (value - b[i]) ** 2).reduce((x, y) => x + y) / 784);
    // Two digits differ by far more.
    const apart = [rms(guesses[0], guesses[1]), rms(guesses[0], guesses[2]), rms(guesses[1], guesses[2])];
    expect(Math.max(...apart)).toBeLessThan(0.2);
    expect(rms(three, digit(pack, 0))).toBeGreaterThan(3 * Math.max(...apart));
    expect(Math.max(...guesses[0])).toBeLessThan(0.5);
  });
});
