/** The words of sheets. Those of the exercises stand in src/exercises/texts. */
export const TEXTS = {
  title: (student: string): string => `Exercises of ${student}`,
  heading: (id: number, title: string): string => `${id} ${title}`,
  minutes: (minutes: number): string => `${minutes} minutes`,
  open: 'Open it in the page',
  answer: (label: string): string => `${label}: `,
  handIn: 'Hand in the address of the page with your curve.',
  about:
    'The numbers are your own. The page checks your answers at once, and hides the number that is asked. Numbers within the stated tolerance count as right.',
  tolerance: (text: string): string => `± ${text}`,
  category: (student: string): string => `$course$/top/Thousand Steps/${student}`,
  question: (title: string, label: string): string => `${title}: ${label}`,
} as const;
