import type { Lang } from '../link/fieldKinds';
import type { ChapterText, StepText } from './chapter';

/** The words of a step, and their language. */
export type ShownStepText = StepText & { readonly lang: Lang };

/** The words of a chapter as they are shown, with the language of title and outcome. */
export interface ShownChapterText extends ChapterText {
  readonly lang: Lang;
  readonly steps: Readonly<Record<string, ShownStepText>>;
}

const inOne = (lang: Lang, text: ChapterText): ShownChapterText => ({
  ...text,
  lang,
  steps: Object.fromEntries(Object.entries(text.steps).map(([id, step]) => [id, { ...step, lang }])),
});

/**
 * The words of a chapter in a language, and in English those that it has not.
 * @param translated left out where the chapter has no words in this language
 */
export function inLanguage(lang: Lang, english: ChapterText, translated?: ChapterText): ShownChapterText {
  const base = inOne('en', english);
  if (!translated) return base;
  const other = inOne(lang, translated);
  return { ...base, ...other, steps: { ...base.steps, ...other.steps } };
}
