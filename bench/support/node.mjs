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
export async function askInNode(name, question) {
  const script = `bench/support/probes/${name}.mjs`;
  const { stdout } = await promisify(execFile)('npx', ['tsx', script, JSON.stringify(question)], {
    maxBuffer: 2 ** 26,
  });
  const line = stdout.split('\n').find((each) => each.startsWith(MARK));
  if (!line) throw new Error(`${name} gave no answer: ${stdout}`);
  return JSON.parse(line.slice(MARK.length));
}

/** Answers the question of this process, and ends it: an open device would keep it alive. */
export function answerInNode(answerTo) {
  answerTo(JSON.parse(process.argv[2])).then(
    (answer) => process.stdout.write(`${MARK}${JSON.stringify(answer)}\n`, () => process.exit(0)),
    (error) => process.stderr.write(`${error.stack}\n`, () => process.exit(1)),
  );
}
