/** Words of the view that the page needs before the view is loaded. */
export const PAGE_TEXTS = {
  name: 'Lecture',
  title: 'Chapters that lead through the page, with questions that the page answers',
  answerKeys: 'in a lecture: choose an answer; let the page answer, or go back to the step',
  notesKey: 'in a lecture: the lecturer’s notes, in a separate window',
} as const;
