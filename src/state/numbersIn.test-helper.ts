import type { Lang } from './link/fieldKinds';

/** Digits with separators of thousands and a decimal mark, as each language writes them. */
const NUMBERS: Readonly<Record<Lang, RegExp>> = {
  en: /\d+(?:,\d{3})*(?:\.\d+)?/g,
  de: /\d+(?:\.\d{3})*(?:,\d+)?/g,
};
const DECIMAL_MARK: Readonly<Record<Lang, string>> = { en: '.', de: ',' };

/** All numbers that are written with digits, in English without separators of thousands, sorted. */
export const numbersIn = (text: string, lang: Lang): readonly string[] =>
  (text.match(NUMBERS[lang]) ?? [])
    .map((number) =>
      number
        .split(DECIMAL_MARK[lang])
        .map((part) => part.replaceAll(/\D/g, ''))
        .join('.'),
    )
    .sort();

/** All strings inside a value, by the way that leads to them. */
export const stringsIn = (value: unknown, path = ''): readonly (readonly [string, string])[] =>
  typeof value === 'string'
    ? [[path, value]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => stringsIn(each, `${path}.${key}`))
      : [];
