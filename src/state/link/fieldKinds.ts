import { SEEDS } from '../../diffusion/random';

/** Label of the network's null class: no digit is asked for. */
export const ANY_DIGIT = 10;

/** The classes of digits. */
export const DIGITS: readonly number[] = Array.from({ length: 10 }, (_, digit) => digit);

export const DIGIT_OPTIONS: readonly Option<number>[] = DIGITS.map((value) => ({
  value,
  label: String(value),
}));

/** The label of a training that leaves out a class: 11 + c. */
export const labelExcluding = (c: number): number => ANY_DIGIT + 1 + c;

/** The class that a training of such a label leaves out, or null. */
export const excludedClass = (label: number): number | null =>
  label > ANY_DIGIT ? label - ANY_DIGIT - 1 : null;

/** The seed so many after another; the last one is followed by 0. */
export const nextSeed = (seed: number, by = 1): number => (seed + by) % SEEDS;

/** How much of the page is shown, from little to all: no symbols, what a course needs, every switch. */
export const LEVELS = ['picture', 'course', 'all'] as const;
export type Level = (typeof LEVELS)[number];

/** The languages of lecture and glossary, as the attribute `lang` has them. English has all words. */
export const LANGS = ['en', 'de'] as const;
export type Lang = (typeof LANGS)[number];

/** One of the values that a control offers. */
export interface Option<T> {
  readonly value: T;
  readonly label: string;
  /** Said on hover. */
  readonly title?: string;
}

/** How a control calls a field. */
export interface Shown<T> {
  /** Its accessible name, and what stands before it where there is no prefix. */
  readonly label: string;
  readonly prefix?: string;
  /**
   * What a notice calls it, where the screen shows neither prefix nor label: words that do stand there, or '' where its values
   * say all.
   */
  readonly noticeName?: string;
  readonly title?: string;
  /** A control with these offers them and nothing else. */
  readonly options?: readonly Option<T>[];
  /** The least number that the control takes, where a link may have a lower one. */
  readonly min?: number;
  /** The least level of the page at which it is shown; every level where it is left out. */
  readonly level?: Level;
}

/** One field of the view: how a link has it, what undo does with it, and how a control shows it. */
export interface Field<T> {
  /** Name in the link. */
  readonly param: string;
  readonly initial: T;
  /** The value, or undefined if the text is not one. */
  readonly parse: (text: string) => T | undefined;
  readonly print: (value: T) => string;
  /** One phrase that says what is allowed, for the notice about a bad link. */
  readonly allowed: string;
  /** Undo brings parameters back. A place is where somebody looks: undo leaves it. */
  readonly undo: 'parameter' | 'place';
  /** A place that one slides through: the link follows when the gesture ends, and Reset is not offered because of it. */
  readonly slides?: true;
  /** Reset leaves it as it is. */
  readonly survivesReset?: true;
  /** All values there are, where they are few. */
  readonly values?: readonly T[];
  /** Of a number. Whole where the step is 1. */
  readonly range?: { readonly min: number; readonly max: number; readonly step: number };
  readonly shown?: Shown<T>;
}

/** The values that a table of fields describes. */
export type StateOf<Table> = {
  -readonly [K in keyof Table]: Table[K] extends Field<infer T> ? T : never;
};

/** The same field as a place that one chooses, such as one of several pictures. */
export const place = <T>(field: Field<T>): Field<T> => ({ ...field, undo: 'place' });

/** The same field as a place that Reset leaves. */
export const survivingPlace = <T>(field: Field<T>): Field<T> => ({ ...place(field), survivesReset: true });

/** The same field as a place that one slides through. */
export const slidingPlace = <T>(field: Field<T>): Field<T> => ({ ...field, undo: 'place', slides: true });

/** The same field with the words of its control. */
export const shown = <T>(field: Field<T>, words: Shown<NoInfer<T>>): Field<T> => ({ ...field, shown: words });

const parameter = <T>(field: Omit<Field<T>, 'undo'>): Field<T> => ({ ...field, undo: 'parameter' });

