import { createWords } from '../../state/words';
import { useLang, useWords } from '../common/useWords';
import { TEXTS, type ListWords } from './texts';

const WORDS = createWords<ListWords>(TEXTS, { de: async () => (await import('./texts.de')).TEXTS });

/** The words of the list, and the language in which they are. */
export const useTexts = () => useWords(WORDS, useLang());
