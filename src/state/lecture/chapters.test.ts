import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { digit, decodePack } from '../../data/pack';
import { packsFor, packPath } from '../../data/packs';
import { detectability, shareTold } from '../../diffusion/endOfForward';
import { additiveAsSchedule } from '../../diffusion/forward';
import { makeSchedule } from '../../diffusion/schedule';
import { countParameters } from '../../model/network';
import { shipped } from '../../model/networks/shipped';
import { decodeView, initialView } from '../link/codec';
import { LETTERS } from './chapter';
import { CHAPTERS, type LoadedChapter } from './chapters';

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

    it('moves what its view has, to where it can go', () => {
      for (const { slide, to, seconds } of [...(step.acts ?? []), ...(reveal?.acts ?? [])]) {
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
  /** How far the digit train.7 is from an empty sheet. */
  let distance = NaN;
  beforeAll(async () => {
    const [info] = packsFor('train', 8);
    const pack = await decodePack(readFileSync(`public/${packPath(info)}`), info);
    expect(pack.labels[7]).toBe(3);
    distance = Math.hypot(...digit(pack, 7).map((pixel) => pixel + 1));
  });

  it('undo: the weights at t = 320 add up in squares, and at t = 1000 the digit has 0.006', () => {
    expect(Math.sqrt(linear.alphaBar[320])).toBeCloseTo(0.591, 3);
    expect(Math.sqrt(linear.oneMinusAlphaBar[320])).toBeCloseTo(0.806, 3);
    expect(Math.sqrt(linear.alphaBar[1000])).toBeCloseTo(0.006, 3);
    expect(countParameters(shipped)).toBe(938_593);
  });

  it('sqrt: the betas add up to 10.05; the best observer is right in 99.98 of 100 tries, and in 53', () => {
    const sum = linear.beta.reduce((total, beta) => total + beta, 0);
    expect(sum).toBeCloseTo(10.05, 2);
    expect(Math.sqrt(sum)).toBeCloseTo(3.17, 2);
    expect(100 * shareTold(detectability(additive, 1000, distance))).toBeCloseTo(99.98, 2);
    expect(Math.round(100 * shareTold(detectability(linear, 1000, distance)))).toBe(53);
  });
});
