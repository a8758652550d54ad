import type { Lang } from '../link/fieldKinds';
import type { Chapter, ChapterText } from './chapter';
import { inLanguage, type ShownChapterText } from './translation';

/** A chapter with its words. */
export interface LoadedChapter extends Chapter {
  /** The language that was asked for; a word that it has not is English. */
  readonly lang: Lang;
  readonly text: ShownChapterText;
}

/** A chapter is fetched when it is opened. */
interface Entry {
  readonly id: string;
  readonly load: (lang?: Lang) => Promise<LoadedChapter>;
}

type Words = { readonly en: () => Promise<ChapterText> } & Readonly<
  Partial<Record<Lang, () => Promise<ChapterText>>>
>;

const entry = (id: string, fetchChapter: () => Promise<Chapter>, words: Words): Entry => ({
  id,
  load: async (lang = 'en') => {
    const [chapter, english, other] = await Promise.all([
      fetchChapter(),
      words.en(),
      lang === 'en' ? undefined : words[lang]?.(),
    ]);
    return { ...chapter, lang, text: inLanguage(lang, english, other) };
  },
});

/** All chapters, in the order of the course. */
export const CHAPTERS: readonly Entry[] = [
  entry('undo', async () => (await import('./chapters/undo')).undo, {
    en: async () => (await import('./texts/undo')).undo,
    de: async () => (await import('./texts/de/undo')).undo,
  }),
  entry('sqrt', async () => (await import('./chapters/sqrt')).sqrt, {
    en: async () => (await import('./texts/sqrt')).sqrt,
    de: async () => (await import('./texts/de/sqrt')).sqrt,
  }),
  entry('why-network', async () => (await import('./chapters/whyNetwork')).whyNetwork, {
    en: async () => (await import('./texts/whyNetwork')).whyNetwork,
    de: async () => (await import('./texts/de/whyNetwork')).whyNetwork,
  }),
  entry('target', async () => (await import('./chapters/target')).target, {
    en: async () => (await import('./texts/target')).target,
    de: async () => (await import('./texts/de/target')).target,
  }),
  entry('one-step', async () => (await import('./chapters/oneStep')).oneStep, {
    en: async () => (await import('./texts/oneStep')).oneStep,
    de: async () => (await import('./texts/de/oneStep')).oneStep,
  }),
  entry('rules', async () => (await import('./chapters/rules')).rules, {
    en: async () => (await import('./texts/rules')).rules,
    de: async () => (await import('./texts/de/rules')).rules,
  }),
  entry('loss', async () => (await import('./chapters/loss')).loss, {
    en: async () => (await import('./texts/loss')).loss,
    de: async () => (await import('./texts/de/loss')).loss,
  }),
  entry('steps', async () => (await import('./chapters/steps')).steps, {
    en: async () => (await import('./texts/steps')).steps,
    de: async () => (await import('./texts/de/steps')).steps,
  }),
  entry('guidance', async () => (await import('./chapters/guidance')).guidance, {
    en: async () => (await import('./texts/guidance')).guidance,
    de: async () => (await import('./texts/de/guidance')).guidance,
  }),
  entry('copying', async () => (await import('./chapters/copying')).copying, {
    en: async () => (await import('./texts/copying')).copying,
    de: async () => (await import('./texts/de/copying')).copying,
  }),
  entry('equations', async () => (await import('./chapters/equations')).equations, {
    en: async () => (await import('./texts/equations')).equations,
    de: async () => (await import('./texts/de/equations')).equations,
  }),
  entry('uses', async () => (await import('./chapters/uses')).uses, {
    en: async () => (await import('./texts/uses')).uses,
    de: async () => (await import('./texts/de/uses')).uses,
  }),
];

/** The chapter of a name; the first one where there is none. */
export const chapterEntry = (id: string): Entry => CHAPTERS.find((each) => each.id === id) ?? CHAPTERS[0];

/** The chapter after one; undefined after the last. */
export const chapterAfter = (id: string): Entry | undefined =>
  CHAPTERS.at(CHAPTERS.findIndex((each) => each.id === id) + 1);
