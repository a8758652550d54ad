import { describe, expect, it } from 'vitest';
import { csvRows, readAnswers } from './answers';
import { readExercisesArguments } from './exercisesArguments';
import { UsageError } from './options';

const line = (text: string): string[] => text.split(' ').filter(Boolean);

describe('readExercisesArguments', () => {
  it('fills in the defaults', () => {
    expect(readExercisesArguments(line('--students ids.txt --out sheets'))).toEqual({
      course: 'first',
      students: 'ids.txt',
      page: 'http://localhost:4173/',
      formats: ['md'],
      out: 'sheets',
      key: undefined,
      force: false,
    });
  });

  it('reads every option', () => {
    const text =
      '--course mathematics --students a --format print,md --page https://u.edu/steps?x=1 --key k.csv --force';
    expect(readExercisesArguments(line(text))).toEqual({
      course: 'mathematics',
      students: 'a',
      page: 'https://u.edu/steps/',
      formats: ['md', 'print'],
      out: undefined,
      key: 'k.csv',
      force: true,
    });
    expect(readExercisesArguments(line('--check a.csv'))).toEqual({ check: 'a.csv' });
    expect(readExercisesArguments(['--help'])).toBe('help');
  });

  it.each([
    ['--students a', '--out, --key or --check is required'],
    ['--out a', '--students is required'],
    ['--students a --out b --course last', '--course is one of first, mathematics, all'],
    [
      '--students a --out b --format md,pdf',
      '--format is some of md, moodle, print with commas, and "pdf" is none',
    ],
    ['--students a --out b --page here', '--page is an address that begins with http, not "here"'],
    ['--check a --students b', '--check marks answers, so --students is not allowed with it'],
  ])('refuses "%s" in one line', (text, message) => {
    const read = (): unknown => readExercisesArguments(line(text));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^[^\n]*$/);
  });
});

describe('a table of answers', () => {
  it('has cells in quotes and lines of both kinds', () => {
    expect(csvRows('a,"b, ""c""",\r\n\n"d\ne",1')).toEqual([
      ['a', 'b, "c"', ''],
      ['d\ne', '1'],
    ]);
  });

  it('is read by the names of its columns', () => {
    expect(readAnswers('f', '\uFEFFanswer,student,when,exercise,field\n"0,5",ab,now,3,a\n')).toEqual([
      { student: 'ab', exercise: 3, field: 'a', answer: '0,5' },
    ]);
    expect(() => readAnswers('f', 'student,answer\n')).toThrow('"f" lacks exercise, field');
    expect(() => readAnswers('f', 'student,exercise,field,answer\na,x,b,c\n')).toThrow(
      'line 2 of "f" has the exercise "x"',
    );
  });
});
