import { describe, expect, it } from 'vitest';
import { LANGS } from '../link/fieldKinds';
import { numbersIn, stringsIn } from '../numbersIn.test-helper';
import type { ChapterText } from './chapter';
import { CHAPTERS } from './chapters';
import { COURSE_WORDS } from './courseWords';
import { inLanguage } from './translation';

const load = (lang: (typeof LANGS)[number]) => Promise.all(CHAPTERS.map((chapter) => chapter.load(lang)));
const english = await load('en');
const others = await Promise.all(
  LANGS.filter((lang) => lang !== 'en').map(async (lang) => [lang, await load(lang)] as const),
);

/** What has no words of its own yet, by language: `chapter`, or `chapter.step`. */
const MISSING: Readonly<Record<string, readonly string[]>> = { de: [] };

describe.each(others)('in %s', (lang, chapters) => {
  it('lacks what is listed here and nothing else', () => {
    const missing = chapters.flatMap(({ id, text }) => [
      ...(text.lang === lang ? [] : [id]),
      ...Object.entries(text.steps).flatMap(([step, each]) => (each.lang === lang ? [] : [`${id}.${step}`])),
    ]);
    expect(missing).toEqual(MISSING[lang]);
  });

  it.each(chapters.map((chapter, i) => [chapter.id, chapter.text, english[i].text] as const))(
    'the chapter %s has the parts and the numbers of the English one',
    (_, text, original) => {
      // The language is named beside the words.
      const parts = (all: unknown) => stringsIn(all).filter(([path]) => !path.endsWith('.lang'));
      const strings = new Map(parts(text));
      expect([...strings.keys()].sort()).toEqual(
        parts(original)
          .map(([path]) => path)
          .sort(),
      );
      for (const [path, words] of parts(original).filter(([path, words]) => strings.get(path) !== words))
        expect(numbersIn(strings.get(path) ?? '', lang), path).toEqual(numbersIn(words, 'en'));
    },
  );

  it('has words of its own for every course', async () => {
    await COURSE_WORDS.fetch(lang);
    const { en, [lang]: courses = {} } = COURSE_WORDS.store.getState();
    expect(Object.keys(courses)).toEqual(Object.keys(en));
    for (const id of Object.keys(en)) expect(courses[id].about, id).not.toBe(en[id].about);
  });
});

describe('a chapter in a language', () => {
  const text: ChapterText = {
    title: 'Noise',
    outcome: 'You know it.',
    steps: { a: { words: 'One', note: 'Wait.' }, b: { words: 'Two' } },
  };

  it('is English where it has no words of its own, and says of each part which language it is', () => {
    const german = { title: 'Rauschen', outcome: 'Man kennt es.', steps: { b: { words: 'Zwei' } } };
    expect(inLanguage('de', text, german)).toEqual({
      ...{ title: 'Rauschen', outcome: 'Man kennt es.', lang: 'de' },
      steps: { a: { words: 'One', note: 'Wait.', lang: 'en' }, b: { words: 'Zwei', lang: 'de' } },
    });
    expect(inLanguage('de', text)).toMatchObject({
      title: 'Noise',
      lang: 'en',
      steps: { b: { lang: 'en' } },
    });
  });
});

it('numbers are read as each language writes them', () => {
  expect(numbersIn('β from 0.0001 … 0.02 in 1,000 steps, 60,000 digits, x_1, 0 and 1.', 'en')).toEqual(
    numbersIn('β von 0,0001 … 0,02 in 1000 Schritten, 60.000 Ziffern, x_1, 0 und 1.', 'de'),
  );
  expect(numbersIn('1.005', 'en')).not.toEqual(numbersIn('1.005', 'de'));
});
