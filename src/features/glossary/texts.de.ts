import type { GlossaryPageWords } from './texts';

/** The words of the page of all terms in German. */
export const TEXTS: GlossaryPageWords = {
  name: 'Glossar',
  heading: 'Thousand Steps: die Wörter der Diffusion.',
  about:
    ' Jedes in zwei Sätzen, mit seiner Formel und einer Stelle dieser Seite, die es zeigt. In Klammern steht, wie die Seite es auf Englisch nennt.',
  addresses: (page) => ` Um einen Link vom Papier zu öffnen, hängt man das, was mit „?“ beginnt, an ${page}`,
  find: 'Suchen',
  examples: 'Rauschen, Ziffer, Ho et al. …',
  count: (count) => `${count} Begriffe`,
  countOf: (count, of) => `${count} von ${of} Begriffen`,
  print: 'Drucken',
  nothing: 'Kein Begriff enthält diese Wörter. Vielleicht hilft ein kürzeres.',
  terms: 'Begriffe',
};
