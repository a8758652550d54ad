import type { RunName } from './runs';

/** A slider goes from where it stands to an end. */
export interface Slide {
  readonly slide: 't' | 'place' | 'planeT' | 'filmUpdate';
  readonly to: number;
  readonly seconds: number;
}

/** A button of the view is pressed. */
export interface Press {
  readonly run: RunName;
}

/** Something that happens by itself. */
export type Act = Slide | Press;

/** The letters of answers, as the chapter's file has them; on the screen they stand in an order of their own. */
export const LETTERS = ['a', 'b', 'c', 'd'] as const;
export type Letter = (typeof LETTERS)[number];

/** A question that the page itself answers. */
export interface Question {
  readonly right: Letter;
  /** The misconception that each wrong answer stands for. */
  readonly wrong: Readonly<Partial<Record<Letter, string>>>;
  /** What runs as the answer. */
  readonly reveal: { readonly link?: string; readonly acts?: readonly Act[] };
}

/** A step of a chapter: one state of the page, what moves there, and one place to look. */
export interface Step {
  readonly id: string;
  /** The state, as a link. */
  readonly link: string;
  readonly acts?: readonly Act[];
  readonly ask?: Question;
  /** The panels to look at, by their titles; the first one is scrolled into view. Those that come with the answer may be among them. */
  readonly spot?: readonly string[];
  /** Whether the settings of its view are the reader's own: only another view is exploring then. */
  readonly isFree?: true;
}

/** A chapter without its words. */
export interface Chapter {
  readonly id: string;
  /** How long it takes at a walking pace. */
  readonly minutes: number;
  readonly steps: readonly Step[];
}

/** An answer, and what is said to whoever chose it. */
export interface AnswerText {
  readonly text: string;
  readonly reply: string;
}

/** The words of a step: a statement, or a question with its answers; and what the lecturer alone is told. */
export type StepText = { readonly note?: string } & (
  | { readonly words: string }
  | { readonly question: string; readonly answers: Readonly<Partial<Record<Letter, AnswerText>>> }
);

/** The words of a chapter. */
export interface ChapterText {
  readonly title: string;
  /** What one can do after it. */
  readonly outcome: string;
  /** By the step's id. */
  readonly steps: Readonly<Record<string, StepText>>;
}
