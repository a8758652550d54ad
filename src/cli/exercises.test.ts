import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvRows } from './answers';
import { run } from './run.test-helper';

let folder: string;
const at = (name: string): string => join(folder, name);
const read = (name: string): Promise<string> => readFile(at(name), 'utf8');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exercises-'));
  await writeFile(at('ids.txt'), 'ab123\r\nZoë M.\n\n');
});
afterAll(() => rm(folder, { recursive: true }));

it('writes sheets and the key, and marks by them', async () => {
  const out = ['--out', at('sheets'), '--key', at('key.csv'), '--format', 'md,moodle,print'];
  const written = await run(
    'exercises',
    '--course',
    'mathematics',
    '--students',
    at('ids.txt'),
    ...out,
    '--page',
    'https://u.edu/',
  );
  expect(written).toMatchObject({ code: 0, stdout: '' });
  expect(written.stderr).toMatch(/^2 students, 6 exercises: 5 files$/m);
  expect((await readdir(at('sheets'))).sort()).toEqual(['Zoë M..md', 'ab123.md', 'moodle.xml', 'print.html']);
  const sheet = await read('sheets/ab123.md');
  expect(sheet).toContain('## 3 One jump (5 minutes)');
  expect(sheet).toContain('(https://u.edu/?exercise=3&student=ab123)');
  expect(await read('sheets/print.html')).toContain('Exercises of Zoë M.');

  const moodle = await read('sheets/moodle.xml');
  expect(moodle).toContain('<text>$course$/top/Thousand Steps/Zoë M.</text>');
  // The right answer comes first, a known mistake has its sentence.
  expect(moodle).toMatch(/<question type="numerical">\n<name><text>2 Keep it at 1: Var/);
  expect(moodle).toMatch(/fraction="100"[^]*?<text>0\.6536139<\/text><tolerance>0\.002<\/tolerance>/);
  expect(moodle).toMatch(/fraction="0"[^]*?<text>0\.4240271<\/text>[^]*?That is the weight of x₀\./);

  const [head, ...key] = csvRows(await read('key.csv'));
  expect(head).toEqual(['student', 'exercise', 'field', 'answer', 'tolerance']);
  expect(key).toHaveLength(2 * 9);
  const answers = key.filter(([, exercise]) => exercise !== '9').map((row) => row.slice(0, 4).join(','));
  const marked = `student,exercise,field,answer\n${answers.join('\n')}\nab123,3,a,"0,424"\nab123,9,link,"/?hand=0.1,0.1"\n`;
  await writeFile(at('answers.csv'), marked);
  const { code, stdout } = await run('exercises', '--check', at('answers.csv'));
  expect(code).toBe(0);
  const rows = csvRows(stdout).slice(1);
  expect(rows.slice(0, -2).map(([, , , , right]) => right)).toEqual(Array<string>(16).fill('1'));
  expect(rows.slice(-2).map(([, , , , right, says]) => [right, says])).toEqual([
    ['0', 'That is the weight of x₀. This jump does not start there.'],
    ['0', 'With this curve half of it is noise at t = 7.'],
  ]);
});

it.each([
  ['ab123,77,t,1', 'there is no exercise 77; there are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12'],
  ['ab123,3,c,1', 'exercise 3 has the fields a, b, and "c" is none'],
])('does not mark %s', async (row, message) => {
  await writeFile(at('bad.csv'), `student,exercise,field,answer\n${row}\n`);
  const marked = await run('exercises', '--check', at('bad.csv'));
  expect(marked).toEqual({ code: 2, stdout: '', stderr: `exercises: ${message}\n` });
});

it('reports a mistake in one line with exit code 2', async () => {
  const refused = await run('exercises', '--students', at('none.txt'), '--key', at('k.csv'));
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr: `exercises: --students is a file that can be read, and "${at('none.txt')}" is none\n`,
  });
});
