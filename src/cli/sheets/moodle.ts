import type { Key, Task } from '../../exercises/task';
import { addressOf, escaped, exact, type Sheet } from './sheet';
import { TEXTS } from './texts';

const text = (content: string): string => `<text>${escaped(content)}</text>`;
const html = (tag: string, content: string): string => `<${tag} format="html">${text(content)}</${tag}>`;

interface MoodleAnswer {
  readonly value: string;
  readonly isRight: boolean;
  readonly tolerance?: number;
  readonly says?: string;
}

const answer = ({ value, isRight, tolerance, says = '' }: MoodleAnswer): string =>
  `<answer fraction="${isRight ? 100 : 0}" format="moodle_auto_format">${text(value)}` +
  (tolerance === undefined ? '' : `<tolerance>${exact(tolerance)}</tolerance>`) +
  `${html('feedback', escaped(says))}</answer>`;

/** The right answer and the known mistakes; Moodle takes the first that fits. */
function numericalAnswers({ value, tolerance, mistakes }: Key): MoodleAnswer[] {
  const right = { value: exact(value ?? NaN), isRight: true, tolerance };
  return [
    right,
    ...mistakes.map((each) => ({ value: exact(each.value), isRight: false, tolerance, says: each.says })),
  ];
}

function choiceAnswers({ field, value, mistakes }: Key): MoodleAnswer[] {
  return (field.options ?? []).map(({ id, text: value_ }) => {
    const says = mistakes.find((each) => each.value === id)?.says;
    return { value: value_, isRight: id === value, ...(says !== undefined && { says }) };
  });
}

/** One question of Moodle's: its kind and what it has beside its words. */
function bodyOf(key: Key): readonly [kind: string, body: string] {
  switch (key.field.kind) {
    case 'number':
      return ['numerical', numericalAnswers(key).map(answer).join('\n')];
    case 'choice':
      return [
        'multichoice',
        `<single>true</single><shuffleanswers>true</shuffleanswers>${choiceAnswers(key).map(answer).join('\n')}`,
      ];
    case 'link':
      return ['essay', '<responseformat>plain</responseformat>'];
    default:
      return key.field.kind satisfies never;
  }
}

function questionOf(task: Task, key: Key, page: string): string {
  const [kind, body] = bodyOf(key);
  const { label } = key.field;
  const words = [
    `<p>${escaped(task.question)}</p>`,
    `<p><a href="${escaped(addressOf(task, page))}">${TEXTS.open}</a></p>`,
    `<p><b>${escaped(kind === 'essay' ? TEXTS.handIn : label)}</b></p>`,
  ];
  return `<question type="${kind}">
<name>${text(TEXTS.question(TEXTS.heading(task.id, task.title), label))}</name>
${html('questiontext', words.join(''))}
${html('generalfeedback', '')}
<defaultgrade>1</defaultgrade><penalty>0.3333333</penalty>
${body}
<hint format="html">${text(escaped(task.hint))}</hint>
</question>`;
}

/** The sheets of all students as Moodle XML: a question category a student, a question a field. */
export function moodleOf(sheets: readonly Sheet[], page: string): string {
  const questions = sheets.flatMap(({ student, entries }) => [
    `<question type="category"><category>${text(TEXTS.category(student))}</category></question>`,
    ...entries.flatMap(({ task, keys }) => keys.map((key) => questionOf(task, key, page))),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>\n`;
}
