import type { Lang } from '../../../state/link/fieldKinds';
import { GLOSSARY, shortOf, termEntry, type TermName } from './glossary';
import type { CardTexts, Glossary, ShownEntry } from './languages';

/** The words of an entry in another language; symbols, links and level are the same. */
export interface EntryWords {
  readonly term: string;
  readonly text: string;
  /** TeX, where the formula has words in it. */
  readonly formula?: string;
  /** What one sees where the link leads. */
  readonly see: string;
  /** The same of the part that says more. */
  readonly more?: string;
  /** Its source, where phrases do not translate it. */
  readonly source?: string;
}

export type WordsOfTerms = Readonly<Partial<Record<TermName, EntryWords>>>;

/** What stands in a source, everywhere, and in its place in another language. */
export type Phrase = readonly [RegExp, string];

function shownEntry(name: TermName, words: EntryWords | undefined, phrases: readonly Phrase[]): ShownEntry {
  const { see, more, source, ...entry } = termEntry(name);
  if (!words) return { ...termEntry(name), isUntranslated: true };
  const { term, text, formula } = words;
  const english = shortOf(entry);
  return {
    ...entry,
    term,
    text,
    ...(formula !== undefined && { formula }),
    see: { ...see, words: words.see },
    ...(more && { more: { ...more, words: words.more ?? more.words } }),
    source: words.source ?? phrases.reduce((all, [from, to]) => all.replaceAll(from, to), source),
    ...(english.toLowerCase() !== shortOf(words).toLowerCase() && { english }),
  };
}

/** The glossary in another language; an entry without words stays English. */
export function translate(
  lang: Lang,
  words: WordsOfTerms,
  phrases: readonly Phrase[],
  texts: CardTexts,
): Glossary {
  const all = Object.keys(GLOSSARY) as TermName[];
  const entries = Object.fromEntries(
    all.map((name) => [name, shownEntry(name, words[name], phrases)]),
  ) as unknown as Glossary['entries'];
  const names = all.sort((a, b) => shortOf(entries[a]).localeCompare(shortOf(entries[b]), lang));
  return { entries, names, texts };
}
