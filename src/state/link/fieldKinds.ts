/** Label of the network's null class: no digit is asked for. */
export const ANY_DIGIT = 10;

/** One field of the view as a link has it. */
export interface Field<T> {
  /** Name in the link. */
  param: string;
  initial: T;
  /** The value, or undefined where the text is not one. */
  parse: (text: string) => T | undefined;
  print: (value: T) => string;
  /** One phrase that says what is allowed, for the notice about a bad link. */
  allowed: string;
}

/** One of some words. */
export const oneOf = <T extends string>(
  param: string,
  initial: NoInfer<T>,
  values: readonly T[],
): Field<T> => ({
  param,
  initial,
  parse: (text) => values.find((value) => value === text),
  print: (value) => value,
  allowed: values.join(', '),
});

/** One of some numbers. */
export const oneOfNumbers = <N extends number>(
  param: string,
  initial: NoInfer<N>,
  values: readonly N[],
): Field<N> => ({
  param,
  initial,
  parse: (text) => values.find((value) => String(value) === text),
  print: String,
  allowed: values.join(', '),
});

/** A number within both ends. */
export const number = (
  param: string,
  initial: number,
  lo: number,
  hi: number,
  whole = true,
): Field<number> => ({
  param,
  initial,
  parse: (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    return value >= lo && value <= hi && (!whole || Number.isInteger(value)) ? value : undefined;
  },
  print: String,
  allowed: `${whole ? 'a whole number' : 'a number'} from ${lo} to ${hi}`,
});

/** Yes or no. */
export const flag = (param: string): Field<boolean> => ({
  param,
  initial: false,
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  print: (value) => (value ? '1' : '0'),
  allowed: '0 or 1',
});

/** Several values, in the order of all of them; a link's list must name one at least. */
export const someOf = <T extends string>(
  param: string,
  initial: readonly T[],
  values: readonly T[],
): Field<readonly T[]> => ({
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
): Field<readonly number[]> => ({
  param,
  initial,
  parse: (text) => {
    const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
    return parts.length === initial.length && parts.every((part) => part >= min && part <= max)
      ? parts
      : undefined;
  },
  print: (values) => values.join(','),
  allowed: `${initial.length} numbers from ${min} to ${max}`,
});

/** A network by its name. */
export const network = (param: string): Field<string> => ({
  param,
  initial: 'shipped',
  parse: (text) => (/^(shipped|run\.[\w-]{1,64}\.\d{1,6})$/.test(text) ? text : undefined),
  print: (value) => value,
  allowed: 'shipped or a run of this browser',
});

/** Which digits a network learns from: `only` one class, or 10 for all, or all but c as 11 + c, which a link calls "not-c". */
export const learned = (param: string): Field<number> => ({
  param,
  initial: ANY_DIGIT,
  parse: (text) => {
    const [, but, whole] = /^(?:not-(\d)|(\d|10))$/.exec(text) ?? [];
    return but ? ANY_DIGIT + 1 + Number(but) : whole ? Number(whole) : undefined;
  },
  print: (value) => (value > ANY_DIGIT ? `not-${value - ANY_DIGIT - 1}` : String(value)),
  allowed: 'a class from 0 to 9, 10 for all, or not-0 to not-9',
});
