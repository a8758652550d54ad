/** The words of the courses, by their ids. */
export const COURSE_TEXTS: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  'open-day': {
    title: 'Open day',
    about: 'For everyone: pictures and questions, no formulas.',
  },
  first: {
    title: 'First course',
    about: 'For a first lecture on diffusion models: what is asked most often, with a vote on each question.',
  },
  mathematics: {
    title: 'For applied mathematicians',
    about: 'Derivation, computation and differential equations.',
  },
};
