// The default training in the page from random weights, and how good it is after 1,000 updates, for several seeds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile, withApp } from './support/app.mjs';

export const title =
  'The default training in the page on WebAssembly, from random weights (the line, median of three seeds: held-out loss <= .054, accuracy at 14 x 14 >= .72)';

const SEEDS = [0, 1, 2];
const SAMPLES = 1000;
/** Python with torch; without it there is no FID. */
const PYTHON = process.env.PYTHON ?? 'python3';

/** The metadata in the header of a safetensors file. */
function metadataOf(file) {
  const bytes = readFileSync(file);
  return JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0)))).__metadata__;
}

function runCommand(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stderr}`);
  return stdout;
}

/** Trains in the page and saves the file that it offers. */
async function train(open, seed, file) {
  const { page, url } = await open();
  await page.goto(`${url}?view=train&backend=wasm&trainseed=${seed}`);
  await page.getByRole('region', { name: 'The training' }).getByRole('button', { name: 'Train' }).click();
  const started = performance.now();
  await page.getByText('The training is done.').waitFor({ timeout: 1_800_000 });
  const seconds = (performance.now() - started) / 1000;
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save file' }).click();
  await (await download).saveAs(file);
  await page.context().close();
  return seconds;
}

/** Samples the ten classes in turn by DDIM-50 with the averaged weights, and judges them by a classifier of 14 x 14. */
function judge(weights, folder, torch) {
  const samples = join(folder, 'samples.f32');
  const figures = join(folder, 'figures.json');
  runCommand('npm', [
    'run',
    '--silent',
    'sample',
    '--',
    '--weights',
    weights,
    '--count',
    String(SAMPLES),
    '--out',
    samples,
    '--force',
  ]);
  const accuracy = Number(runCommand('npx', ['tsx', 'bench/support/probes/accuracy14.mjs', samples])).toFixed(
    3,
  );
  if (!torch) return { accuracy };
  runCommand(PYTHON, ['tools/pretrain/evaluate.py', samples, '--append', figures]);
  const { samples: generated, real } = JSON.parse(readFileSync(figures, 'utf8')).at(-1);
  return {
    accuracy,
    FID: generated.fid.toFixed(2),
    'FID of real digits': real.fid.toFixed(2),
  };
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  const torch = spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
  const folder = mkdtempSync(join(tmpdir(), 'thousand-steps-learn-'));
  try {
    return await withApp(async (open) => {
      const rows = [];
      for (const seed of SEEDS) {
        const file = join(folder, `${seed}.safetensors`);
        const seconds = await train(open, seed, file);
        const { updates, held_out_epsilon_loss: loss } = metadataOf(file);
        rows.push({
          seed,
          updates: Number(updates),
          seconds,
          'held-out loss': Number(loss).toFixed(4),
          ...judge(file, folder, torch),
        });
      }
      const median = (name) =>
        quantile(
          rows.map((row) => Number(row[name])),
          0.5,
        );
      rows.push({
        seed: 'median',
        'held-out loss': median('held-out loss').toFixed(4),
        accuracy: median('accuracy').toFixed(3),
        ...(torch && { FID: median('FID').toFixed(2) }),
      });
      const notes = torch ? [] : [`No FID: ${PYTHON} has no torch (tools/pretrain/README.md).`];
      return { rows, notes };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
