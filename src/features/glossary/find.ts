import { shortTerm, TERM_NAMES, termEntry, type TermName } from '../common/glossary/glossary';

/** How near a term is to what is looked for: its name, the start of its name, a part of it, or its text alone. */
function rank(name: TermName, filter: string): number {
  const short = shortTerm(name).toLowerCase();
  if (short === filter) return 0;
  if (short.startsWith(filter)) return 1;
  return termEntry(name).term.toLowerCase().includes(filter) ? 2 : 3;
}

/** The terms in whose entries all words of the filter stand: the nearest first, then by the alphabet. */
export function findTerms(filter: string): readonly TermName[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return TERM_NAMES;
  const words = wanted.split(/\s+/);
  return TERM_NAMES.filter((name) => {
    const { term, text, source } = termEntry(name);
    const entry = `${name} ${term} ${text} ${source}`.toLowerCase();
    return words.every((word) => entry.includes(word));
  }).sort((a, b) => rank(a, wanted) - rank(b, wanted));
}
