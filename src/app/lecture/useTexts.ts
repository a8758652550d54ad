import { useLang, useWords } from '../../features/common/useWords';
import type { Lang } from '../../state/link/fieldKinds';
import { createWords } from '../../state/words';
import { ENGLISH, type LectureWords } from './texts';

const WORDS = createWords<LectureWords>(ENGLISH, {
  de: async () => (await import('./texts.de')).GERMAN,
});

/** The words of the lecture in a language, and the language in which they are. */
export const useTextsIn = (lang: Lang) => useWords(WORDS, lang);

/** The same in the language that the page is set to. */
export const useTexts = () => useTextsIn(useLang());
