import type { Translated } from '../../../state/words';
import { TERM_NAMES, GLOSSARY, type GlossaryEntry, type TermName } from './glossary';

const TEXTS = {
  seeIt: 'See it: ',
  more: 'More: ',
  allTerms: 'All terms',
  untranslated: 'This entry is not translated yet.',
} as const;
export type CardTexts = Translated<typeof TEXTS>;

/** An entry as it is shown. */
export interface ShownEntry extends GlossaryEntry {
  /** What the page, which is English, calls it; in English undefined. */
  readonly english?: string;
  /** Set where it has no words in the language of the glossary: they are English. */
  readonly isUntranslated?: true;
}

/** The glossary in one language. */
export interface Glossary {
  readonly entries: Readonly<Record<TermName, ShownEntry>>;
  /** In the order of their words. */
  readonly names: readonly TermName[];
  /** The words of its cards. */
  readonly texts: CardTexts;
}

/** The glossary in English. */
export const ENGLISH: Glossary = { entries: GLOSSARY, names: TERM_NAMES, texts: TEXTS };
