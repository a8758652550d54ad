/** The words of the bar of a lecture. Those of its chapters stand in state/lecture/texts. */
export const TEXTS = {
  name: 'Lecture',
  place: (title: string, step: number, of: number): string => `${title} · step ${step} of ${of}`,
  left: (course: string, minutes: number): string => `${course}, ${Math.ceil(minutes)} min left`,
  nextIs: (what: string): string => `next: ${what}`,
  question: 'a question',
  more: 'more on this',
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
  votes: (first: number, second: number | undefined): string =>
    second === undefined ? `${first} votes` : `${first} votes, then ${second}`,
  key: (n: number): string => `Key ${n}`,
  notesRefused:
    'The browser did not open the window of the notes. Allow pop-ups for this page, then press N.',
} as const;

/** The words of the lecturer's notes. */
export const NOTES = {
  title: 'Notes · Thousand Steps',
  heading: 'Lecturer’s notes',
  waiting: 'No lecture is open. Open a chapter or a course in the other window.',
  closed: 'The lecture was closed. These are its last notes.',
  left: (minutes: number): string => `${Math.ceil(minutes)} min left`,
  until: (time: string): string => `to ${time}`,
  place: (title: string, step: number, of: number): string => `${title} · step ${step} of ${of}`,
  note: 'Note',
  noNote: 'There is no note for this step.',
  onScreen: 'On the screen',
  right: 'Right answer',
  rightIs: (number: number, text: string): string => `${number}: ${text}`,
  revealed: 'It has been shown.',
  next: 'Next step',
  nextIn: (title: string): string => `Next step, in “${title}”`,
  last: 'This is the last step.',
  back: 'Back',
  goOn: 'Next',
  blank: 'Black screen',
} as const;
