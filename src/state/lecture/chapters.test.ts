import { describe, expect, it } from 'vitest';
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
      expect(countWords(words.note ?? '')).toBeLessThanOrEqual(40);
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
