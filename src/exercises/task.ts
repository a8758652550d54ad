import type { Measure } from './measure';

/** What is typed, chosen or handed in for an exercise, by the field's id. */
export type Answers = Readonly<Partial<Record<string, string>>>;

/** What is asked: a number, one of several answers, or the link of what is on the screen. */
export interface Field {
  readonly id: string;
  readonly kind: 'number' | 'choice' | 'link';
  readonly label: string;
  /** By how much a number may differ, where that is the same for every answer. */
  readonly within?: number;
  /** Of a choice. */
  readonly options?: readonly { readonly id: string; readonly text: string }[];
}

/** What is said of an answer. */
export interface Verdict {
  readonly isRight: boolean;
  /** What a known mistake is answered. */
  readonly says?: string;
}

/** A mistake that is recognised by what it leads to. */
export interface Mistake {
  readonly value: number | string;
  readonly says: string;
}

/** The right answer of a field; a link has no single one. */
export interface Key {
  readonly field: Field;
  /** undefined where a link is judged. */
  readonly value: number | string | undefined;
  /** By how much a number may differ; 0 for the others. */
  readonly tolerance: number;
  readonly mistakes: readonly Mistake[];
}

/** An exercise with the numbers of one student. */
export interface Task {
  /** 1..12 */
  readonly id: number;
  readonly student: string;
  readonly minutes: number;
  readonly title: string;
  /** The state of the page in which it is solved. */
  readonly link: string;
  /** The id of what one looks at, where the view has more than fits on the screen. */
  readonly part?: string;
  readonly question: string;
  readonly hint: string;
  readonly fields: readonly Field[];
  /** The figures of the page that would tell the answer, by their names on the screen. */
  readonly hides: readonly string[];
  /** The right answers. @param measure runs what has to be run */
  readonly key: (measure: Measure) => Promise<readonly Key[]>;
  /** What is said of each answer, by the field's id. */
  readonly judge: (answers: Answers, measure: Measure) => Promise<Readonly<Record<string, Verdict>>>;
}

/** What is typed as a number; NaN if it is none. A comma is taken for the decimal point, and U+2212 for a minus sign. */
export function parseAnswer(text: string): number {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  return plain === '' ? NaN : Number(plain);
}

const RIGHT: Verdict = { isRight: true };
const WRONG: Verdict = { isRight: false };

/** Whether an answer is within the tolerance of a value; texts have to be equal. */
function isNear(answer: string, value: number | string, tolerance: number): boolean {
  // Half a unit of float64 more, so that 0.3 ± 0.1 has 0.4.
  return typeof value === 'string'
    ? answer === value
    : Math.abs(parseAnswer(answer) - value) <= tolerance * (1 + 1e-9);
}

/** What is said of an answer whose right value is known. */
function judgeBy({ value, tolerance, mistakes }: Key, answer = ''): Verdict {
  if (value !== undefined && isNear(answer, value, tolerance)) return RIGHT;
  const mistake = mistakes.find((each) => isNear(answer, each.value, tolerance));
  return mistake ? { ...WRONG, says: mistake.says } : WRONG;
}

/** What is said of all answers whose right values are known. */
export const judgeAll = (keys: readonly Key[], answers: Answers): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(keys.map((each) => [each.field.id, judgeBy(each, answers[each.field.id])]));

/** The key of a number. @param tolerance above 0 */
export const numberKey = (
  id: string,
  label: string,
  value: number,
  tolerance: number,
  mistakes: readonly Mistake[] = [],
): Key => ({ field: { id, kind: 'number', label, within: tolerance }, value, tolerance, mistakes });

/** An exercise whose answers follow from its numbers alone. */
export function closedTask(task: Omit<Task, 'fields' | 'key' | 'judge'>, keys: readonly Key[]): Task {
  return {
    ...task,
    fields: keys.map(({ field }) => field),
    key: () => Promise.resolve(keys),
    judge: (answers) => Promise.resolve(judgeAll(keys, answers)),
  };
}
