import type { Translated } from '../../state/words';

/** The words of the list of chapters; texts.de.ts has them in German. */
export const TEXTS = {
  name: 'Lecture',
  about:
    'A course leads through several chapters. Each chapter leads through the page itself: its steps are states of the page, and its questions are answered by what then runs. Page Down goes on, Page Up back, Esc leaves. Choose the level Course or All switches in the menu: Picture hides some of what the chapters name. Printed, an open step gives a handout of its chapter or course.',
  minutes: (minutes: number): string => `${minutes} minutes`,
  steps: (count: number): string => `${count} steps`,
  start: 'Start',
  startOf: (title: string): string => `Start “${title}”`,
  answered: (count: number, of: number): string => `${count} of ${of} questions answered`,
  courses: 'Courses',
  chapters: 'Chapters',
  goOn: (step: number): string => `Continue at step ${step}`,
  goOnIn: (title: string, step: number): string => `Continue “${title}” at step ${step}`,
  startAnew: 'Start again',
  prepare: 'Prepare',
  prepareOf: (title: string): string =>
    `Prepare “${title}”: fetch all that it needs, and compute what it shows`,
  preparing: 'Preparation of the course',
  prepared: (done: number, of: number): string => `${done} of ${of} runs`,
  cancel: 'Cancel',
  ready: (runs: number, isKept: boolean): string =>
    `Ready: ${runs} ${runs === 1 ? 'run is' : 'runs are'} in memory while this page is open.${isKept ? ' It works offline.' : ''}`,
  notReady: 'Not all of it could be prepared. The lecture computes what is missing.',
  forget: 'Forget all of this',
  forgotten: 'Your answers, farthest steps and counted votes are deleted.',
  undo: 'Undo',
  save: 'Save it as a file',
  file: 'thousand-steps-lecture.json',
  kept: 'Your answers, the farthest step of each chapter and course, and counted votes are kept in this browser only.',
  lost: 'The chapters could not be loaded.',
  tryAgain: 'Try again',
  loading: 'Loading the chapters …',
} as const;

export type ListWords = Translated<typeof TEXTS>;