/** Text of a pattern. */
export const text = (param: string, initial: string, pattern: RegExp, allowed: string): Field<string> =>
  parameter({
    param,
    initial,
    parse: (value) => (pattern.test(value) ? value : undefined),
    print: (value) => value,
    allowed,
  });

/** One of some words or numbers. */
export const oneOf = <const T extends string | number>(
  param: string,
  initial: NoInfer<T>,
  values: readonly T[],
): Field<T> =>
  parameter({
    param,
    initial,
    parse: (text) => values.find((value) => String(value) === text),
    print: String,
    allowed: values.join(', '),
    values,
  });

/** NaN if the text is no number. */
const parseNumber = (text: string): number => (text.trim() === '' ? NaN : Number(text) + 0); // -0 becomes 0

/**
 * A number within both ends.
 * @param step of its control; only with 1 does the number have to be whole
 */
export const number = (param: string, initial: number, min: number, max: number, step = 1): Field<number> =>
  parameter({
    param,
    initial,
    parse: (text) => {
      const value = parseNumber(text);
      return value >= min && value <= max && (step !== 1 || Number.isInteger(value)) ? value : undefined;
    },
    print: String,
    allowed: `${step === 1 ? 'a whole number' : 'a number'} from ${min} to ${max}`,
    range: { min, max, step },
  });

/** A number that is counted from 0 here and from 1 in links. */
export const ordinal = (param: string, most: number): Field<number> => {
  const { parse, ...field } = number(param, 1, 1, most);
  return {
    ...field,
    initial: 0,
    parse: (text) => {
      const value = parse(text);
      return value === undefined ? undefined : value - 1;
    },
    print: (value) => String(value + 1),
    range: { min: 0, max: most - 1, step: 1 },
  };
};

/** A seed of the page's random numbers. */
export const seed = (param: string, initial: number): Field<number> => number(param, initial, 0, SEEDS - 1);

/** Yes or no. */
export const flag = (param: string): Field<boolean> =>
  parameter({
    param,
    initial: false,
    parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
    print: (value) => (value ? '1' : '0'),
    allowed: '0 or 1',
    values: [false, true],
  });

/** Several values, in the order of all of them; a link's list must name one at least. */
export const someOf = <T extends string>(
  param: string,
  initial: readonly T[],
  values: readonly T[],
): Field<readonly T[]> =>
  parameter({
    param,
    initial,
    parse: (text) => {
      const parts = text.split(',');
      return parts.every((part) => (values as readonly string[]).includes(part))
        ? values.filter((value) => parts.includes(value))
        : undefined;
    },
    print: (chosen) => chosen.join(','),
    allowed: `some of ${values.join(', ')}`,
  });

/** A list of as many numbers as the first one has. */
export const numbers = (
  param: string,
  initial: readonly number[],
  { min, max }: { min: number; max: number },
): Field<readonly number[]> =>
  parameter({
    param,
    initial,
    parse: (text) => {
      const parts = text.split(',').map(parseNumber);
      return parts.length === initial.length && parts.every((part) => part >= min && part <= max)
        ? parts
        : undefined;
    },
    print: (values) => values.join(','),
    allowed: `${initial.length} numbers from ${min} to ${max}`,
  });

/** A network by its name. */
export const network = (param: string): Field<string> =>
  text(param, 'shipped', /^(shipped|run\.[\w-]{1,64}\.\d{1,6})$/, 'shipped or a run of this browser');

/** Which digits a network learns from: one class, or 10 for all, or all but c as 11 + c, which a link calls "not-c". */
export const learnedDigits = (param: string): Field<number> =>
  parameter({
    param,
    initial: ANY_DIGIT,
    parse: (text) => {
      const [, but, whole] = /^(?:not-(\d)|(\d|10))$/.exec(text) ?? [];
      return but ? labelExcluding(Number(but)) : whole ? Number(whole) : undefined;
    },
    print: (value) => {
      const excluded = excludedClass(value);
      return excluded === null ? String(value) : `not-${excluded}`;
    },
    allowed: 'a class from 0 to 9, 10 for all, or not-0 to not-9',
  });
