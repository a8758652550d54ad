/** The words of the list of chapters. */
export const TEXTS = {
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
  forget: 'Forget all of this',
  save: 'Save it as a file',
  file: 'thousand-steps-lecture.json',
  kept: 'Your answers, the farthest step of each chapter and course, and counted votes are kept in this browser only.',
  lost: 'The chapters could not be loaded.',
  tryAgain: 'Try again',
  loading: 'Loading the chapters …',

  exercises: 'Exercises',
  aboutExercises:
    'The page checks each answer at once, and hides the number that is asked. Your name or ID draws your own numbers: it stays in the link and goes nowhere else.',
  student: 'Name or ID',
  studentRule: 'Letters, digits, spaces and . _ @ -, beginning with a letter or digit.',
  exercise: (id: number, title: string): string => `${id} ${title}`,
  openExercise: (id: number, title: string): string => `Start exercise ${id}, ${title}`,
  solved: 'solved',
} as const;
