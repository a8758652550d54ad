/** The words of the list of chapters. */
export const TEXTS = {
  about:
    'Each chapter leads through the page itself: its steps are states of the page, and its questions are answered by what then runs. Page Down goes on, Page Up back, Esc leaves. Choose the level Course or All switches in the menu: Picture hides some of what the chapters name.',
  minutes: (minutes: number): string => `${minutes} minutes`,
  steps: (count: number): string => `${count} steps`,
  start: 'Start',
  startOf: (title: string): string => `Start the chapter “${title}”`,
  answered: (count: number, of: number): string => `${count} of ${of} questions answered`,
  forget: 'Forget my answers',
  kept: 'Answers are kept in this browser only.',
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
