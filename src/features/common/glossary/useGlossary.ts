import type { Lang } from '../../../state/link/fieldKinds';
import { createWords } from '../../../state/words';
import { useLang, useWords } from '../useWords';
import { ENGLISH, type Glossary } from './languages';

const WORDS = createWords(ENGLISH, { de: async () => (await import('./de/german')).GERMAN });

/** The glossary in the language that the page is set to, and the language in which it is. */
export function useGlossary(): { readonly glossary: Glossary; readonly lang: Lang } {
  const { words: glossary, lang } = useWords(WORDS, useLang());
  return { glossary, lang };
}
