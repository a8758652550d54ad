import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.test-helper';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the train command', () => {
  it('writes weights that can be sampled from, and one line an update', async () => {
    const out = join(folder, 'tiny.safetensors');
    const args = ['--updates', '3', '--batch', '4', '--data', '1000', '--class', '3', '--out', out];
    const first = await run('train', ...args);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stderr).toMatch(
      /^3 updates in .* held-out epsilon loss of .* on 1010 test digits: 0\.\d{4}/m,
    );
    const rows = (await readFile(`${out}.csv`, 'utf8')).trimEnd().split('\n');
    expect(rows[0]).toBe('update,epsilon_loss,trained_loss,learning_rate,held_out_loss');
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['1', '2', '3']);

    expect(await run('train', ...args)).toMatchObject({
      code: 2,
      stderr: `train: ${out} exists; --force overwrites it, or give --out another name\n`,
    });

    const digits = join(folder, 'digits.bin');
    const sampled = await run('sample', '--weights', out, '--count', '2', '--steps', '2', '--out', digits);
    expect(sampled.code, sampled.stderr).toBe(0);
    expect(await readFile(digits)).toHaveLength(2 * 14 * 14 * 4);
    expect(JSON.parse(await readFile(`${digits}.json`, 'utf8'))).toMatchObject({
      network: 'tiny',
      shape: [2, 14, 14],
      weights: { metadata: { updates: '3', label: '3' } },
    });
  });

  it('goes on with a file as if it had not stopped', async () => {
    const [half, whole, rest] = ['half', 'whole', 'rest'].map((name) => join(folder, name));
    const settings = ['--batch', '4', '--data', '1000', '--class', '3'];
    await Promise.all([
      run('train', '--updates', '3', ...settings, '--out', half),
      run('train', '--updates', '5', ...settings, '--out', whole),
    ]);
    const resumed = await run('train', '--updates', '5', '--resume', half, '--out', rest);
    expect(resumed.code, resumed.stderr).toBe(0);
    // Without the held-out loss, which was also measured at the end of the first half.
    const losses = async (file: string): Promise<string[]> =>
      (await readFile(`${file}.csv`, 'utf8')).split('\n').map((line) => line.split(',').slice(0, 4).join());
    expect(await losses(rest)).toEqual(await losses(whole));
    const [a, b] = await Promise.all([readFile(rest), readFile(whole)]);
    // The header names the file; the numbers follow it.
    expect(a.subarray(-277_952 * 4)).toEqual(b.subarray(-277_952 * 4));

    const refused = await run('train', '--updates', '3', '--resume', half, '--out', join(folder, 'no'));
    expect(refused).toMatchObject({
      code: 2,
      stderr: `train: --updates is more than the 3 that ${half} has behind it\n`,
    });
    await writeFile(join(folder, 'broken'), (await readFile(half)).subarray(0, 5000));
    const broken = await run(
      'sample',
      '--weights',
      join(folder, 'broken'),
      '--count',
      '1',
      '--out',
      rest,
      '--force',
    );
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/^sample: --weights is a file that the train command wrote\. .*$/m);
  });

  it('reports a mistake in one line with exit code 2', async () => {
    expect(
      await run('sample', '--weights', join(folder, 'no'), '--count', '1', '--out', join(folder, 'd')),
    ).toMatchObject({
      code: 2,
      stderr: `sample: --weights is a file that can be read, and "${join(folder, 'no')}" is none\n`,
    });
  });
});
