/** The words of the list of exercises. */
export const TEXTS = {
  heading: 'Exercises',
  about:
    'The page checks each answer at once, and hides the number that is asked. Your name or ID draws your own numbers: it stays in the link and goes nowhere else.',
  student: 'Name or ID',
  studentRule: 'Letters, digits, spaces and . _ @ -, beginning with a letter or digit.',
  title: (id: number, title: string): string => `${id} ${title}`,
  open: (id: number, title: string): string => `Start exercise ${id}, ${title}`,
  solved: 'solved',
  start: 'Start',
  minutes: (minutes: number): string => `${minutes} minutes`,
} as const;
