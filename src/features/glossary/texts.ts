import type { Translated } from '../../state/words';

/** The words of the page of all terms; the terms themselves stand in common/glossary. texts.de.ts has these in German. */
export const TEXTS = {
  name: 'Glossary',
  heading: 'Thousand Steps: the words of diffusion.',
  about: ' Each in two sentences, with its formula and a place on this page that shows it.',
  addresses: (page: string): string => ` To open a link from paper, add what begins with “?” to ${page}`,
  find: 'Find',
  examples: 'noise, digit, Ho et al. …',
  count: (count: number): string => `${count} terms`,
  countOf: (count: number, of: number): string => `${count} of ${of} terms`,
  print: 'Print',
  nothing: 'No term has these words. Try a shorter one.',
  terms: 'Terms',
} as const;

export type GlossaryPageWords = Translated<typeof TEXTS>;
