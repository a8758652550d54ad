import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.test-helper';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sample = (...args: string[]): ReturnType<typeof run> => run('sample', ...args);

describe('the sample command', () => {
  it('writes pictures, labels and parameters, and overwrites them only with --force', async () => {
    const out = join(folder, 'digits.bin');
    const args = [
      '--count',
      '3',
      '--class',
      'all',
      '--steps',
      '2',
      '--seed',
      '5',
      '--guidance',
      '0.5',
      '--out',
      out,
    ];
    const first = await sample(...args);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(/^step 2 of 2, 100 %, [\d.]+ steps\/s, 0 s left$/m);

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
      eta: 0,
      guidance: 0.5,
      seed: 5,
      backend: 'wasm',
      weights: { sha256: (manifest as { sha256: string }).sha256 },
    });

    const again = await sample(...args);
    expect(again).toMatchObject({
      code: 2,
      stderr: `sample: ${out} exists; --force overwrites it, or give --out another name\n`,
    });

    await writeFile(out, 'spoilt');
    expect(await sample(...args, '--force')).toMatchObject({ code: 0 });
    expect(await readFile(out)).toEqual(pictures);
  });

  it('reports a mistake in one line with exit code 2', async () => {
    const out = join(folder, 'nowhere', 'digits.bin');
    expect(await sample('--count', '3', '--out', out)).toEqual({
      code: 2,
      stdout: '',
      stderr: `sample: --out is a file in an existing folder, and "${join(folder, 'nowhere')}" is none\n`,
    });
  });

  it('refuses a folder as its file before it samples, even with --force', async () => {
    const taken = join(folder, 'taken.bin');
    await mkdir(`${taken}.labels`, { recursive: true });
    for (const [out, named] of [
      [`${folder}/new/`, `${folder}/new/`],
      [taken, `${taken}.labels`],
    ]) {
      expect(await sample('--count', '1', '--out', out, '--force')).toEqual({
        code: 2,
        stdout: '',
        stderr: `sample: --out is a file, and "${named}" is a folder\n`,
      });
    }
    expect(await sample('--count', '1', '--out', '--force')).toMatchObject({
      code: 2,
      stderr: 'sample: --out needs a value; see --help\n',
    });
  });
});
