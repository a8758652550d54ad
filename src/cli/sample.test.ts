import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.test-helper';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the sample command', () => {
  it('writes pictures, labels and parameters', async () => {
    const out = join(folder, 'digits.bin');
    const settings = ['--count', '3', '--class', 'all', '--steps', '2', '--seed', '5', '--guidance', '0.5'];
    const sampled = await run('sample', ...settings, '--out', out);
    expect(sampled).toMatchObject({ code: 0, stdout: '' });
    expect(sampled.stderr).toMatch(/^step 2 of 2, 100 %, [\d.]+ steps\/s, 0 s left$/m);

    const pictures = await readFile(out);
    expect(pictures).toHaveLength(3 * 28 * 28 * 4);
    const values = Array.from({ length: 3 * 784 }, (_, i) => pictures.readFloatLE(4 * i));
    expect(values.every((value) => Math.abs(value) <= 1)).toBe(true);
    expect([...(await readFile(`${out}.labels`))]).toEqual([0, 1, 2]);
    const manifest = JSON.parse(await readFile('src/model/networks/shipped.weights.json', 'utf8')) as object;
    expect(JSON.parse(await readFile(`${out}.json`, 'utf8'))).toMatchObject({
      shape: [3, 28, 28],
      sampler: 'ddim',
      steps: 2,
      evaluations: 4,
      eta: 0,
      guidance: 0.5,
      seed: 5,
      backend: 'wasm',
      weights: { sha256: (manifest as { sha256: string }).sha256 },
    });
  });

  it('reports a mistake in one line with exit code 2', async () => {
    expect(await run('sample', '--count', '1', '--out', '--force')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'sample: --out needs a value; see --help\n',
    });
  });
});
