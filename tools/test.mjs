// npm test: checks, build, size budget and end-to-end tests, stopping at the first that fails. The last line counts the tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'thousand-steps-test-'));
const unitFile = join(folder, 'unit.json');
const e2eFile = join(folder, 'e2e.json');

/** Counts of Vitest; a file that cannot be loaded counts as one failure. */
function countUnit({ numPassedTests, numFailedTests, numPendingTests, testResults }) {
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests };
}

/** Counts of Playwright; an error outside the tests counts as one failure. */
function countE2e({ stats, errors }) {
  const failed = stats.unexpected + errors.length;
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped, retried: stats.flaky };
}

/** Rows run one after the other; the lanes of a row at the same time; the stages of a lane one after the other. */
const rows = [
  [
    [
      { name: 'data', args: ['data'] },
      {
        name: 'unit',
        args: ['unit', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`],
        report: unitFile,
        count: countUnit,
      },
    ],
    // By the end of the checks the data are there, which the build needs.
    [
      { name: 'static', args: ['static'] },
      { name: 'build', args: ['build'] },
      { name: 'size', args: ['size'] },
    ],
  ],
  [[{ name: 'e2e', args: ['e2e', '--', '--reporter=list,json'], report: e2eFile, count: countE2e }]],
];

/** Runs one npm script and streams its output; a stage that fails without a failed test counts as one failure. */
async function run({ name, args, report, count }) {
  const started = performance.now();
  const child = spawn('npm', ['run', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: e2eFile },
  });
  const status = await new Promise((resolve) => child.on('close', resolve).on('error', () => resolve(1)));
  const seconds = (performance.now() - started) / 1000;
  const none = { passed: 0, failed: 0, skipped: 0 };
  const counts = report && existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : none;
  const ok = status === 0 && counts.failed === 0 && (!report || counts.passed > 0);
  return { name, ok, seconds, ...counts, failed: ok ? 0 : Math.max(1, counts.failed) };
}

const results = [];
const allPassed = () => results.every(({ ok }) => ok);

async function runLane(lane) {
  for (const stage of lane) {
    const result = await run(stage);
    results.push(result);
    if (!result.ok) return;
  }
}

for (const row of rows) {
  await Promise.all(row.map(runLane));
  if (!allPassed()) break;
}
rmSync(folder, { recursive: true, force: true });

console.log();
for (const { name } of rows.flat(2)) {
  const result = results.find((each) => each.name === name);
  const time = result ? `${result.seconds.toFixed(1)} s` : '';
  const state = result ? (result.ok ? 'passed' : 'FAILED') : 'not run';
  const skipped = result?.skipped ? `, ${result.skipped} skipped` : '';
  const retried = result?.retried ? `, ${result.retried} at the second try` : '';
  console.log(`${name.padEnd(6)}${time.padStart(9)}  ${state}${skipped}${retried}`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = allPassed() ? 0 : 1;
