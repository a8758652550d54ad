import { decodeView } from '../link/codec';
import { FIELDS, FIELDS_OF_VIEWS, fieldsWhere, type ViewState } from '../link/fields/table';
import {
  LETTERS,
  type Act,
  type Chapter,
  type Letter,
  type Question,
  type Step,
  type StepText,
} from './chapter';

const PARAMETERS = fieldsWhere((field) => field.undo === 'parameter');

/** The state that a step opens, before or after its answer is shown. */
export const linkOf = ({ link, ask }: Step, isRevealed: boolean): string =>
  (isRevealed && ask?.reveal.link) || link;

/** What the address says of a step besides the state that it opens. */
interface Opened {
  readonly chapter: string;
  /** From 0. */
  readonly index: number;
  /** '' for none. */
  readonly course: string;
  readonly isRevealed: boolean;
}

/** The link of a step: its state, and which step it is. */
export const linkOfStep = (step: Step, { chapter, index, course, isRevealed }: Opened): string =>
  `${linkOf(step, isRevealed)}&chapter=${chapter}&step=${index + 1}&course=${course}&shown=${isRevealed ? 1 : 0}`;

/** The short link of a step, to hand out: it opens the step as the chapter has it, its question unanswered. */
export const addressOfStep = (chapter: string, index: number): string =>
  new URL(`${location.pathname}?view=lecture&chapter=${chapter}&step=${index + 1}`, location.href).href;

/** Where a step stands in its chapter, by its id or its number from 0; the nearest one if it has no such step. */
export const indexIn = ({ steps }: Chapter, step: string | number): number =>
  typeof step === 'number'
    ? Math.min(step, steps.length - 1)
    : Math.max(
        0,
        steps.findIndex(({ id }) => id === step),
      );

/** Whether a view is set as a link has it: its page, and the parameters of that page. */
export function isSetAs(link: string, state: ViewState, isFree = false): boolean {
  const target = decodeView(new URLSearchParams(link)).view;
  const ofPage = Object.keys(FIELDS_OF_VIEWS[target.page]);
  if (state.page !== target.page) return false;
  return (
    isFree ||
    PARAMETERS.filter((name) => ofPage.includes(name)).every(
      (name) => FIELDS[name].print(state[name] as never) === FIELDS[name].print(target[name] as never),
    )
  );
}

/** An act that moves a slider. */
type Moving = Extract<Act, { slide: unknown }>;

/** What stands for something that moves: five places of its slider, from its start to its end. */
interface Stills {
  readonly slide: Moving['slide'];
  readonly values: readonly number[];
}

/** The stills of the first slider that acts move, from where a link has it; undefined where none moves. */
export function stillsOf(link: string, acts: readonly Act[] = []): Stills | undefined {
  const act = acts.find((each): each is Moving => 'slide' in each);
  if (!act) return undefined;
  const { slide, to } = act;
  const from = decodeView(new URLSearchParams(link)).view[slide];
  return { slide, values: [0, 1, 2, 3, 4].map((quarter) => Math.round(from + (quarter / 4) * (to - from))) };
}

/** Whether a question has an answer of this letter. */
export const isAnswer = ({ right, wrong }: Question, letter: Letter): boolean =>
  letter === right || letter in wrong;

/** The letters of a question in the order in which they stand on the screen: the same for everyone, another for each question. */
export function lettersInOrder(question: Question, id: string): readonly Letter[] {
  const letters = LETTERS.filter((letter) => isAnswer(question, letter));
  const shift =
    Array.from(id, (character) => character.charCodeAt(0)).reduce((a, b) => a + b, 0) % letters.length;
  return [...letters.slice(shift), ...letters.slice(0, shift)];
}

/** The statement or the question of a step. */
export const wordsOf = (text: StepText): string => ('words' in text ? text.words : text.question);

/** A question as plain text: its answers lettered in the order of the screen, and where to answer it. */
export function questionAsText(step: Step, text: StepText, address: string): string {
  if (!step.ask || !('answers' in text)) return '';
  const answers = lettersInOrder(step.ask, step.id).map(
    (letter, i) => `${'ABCD'[i]}) ${text.answers[letter]?.text}`,
  );
  return [text.question, ...answers, address].join('\n');
}
