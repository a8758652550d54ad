import { createStore } from 'zustand/vanilla';

/** Index of the chosen answer, or that the question was skipped. */
export type QuizAnswer = number | 'skipped';

/** The answers to the Lab's questions while the page is open, by the question's id. */
export const quizAnswers = createStore<Readonly<Record<string, QuizAnswer | undefined>>>(() => ({}));

/** Answers a question; undefined asks it again. */
export const answerQuestion = (id: string, answer: QuizAnswer | undefined): void =>
  quizAnswers.setState({ [id]: answer });
