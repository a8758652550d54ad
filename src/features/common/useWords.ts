import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Lang } from '../../state/link/fieldKinds';
import { view } from '../../state/link/view';
import type { Words } from '../../state/words';

/** The language of lecture and glossary. */
export const useLang = (): Lang => useStore(view, ({ lang }) => lang);

/** Words in a language, and the language in which they are: English until the others are here. */
export function useWords<T>(words: Words<T>, lang: Lang): { readonly words: T; readonly lang: Lang } {
  const { en, [lang]: wanted } = useStore(words.store);
  useEffect(() => void words.fetch(lang), [words, lang]);
  return wanted === undefined ? { words: en, lang: 'en' } : { words: wanted, lang };
}
