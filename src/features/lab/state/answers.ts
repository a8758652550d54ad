import { createStore } from 'zustand/vanilla';

/** What was answered to the laboratory's questions while the page is open, by id: an answer's index, or that none was given. */
export const predictions = createStore<Readonly<Record<string, number | 'skipped' | undefined>>>(() => ({}));

/** Answers a question, or asks it again. */
export const predict = (id: string, answer: number | 'skipped' | undefined): void =>
  predictions.setState({ [id]: answer });
