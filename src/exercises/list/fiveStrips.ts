import type { Rule } from '../../diffusion/rules';
import type { Draw } from '../draw';
import { closedTask, type Key, type Mistake, type Task } from '../task';
import { TEXTS } from '../texts';

const { fiveStrips: texts } = TEXTS;

/** The rules whose strips stand there without names. */
const RULES = ['ddpm', 'ddim-20', 'no-noise', 'mid-start', 'additive'] as const satisfies readonly Rule[];
type Shown = (typeof RULES)[number];

/** What is taken for another rule, and what is said of it; by the strip's own rule. */
const MISTAKEN: Partial<Record<Shown, readonly Mistake[]>> = {
  'ddim-20': [{ value: 'ddpm', says: texts.spread }],
  'mid-start': [{ value: 'ddpm', says: texts.share }],
};

const OPTIONS = RULES.map((id) => ({ id, text: texts.rules[id] }));

/** 8: five strips of the Lab in an order of their own, without names. */
export function fiveStrips({ shuffled }: Draw, student: string): Task {
  const order = shuffled(RULES);
  const keys = order.map((rule, i): Key => {
    const label = texts.strip(i);
    const mistakes = MISTAKEN[rule] ?? [];
    return {
      field: { id: `strip${i + 1}`, kind: 'choice', label, options: OPTIONS },
      value: rule,
      tolerance: 0,
      mistakes,
    };
  });
  return closedTask(
    {
      ...{ id: 8, student, minutes: 8, title: texts.title, hint: texts.hint },
      link: '?view=lab&at=1000',
      question: texts.question,
      hides: order.map(hiddenRule),
    },
    keys,
  );
}

/** The name by which a rule's figure is hidden: those that are stand in their order, without what would tell them. */
const hiddenRule = (rule: Shown): string => `rule.${rule}`;
