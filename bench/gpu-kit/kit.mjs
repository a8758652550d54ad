// Runs the kit on the machine with the GPU, after run.sh: node kit.mjs FOLDER [--quick] writes gpu.json and gpu.md there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askProcess } from '../support/node.mjs';
import { questionsOf } from './questions.mjs';
import { tablesOf } from './tables.mjs';

/** Everything ends by then; what was not asked is reported as left out. */
const MINUTES = { full: 4.8, quick: 20 };
/** A question that takes longer has failed. */
const MOST_SECONDS = { full: 90, quick: 400 };

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder, ...flags] = process.argv.slice(2);
const mode = flags.includes('--quick') ? 'quick' : 'full';
const began = performance.now();
const secondsPassed = () => (performance.now() - began) / 1000;

/** The end of what a process wrote to standard error, in one line. */
function reasonOf({ killed, stderr, message }) {
  if (killed) return 'it took too long';
  const lines = (stderr || message).split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
  return lines.slice(-2).join(' ').trim();
}

async function ask({ script, question }) {
  const left = 60 * MINUTES[mode] - secondsPassed();
  if (left < 2) return { failed: 'no time was left' };
  const timeout = 1000 * Math.min(left, MOST_SECONDS[mode]);
  const since = secondsPassed();
  try {
    const answer = await askProcess(process.execPath, [join(here, `${script}.mjs`)], question, timeout);
    return { answer, seconds: secondsPassed() - since };
  } catch (error) {
    return { failed: reasonOf(error), seconds: secondsPassed() - since };
  }
}

const about = JSON.parse(readFileSync(join(here, 'about.json'), 'utf8'));
const results = [];
for (const each of questionsOf(mode, about.peers)) {
  const result = { ...each, ...(await ask(each)) };
  results.push(result);
  const { name, failed, seconds = 0 } = result;
  console.error(`${name}: ${failed ? `FAILED, ${failed}` : 'done'} (${seconds.toFixed(1)} s)`);
  const isFirst = results.length === 1;
  if (isFirst && failed) {
    console.error(
      'No GPU that computes correctly was found; nothing else is measured. VK_LOADER_DEBUG=all says what Vulkan looked for.',
    );
    break;
  }
  if (isFirst && result.answer.software)
    console.error(`ONLY A SOFTWARE ADAPTER WAS FOUND (${result.answer.device}): this says nothing of a GPU.`);
}
const report = { ...about, mode, node: process.version, seconds: secondsPassed(), results };
writeFileSync(join(folder, 'gpu.json'), `${JSON.stringify(report, null, 1)}\n`);
const tables = tablesOf(report);
writeFileSync(join(folder, 'gpu.md'), tables);
console.log(tables);
console.log(`Written: ${join(folder, 'gpu.json')} and ${join(folder, 'gpu.md')}.`);
process.exitCode = results[0].failed ? 1 : 0;
