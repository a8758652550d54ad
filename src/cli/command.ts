import { isEngineError } from '../engine/protocol/errors';
import { UsageError } from './options';

/**
 * Runs a command line and sets the exit code: 0 done, 1 failed, 2 a mistake on the command line.
 * @param name what its messages begin with
 * @param run does the work; what it throws is told in one line
 */
export async function command(name: string, run: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await run(process.argv.slice(2));
    process.exitCode = 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${name}: ${message}${isEngineError(error) ? ` ${error.remedy}` : ''}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
