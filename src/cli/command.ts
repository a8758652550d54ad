import { isEngineError } from '../engine/protocol/errors';
import { UsageError } from './options';

/**
 * Runs a command line and sets the exit code: 0 done, 1 failed, 2 a mistake on the command line.
 * @param name the prefix of error messages
 * @param help what --help prints
 * @param readArguments the options, or 'help'
 * @param run does the work; what it throws is reported in one line
 */
export async function command<Options extends object>(
  name: string,
  help: string,
  readArguments: (args: string[]) => Options | 'help',
  run: (options: Options) => Promise<void>,
): Promise<void> {
  try {
    const options = readArguments(process.argv.slice(2));
    if (options === 'help') process.stdout.write(`${help}\n`);
    else await run(options);
    process.exitCode = 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${name}: ${message}${isEngineError(error) ? ` ${error.remedy}` : ''}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
