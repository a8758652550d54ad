import { RIDDLES, riddleOf } from '../../diffusion/bugs/riddle';
import type { Bug } from '../../diffusion/bugs/names';
import { BUG_LINES } from '../bugLines';
import type { Draw } from '../draw';
import { closedTask, type Mistake, type Task } from '../task';
import { TEXTS } from '../texts';

const { bugHunt: texts } = TEXTS;

/** What is taken for another bug, and what would tell them apart; by the bug that it is. */
const MISTAKEN: Partial<Record<Bug, readonly Mistake[]>> = {
  'one-step': [{ value: 'no-noise', says: texts.spread }],
  'no-noise': [{ value: 'one-step', says: texts.spread }],
  'same-noise': [{ value: 'no-noise', says: texts.seeds }],
};

const OPTIONS = RIDDLES.map((bug) => ({ id: bug, text: BUG_LINES[bug] }));

/** 11: a nameless bug of the museum; which line of the program is wrong? */
export function bugHunt({ number }: Draw, student: string): Task {
  const seed = number(0, 9999);
  const bug = riddleOf(seed);
  return closedTask(
    {
      ...{ id: 11, student, minutes: 15, title: texts.title, hint: texts.hint },
      link: `?view=lab&lab=bugs&riddle=1&seed=${seed}`,
      question: texts.question,
      hides: ['bug'],
    },
    [
      {
        field: { id: 'line', kind: 'choice', label: texts.line, options: OPTIONS },
        value: bug,
        tolerance: 0,
        mistakes: MISTAKEN[bug] ?? [],
      },
    ],
  );
}
