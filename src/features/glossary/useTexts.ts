import { createWords } from '../../state/words';
import { useLang, useWords } from '../common/useWords';
import { TEXTS, type GlossaryPageWords } from './texts';

const WORDS = createWords<GlossaryPageWords>(TEXTS, { de: async () => (await import('./texts.de')).TEXTS });

/** The words of the page of all terms, and the language in which they are. */
export const useTexts = () => useWords(WORDS, useLang());
