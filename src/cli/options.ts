import { parseArgs, type ParseArgsConfig } from 'node:util';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** A mistake on the command line. The message is one line that says what is allowed. */
export class UsageError extends Error {}

/** Gives the text of an option, or its default, or undefined. */
export type TextOf<Name> = (name: Name) => string | undefined;

/**
 * Splits a command line into its options. A boolean option that is set has the text 'true'.
 * @returns the texts, or 'help' if --help is given
 * @throws UsageError for unknown options and for options without a value
 */
export function readOptions<Options extends OptionsConfig>(
  args: string[],
  options: Options,
): TextOf<keyof Options & string> | 'help' {
  const { values, tokens } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (values.help) return 'help';
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`"${token.value}" follows no option; see --help`);
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      const names = Object.keys(options).map((name) => `--${name}`);
      throw new UsageError(`${token.rawName} is not an option; allowed are ${names.join(', ')}`);
    }
    // A value may begin with two dashes only after "="; otherwise the next option would be taken for it.
    if (token.kind === 'option' && token.inlineValue === false && token.value.startsWith('--')) {
      throw new UsageError(`${token.rawName} needs a value; see --help`);
    }
  }
  return (name) => {
    const value: unknown = values[name];
    if (options[name].type === 'boolean') return value === true ? 'true' : undefined;
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    throw new UsageError(`--${name} needs a value; see --help`);
  };
}

/** The text, which must be there. @throws UsageError otherwise */
export function required(name: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`${name} is required; see --help`);
  return text;
}

/** The text, which must be an allowed one. @throws UsageError otherwise */
export function oneOf<Name extends string>(
  name: string,
  text: string | undefined,
  allowed: readonly Name[],
): Name {
  const match = allowed.find((value) => value === text);
  if (match === undefined)
    throw new UsageError(`${name} is one of ${allowed.join(', ')}, not "${text ?? ''}"`);
  return match;
}

/** The text as a whole number within both bounds. @throws UsageError otherwise */
export function whole(name: string, text: string | undefined, low: number, high: number): number {
  const digits = required(name, text);
  const value = /^\d+$/.test(digits) ? Number(digits) : NaN;
  if (!(value >= low && value <= high)) {
    throw new UsageError(`${name} is a whole number from ${low} to ${high}, not "${digits}"`);
  }
  return value;
}

/** The text as a number within both bounds. @throws UsageError otherwise */
export function real(name: string, text: string | undefined, low: number, high: number): number {
  const number = required(name, text);
  const value = number.trim() === '' ? NaN : Number(number);
  if (!(value >= low && value <= high))
    throw new UsageError(`${name} is a number from ${low} to ${high}, not "${number}"`);
  return value;
}
