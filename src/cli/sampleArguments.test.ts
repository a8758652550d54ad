import { describe, expect, it } from 'vitest';
import { labelOf, readSampleArguments } from './sampleArguments';
import { UsageError } from './options';

const line = (text: string): string[] => text.split(' ').filter(Boolean);

describe('readSampleArguments', () => {
  it('fills in the defaults', () => {
    expect(readSampleArguments(line('--count 20 --out a.bin'))).toEqual({
      count: 20,
      class: 'all',
      sampler: 'ddim',
      steps: 50,
      eta: 0,
      guidance: 0,
      seed: 0,
      batch: 8,
      out: 'a.bin',
      weights: undefined,
      force: false,
    });
  });

  it('reads every option, in both spellings', () => {
    const text =
      '--count=3 --class 7 --sampler ddpm --steps 10 --eta 0.5 --guidance -0.5 --seed 9 --batch 2 --out b --weights w --force';
    expect(readSampleArguments(line(text))).toEqual({
      count: 3,
      class: '7',
      sampler: 'ddpm',
      steps: 10,
      eta: 0.5,
      guidance: -0.5,
      seed: 9,
      batch: 2,
      out: 'b',
      weights: 'w',
      force: true,
    });
  });

  it('takes a thousand steps of DDPM by default', () => {
    expect(readSampleArguments(line('--count 1 --out a --sampler ddpm'))).toMatchObject({ steps: 1000 });
  });

  it('takes a value that looks like an option after "="', () => {
    expect(readSampleArguments(line('--count 1 --out=--force'))).toMatchObject({
      out: '--force',
      force: false,
    });
  });

  it('gives help whatever else is on the line', () => {
    expect(readSampleArguments(line('--help --count x'))).toBe('help');
  });

  it.each([
    ['', '--count is required'],
    ['--count 1', '--out is required'],
    ['--count 0 --out a', '--count is a whole number from 1 to 10000, not "0"'],
    ['--count 1.5 --out a', '--count is a whole number'],
    ['--count 1e3 --out a', '--count is a whole number'],
    ['--count --out a', '--count needs a value; see --help'],
    ['--count 1 --out --force', '--out needs a value; see --help'],
    ['--count 1 --out', '--out needs a value; see --help'],
    ['--count 1 --out --', '--out needs a value; see --help'],
    ['--count 1 --out=', '--out needs a value; see --help'],
    ['--count 1 --out a --class 10', '--class is one of 0, 1'],
    ['--count 1 --out a --sampler euler', '--sampler is one of ddpm, ddim, heun, dpmpp-2m, not "euler"'],
    ['--count 1 --out a --steps 1001', '--steps is a whole number from 1 to 1000'],
    ['--count 1 --out a --eta 2', '--eta is a number from 0 to 1'],
    ['--count 1 --out a --eta x', '--eta is a number from 0 to 1'],
    ['--count 1 --out a --guidance 21', '--guidance is a number from -1 to 20'],
    ['--count 1 --out a --guidance NaN', '--guidance is a number from -1 to 20'],
    ['--count 1 --out a --seed -1', '--seed is a whole number'],
    ['--count 1 --out a --seed', '--seed needs a value'],
    ['--count 1 --out a --cuont 2', '--cuont is not an option; allowed are --count'],
    ['--count 1 --out a extra', '"extra" follows no option'],
  ])('refuses "%s" in one line', (text, message) => {
    const read = (): unknown => readSampleArguments(line(text));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^[^\n]*$/);
  });
});

describe('labelOf', () => {
  it('cycles through the classes, repeats one, or means no class', () => {
    expect(Array.from({ length: 12 }, (_, i) => labelOf('all', i, 10))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1,
    ]);
    expect(labelOf('7', 3, 10)).toBe(7);
    expect(labelOf('none', 3, 10)).toBe(10);
  });
});
