import { parseArgs, type ParseArgsConfig } from 'node:util';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** A mistake on the command line; the message is one line that says what is allowed. */
export class UsageError extends Error {}

/** The text of an option, or its default; undefined where there is neither. */
export type TextOf<Name> = (name: Name) => string | undefined;

/**
 * Splits a command line into its options. A boolean option that was given has the text 'true'.
 * @returns the texts, or 'help' if that was asked for
 * @throws UsageError for what is no option and for an option without its value
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
      const known = Object.keys(options).map((name) => `--${name}`);
      throw new UsageError(`${token.rawName} is not an option; allowed are ${known.join(', ')}`);
    }
    // A value may begin with two dashes only after "=": else the option that follows would be taken for it.
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

/** @throws UsageError where there is no text */
export function required(name: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`${name} is required; see --help`);
  return text;
}

/** @throws UsageError where the text is none of the allowed */
export function oneOf<Name extends string>(
  name: string,
  text: string | undefined,
  allowed: readonly Name[],
): Name {
  const found = allowed.find((value) => value === text);
  if (found === undefined)
    throw new UsageError(`${name} is one of ${allowed.join(', ')}, not "${text ?? ''}"`);
  return found;
}

/** @throws UsageError where the text is no whole number within both ends */
export function whole(name: string, text: string | undefined, low: number, high: number): number {
  const given = required(name, text);
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(value >= low && value <= high)) {
    throw new UsageError(`${name} is a whole number from ${low} to ${high}, not "${given}"`);
  }
  return value;
}

/** @throws UsageError where the text is no number within both ends */
export function real(name: string, text: string | undefined, low: number, high: number): number {
  const given = required(name, text);
  const value = given.trim() === '' ? NaN : Number(given);
  if (!(value >= low && value <= high))
    throw new UsageError(`${name} is a number from ${low} to ${high}, not "${given}"`);
  return value;
}
