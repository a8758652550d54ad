import type { Translated } from '../../state/words';

/** The words of the bar of a lecture; texts.de.ts has them in German. Those of its chapters stand in state/lecture/texts. */
const TEXTS = {
  name: 'Lecture',
  place: (title: string, step: number, of: number): string => `${title} · step ${step} of ${of}`,
  left: (course: string, minutes: number): string => `${course}, ${Math.ceil(minutes)} min left`,
  nextIs: (what: string): string => `next: ${what}`,
  question: 'a question',
  back: 'Back',
  next: 'Next',
  nextChapter: 'Next chapter',
  finish: 'Finish',
  reveal: 'Let the page answer',
  leave: 'Leave the lecture (Esc)',
  exploring: 'You are exploring.',
  restore: (step: number): string => `Back to step ${step} (Enter)`,
  right: 'right',
  answers: 'Answers',
  votes: (counts: readonly number[]): string => `votes: ${counts.join(', then ')}`,
  key: (n: number): string => `Key ${n}`,
  stills: 'Instead of what would move',
  still: ['Start', '¼', '½', '¾', 'End'],
  lookAt: 'Look at:',
  untranslated: 'This step is not translated yet.',
  pollTitle: 'Let the class vote: QR code, text to copy, counts',
  notes: 'Lecturer’s notes, in a separate window (N)',
} as const;

/** A notice of the page. */
export const NOTES_REFUSED =
  'The browser did not open the window of the notes. Allow pop-ups for this page, then press N.';

/** The words of the lecturer's notes. */
const NOTES = {
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

/** The words of a vote. */
const POLL = {
  title: 'Let the class vote',
  about:
    'The code opens this question on other devices: everyone answers there, and nothing is sent. To count votes, copy the question to a voting tool of your own, or ask for hands.',
  code: 'QR code of the link to this question',
  words: 'The question as plain text',
  copy: 'Copy the text',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying: select the text.',
  counts:
    'How many chose each answer. They stand beside the answers once there is a second vote, or once the page has answered.',
  votes: { first: 'First vote', second: 'Second vote' },
  answer: (index: number, text: string): string => `${'ABCD'[index]}) ${text}`,
  countOf: (vote: 'first' | 'second', text: string): string =>
    `${vote === 'first' ? 'First' : 'Second'} vote: ${text}`,
} as const;

/** The words of what is printed. */
const HANDOUT = {
  answers: 'Answers',
  box: (index: number, text: string): string => `☐ ${'ABCD'[index]}) ${text}`,
  answer: (index: number, text: string): string => `${'ABCD'[index]}) ${text}.`,
} as const;

/** All words of the lecture but those of its chapters. */
export const ENGLISH = { TEXTS, NOTES, POLL, HANDOUT };
export type LectureWords = Translated<typeof ENGLISH>;
