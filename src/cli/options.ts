import { parseArgs } from 'node:util';

/** A mistake on the command line. The message is one line that says what is allowed. */
export class UsageError extends Error {}

/** The options that were given. A default is used for an option that was not given; without one it is required. */
export class Options<Name extends string> {
  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    /** Whether existing files may be overwritten. */
    readonly force: boolean,
  ) {}

  /** The text of an option, or undefined if it was not given. @throws UsageError if it has no value */
  given(name: Name): string | undefined {
    const value = this.values[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    throw new UsageError(`--${name} needs a value; see --help`);
  }

  /** @throws UsageError if the option is missing */
  text(name: Name, byDefault?: string | number): string {
    const text = this.given(name) ?? byDefault;
    if (text === undefined) throw new UsageError(`--${name} is required; see --help`);
    return String(text);
  }

  /** @throws UsageError if the text is not one of the allowed ones */
  oneOf<Value extends string>(name: Name, allowed: readonly Value[], byDefault: Value): Value {
    const text = this.text(name, byDefault);
    const match = allowed.find((value) => value === text);
    if (match === undefined) throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not "${text}"`);
    return match;
  }

  /** @throws UsageError if the text is not a whole number within both bounds */
  whole(name: Name, low: number, high: number, byDefault?: number): number {
    const text = this.text(name, byDefault);
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= low && value <= high) return value;
    throw new UsageError(`--${name} is a whole number from ${low} to ${high}, not "${text}"`);
  }

  /** @throws UsageError if the text is not a number within both bounds */
  real(name: Name, low: number, high: number, byDefault: number): number {
    const text = this.text(name, byDefault);
    const value = text.trim() === '' ? NaN : Number(text);
    if (value >= low && value <= high) return value;
    throw new UsageError(`--${name} is a number from ${low} to ${high}, not "${text}"`);
  }
}

/**
 * Splits a command line into its options.
 * @param names of the options with a value; there are also --force and --help
 * @returns the options, or 'help' if --help is given
 * @throws UsageError for unknown options and for options without a value
 */
export function readOptions<Name extends string>(
  args: string[],
  names: readonly Name[],
): Options<Name> | 'help' {
  const flags = { force: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const options = {
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' } as const])),
    ...flags,
  };
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
      const allowed = Object.keys(options).map((name) => `--${name}`);
      throw new UsageError(`${token.rawName} is not an option; allowed are ${allowed.join(', ')}`);
    }
    // A value may begin with two dashes only after "="; otherwise the next option would be taken for it.
    if (token.kind === 'option' && token.inlineValue === false && token.value.startsWith('--')) {
      throw new UsageError(`${token.rawName} needs a value; see --help`);
    }
  }
  return new Options(values, values.force === true);
}
