import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../../state/numbersIn.test-helper';
import { GERMAN } from './de/german';
import { TERM_NAMES, termEntry, type GlossaryEntry } from './glossary';
import { sentencesOf } from './sentences.test-helper';
import { ENGLISH } from './languages';
import { translate } from './translate';

const WORDS_IN_TEX = /\\text\{[^}]*\}/g;

/** Entries that have no words in German yet. */
const MISSING: readonly string[] = [];

it('lacks what is listed here and nothing else', () => {
  expect(TERM_NAMES.filter((name) => GERMAN.entries[name].isUntranslated)).toEqual(MISSING);
});

describe.each(TERM_NAMES)('%s', (name) => {
  const original = termEntry(name);
  const { term, text, formula, see, more, source } = GERMAN.entries[name];

  it('is explained in two short sentences without formulas', () => {
    const parts = sentencesOf(text);
    expect(parts.join('')).toBe(text);
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part.trim().split(/\s+/).length, part).toBeLessThanOrEqual(25);
    expect(text).not.toMatch(/[_^\\{}$]|[α-ωΑ-Ω]/u);
    expect(see.words).toMatch(/^\S.{6,70}[^.\s]$/);
    expect(term).toMatch(/^\S.*[^.\s]$/);
  });

  it('has the numbers of the English entry, its symbols and its links', () => {
    for (const [words, english] of [
      [term, original.term],
      [text, original.text],
      [see.words, original.see.words],
    ])
      expect(numbersIn(words, 'de')).toEqual(numbersIn(english, 'en'));
    expect(source.match(/[\d.]+/g)).toEqual(original.source.match(/[\d.]+/g));
    const shared = (entry: GlossaryEntry) => [
      ...[entry.symbol, entry.formula?.replaceAll(WORDS_IN_TEX, ''), entry.level],
      ...[entry.see.link, entry.more?.link, entry.more?.part],
    ];
    expect(shared(GERMAN.entries[name])).toEqual(shared(original));
    for (const words of original.formula?.match(WORDS_IN_TEX) ?? []) expect(formula).not.toContain(words);
    if (more) expect(more.words).not.toBe(original.more?.words);
  });

  it('names its source in German', () => {
    expect(source).not.toMatch(/\b(this|equations?|sections?|algorithm|appendix|theorem|the|and)\b/);
  });
});

it('calls no two of them the same, and has them in the order of their words', () => {
  const words = GERMAN.names.map((name) => GERMAN.entries[name].term.split(',')[0]);
  expect(new Set(words).size).toBe(TERM_NAMES.length);
  expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b, 'de')));
});

it('an entry without words stays English and says so; another one names the word that the page uses', () => {
  const { beta, xt } = translate(
    'de',
    { beta: { term: 'Beta, das Rauschen', text: '', see: '' } },
    [],
    ENGLISH.texts,
  ).entries;
  expect(xt).toEqual({ ...termEntry('xt'), isUntranslated: true });
  expect(beta.english).toBeUndefined();
  expect(GERMAN.entries.schedule.english).toBe('schedule');
});
