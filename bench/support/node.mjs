// Probes in Node processes of their own, for benchmarks without a browser.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MARK = 'ANSWER ';

/**
 * Asks bench/support/probes/NAME.mjs.
 * @param {string} name
 * @param {object} question
 * @returns {Promise<any>} its answer
 */
export function askInNode(name, question) {
  return askProcess('npx', ['tsx', `bench/support/probes/${name}.mjs`], question);
}

/**
 * Asks a process that ends with {@link answerInNode}.
 * @param {string} command
 * @param {string[]} args
 * @param {object} question
 * @param {number} [timeout] milliseconds after which the process is killed
 * @returns {Promise<any>} its answer
 * @throws Error with what it wrote to standard error
 */
export async function askProcess(command, args, question, timeout) {
  const options = { maxBuffer: 2 ** 26, timeout, killSignal: 'SIGKILL' };
  const { stdout } = await promisify(execFile)(command, [...args, JSON.stringify(question)], options);
  const line = stdout.split('\n').find((each) => each.startsWith(MARK));
  if (!line) throw new Error(`${args.at(-1)} gave no answer: ${stdout}`);
  return JSON.parse(line.slice(MARK.length));
}

/** Answers the question of this process, and ends it: an open device would keep it alive. */
export function answerInNode(answerTo) {
  answerTo(JSON.parse(process.argv[2])).then(
    (answer) => process.stdout.write(`${MARK}${JSON.stringify(answer)}\n`, () => process.exit(0)),
    (error) => process.stderr.write(`${error.stack}\n`, () => process.exit(1)),
  );
}
