import { expect, it } from 'vitest';
import { decodeView } from '../../state/link/codec';
import { CHAPTERS } from '../../state/lecture/chapters';

/** The program of all views, by file. */
const SOURCES = import.meta.glob<string>('../../features/**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});
/** A string or a template of the program. */
const STRINGS = /'((?:[^'\\\n]|\\.)*)'|`([^`]*)`|"([^"\n]*)"/g;
/** So many characters of a template stand there whatever is put in. */
const LEAST_FIXED = 8;

/** Which texts a string of the program can be: what is put into a template can be anything. */
function patternOf(text: string): RegExp | undefined {
  const fixed = text.split(/\$\{[^}]*\}/);
  if (fixed.length > 1 && fixed.join('').length < LEAST_FIXED) return undefined;
  return new RegExp(`^${fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
}

const patternsOf = (folder: string): readonly RegExp[] =>
  Object.entries(SOURCES)
    .filter(([file]) => file.includes(`/features/${folder}/`) && !file.includes('.test.'))
    .flatMap(([, source]) => [...source.matchAll(STRINGS)])
    .flatMap(([, ...texts]) => patternOf(texts.find(Boolean) ?? '') ?? []);

const chapters = await Promise.all(CHAPTERS.map(({ load }) => load()));

it('the panels that steps name have their titles in the words of the views that they open', () => {
  const steps = chapters.flatMap(({ id, steps: all }) => all.map((step) => ({ chapter: id, ...step })));
  for (const { chapter, id, link, ask, spot = [] } of steps) {
    const links = [link, ...(ask?.reveal.link ? [ask.reveal.link] : [])];
    const views = links.map((each) => decodeView(new URLSearchParams(each)).view.page);
    const patterns = views.flatMap(patternsOf);
    for (const title of spot)
      expect(
        patterns.some((pattern) => pattern.test(title)),
        `${chapter}.${id}: ${title}`,
      ).toBe(true);
  }
});

it('knows a title that is not there', () => {
  const patterns = patternsOf('schedule');
  expect(patterns.some((pattern) => pattern.test('The additive process'))).toBe(true);
  expect(patterns.some((pattern) => pattern.test('The panel that was renamed'))).toBe(false);
});
