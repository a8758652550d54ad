import { describe, expect, it } from 'vitest';
import { UsageError } from './options';
import { readTrainArguments } from './trainArguments';

const line = (text: string): string[] => text.split(' ').filter(Boolean);

describe('readTrainArguments', () => {
  it('fills in what is not said', () => {
    expect(readTrainArguments(line('--updates 1000 --out a.safetensors'))).toEqual({
      updates: 1000,
      out: 'a.safetensors',
      batch: 128,
      seed: 0,
      learningRate: 0.005,
      output: 'v',
      weighting: 'v',
      data: 60_000,
      class: 'all',
      force: false,
    });
  });

  it('reads every option', () => {
    const text =
      '--updates 3 --out=b --batch 4 --seed 5 --lr 0.01 --output x0 --weighting snr-clipped --data 1000 --class 7 --force';
    expect(readTrainArguments(line(text))).toEqual({
      updates: 3,
      out: 'b',
      batch: 4,
      seed: 5,
      learningRate: 0.01,
      output: 'x0',
      weighting: 'snr-clipped',
      data: 1000,
      class: '7',
      force: true,
    });
  });

  it('gives help', () => {
    expect(readTrainArguments(['--help'])).toBe('help');
  });

  it.each([
    ['', '--updates is required'],
    ['--updates 0 --out a', '--updates is a whole number from 1 to 100000, not "0"'],
    ['--updates 1', '--out is required'],
    ['--updates 1 --out a --lr 2', '--lr is a number from 0 to 1, not "2"'],
    ['--updates 1 --out a --output score', '--output is one of v, epsilon, x0, not "score"'],
    ['--updates 1 --out a --weighting w', '--weighting is one of v, epsilon, x0, snr-clipped'],
    ['--updates 1 --out a --data 500', '--data is one of 1000, 10000, 60000'],
    ['--updates 1 --out a --class none', '--class is one of'],
    ['--updates 1 --out a --steps 3', '--steps is not an option'],
  ])('refuses "%s" in one line', (text, message) => {
    const read = (): unknown => readTrainArguments(line(text));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^[^\n]*$/);
  });
});
