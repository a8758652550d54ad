import { shortOf, type TermName } from '../common/glossary/glossary';
import { ENGLISH, type Glossary } from '../common/glossary/languages';

/** How near a term is to what is looked for: its name, the start of its name, a part of it, or its text alone. */
function rank({ entries }: Glossary, name: TermName, filter: string): number {
  const short = shortOf(entries[name]).toLowerCase();
  if (short === filter) return 0;
  if (short.startsWith(filter)) return 1;
  return entries[name].term.toLowerCase().includes(filter) ? 2 : 3;
}

/** The terms in whose entries all words of the filter stand: the nearest first, then by the alphabet. In another language English words are found, too. */
export function findTerms(filter: string, glossary = ENGLISH): readonly TermName[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return glossary.names;
  const words = wanted.split(/\s+/);
  return glossary.names
    .filter((name) => {
      const { term, english = '', text, source } = glossary.entries[name];
      const entry = `${name} ${term} ${english} ${text} ${source}`.toLowerCase();
      return words.every((word) => entry.includes(word));
    })
    .sort((a, b) => rank(glossary, a, wanted) - rank(glossary, b, wanted));
}
