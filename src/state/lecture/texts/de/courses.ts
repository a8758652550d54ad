import type { COURSE_TEXTS as ENGLISH } from '../courses';

/** The words of the courses in German. */
export const COURSE_TEXTS: typeof ENGLISH = {
  'open-day': {
    title: 'Tag der offenen Tür',
    about: 'Für alle: Bilder und Fragen, keine Formeln.',
  },
  first: {
    title: 'Erster Kurs',
    about:
      'Für eine erste Vorlesung über Diffusionsmodelle: was am häufigsten gefragt wird, mit einer Abstimmung zu jeder Frage.',
  },
  mathematics: {
    title: 'Für die angewandte Mathematik',
    about: 'Herleitung, Berechnung und Differentialgleichungen.',
  },
};
