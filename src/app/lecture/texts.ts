/** The words of the bar of a lecture. Those of its chapters stand in state/lecture/texts. */
export const TEXTS = {
  name: 'Lecture',
  place: (title: string, step: number, of: number): string => `${title} · step ${step} of ${of}`,
  back: 'Back',
  next: 'Next',
  nextChapter: 'Next chapter',
  finish: 'Finish',
  reveal: 'Let the page answer',
  leave: 'Leave the lecture (Esc)',
  exploring: 'You are exploring.',
  restore: (step: number): string => `Back to ${step} (Enter)`,
  right: 'right',
  answers: 'Answers',
  key: (n: number): string => `Key ${n}`,
} as const;
