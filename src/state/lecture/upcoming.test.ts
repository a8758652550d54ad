// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { CHAPTERS } from './chapters';
import type { OpenStep } from './openStep';
import { upcoming } from './upcoming';

const [undo, sqrt] = await Promise.all(CHAPTERS.slice(0, 2).map(({ load }) => load()));

const at = (index: number, isRevealed = false): OpenStep => ({
  chapter: undo,
  step: undo.steps[index],
  text: undo.text.steps[undo.steps[index].id],
  index,
  place: undefined,
  answer: undefined,
  votes: undefined,
  isRevealed,
  isExploring: false,
});

it('names what Next leads to: an answer, a step with what answers it, the next chapter’s first step', async () => {
  const { link, ask } = undo.steps[2];
  expect(await upcoming(at(2))).toEqual([ask?.reveal.link]);
  expect(await upcoming(at(2, true))).toEqual([undo.steps[3].link]);
  expect(await upcoming(at(1))).toEqual([link, ask?.reveal.link]);
  expect(await upcoming(at(undo.steps.length - 1))).toEqual([sqrt.steps[0].link]);
});
