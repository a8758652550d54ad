import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.test-helper';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'));
});
afterAll(() => rm(folder, { recursive: true }));

const SETTINGS = ['--batch', '4', '--data', '1000', '--class', '3'];
/** Numbers of a training's state: parameters, average and moments of `tiny`. */
const NUMBERS = 277_952;

describe('the train command', () => {
  it('writes weights that can be sampled from and gone on with, and one line an update', async () => {
    const [half, whole, rest, digits] = ['half', 'whole', 'rest', 'digits'].map((name) => join(folder, name));
    const [first, unbroken] = await Promise.all([
      run('train', '--updates', '3', ...SETTINGS, '--out', half),
      run('train', '--updates', '5', ...SETTINGS, '--out', whole),
    ]);
    expect(first.code, first.stderr).toBe(0);
    expect(unbroken.code, unbroken.stderr).toBe(0);
    expect(first.stderr).toMatch(
      /^3 updates in .* held-out epsilon loss of .* on 1010 test digits: 0\.\d{4}/m,
    );
    const rows = (await readFile(`${half}.csv`, 'utf8')).trimEnd().split('\n');
    expect(rows[0]).toBe('update,epsilon_loss,trained_loss,learning_rate,held_out_loss');
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['1', '2', '3']);

    const [resumed, sampled] = await Promise.all([
      run('train', '--updates', '5', '--resume', half, '--out', rest),
      run('sample', '--weights', half, '--count', '2', '--steps', '2', '--out', digits),
    ]);
    expect(sampled.code, sampled.stderr).toBe(0);
    expect(await readFile(digits)).toHaveLength(2 * 14 * 14 * 4);
    expect(JSON.parse(await readFile(`${digits}.json`, 'utf8'))).toMatchObject({
      network: 'tiny',
      shape: [2, 14, 14],
      weights: { metadata: { updates: '3', label: '3' } },
    });

    expect(resumed.code, resumed.stderr).toBe(0);
    // Without the held-out loss, which was also measured at the end of the first half.
    const losses = async (file: string): Promise<string[]> =>
      (await readFile(`${file}.csv`, 'utf8')).split('\n').map((line) => line.split(',').slice(0, 4).join());
    expect(await losses(rest)).toEqual(await losses(whole));
    const [a, b] = await Promise.all([readFile(rest), readFile(whole)]);
    // The header names the file; the numbers follow it.
    expect(a.subarray(-NUMBERS * 4)).toEqual(b.subarray(-NUMBERS * 4));

    expect(await run('train', '--updates', '3', '--resume', half, '--out', join(folder, 'no'))).toEqual({
      code: 2,
      stdout: '',
      stderr: `train: --updates is more than the 3 that ${half} has behind it\n`,
    });
  });
});
