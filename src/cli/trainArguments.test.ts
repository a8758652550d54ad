import { describe, expect, it } from 'vitest';
import { UsageError } from './options';
import { readTrainArguments } from './trainArguments';

const line = (text: string): string[] => text.split(' ').filter(Boolean);

describe('readTrainArguments', () => {
  it('takes the defaults of the network, as the page does', () => {
    expect(readTrainArguments(line('--updates 9 --out a --model seed'))).toMatchObject({
      start: { config: { output: 'epsilon', weighting: 'epsilon', batch: 32, learningRate: 0.0002 } },
    });
    expect(readTrainArguments(line('--updates 9 --out a --model small --batch 8'))).toMatchObject({
      start: { config: { output: 'v', batch: 8, learningRate: 0.004 } },
    });
  });

  it('fills in the defaults', () => {
    expect(readTrainArguments(line('--updates 1000 --out a.safetensors'))).toEqual({
      goal: 1000,
      out: 'a.safetensors',
      force: false,
      start: {
        config: {
          network: 'tiny',
          batch: 128,
          seed: 0,
          learningRate: 0.005,
          output: 'v',
          weighting: 'v',
          schedule: 'linear',
          average: 0.995,
          digits: 10_000,
          label: 10,
        },
      },
    });
  });

  it('leaves out a class', () => {
    const read = (text: string) => {
      const options = readTrainArguments(line(`--updates 1 --out a --class ${text}`));
      return options !== 'help' && 'config' in options.start ? options.start.config.label : NaN;
    };
    expect(['0', '9', 'all', 'not-0', 'not-9'].map(read)).toEqual([0, 9, 10, 11, 20]);
  });

  it('reads every option', () => {
    const text =
      '--model tiny --updates 3 --out=b --batch 4 --seed 5 --lr 0.01 --output x0 --weighting snr-clipped ' +
      '--schedule cosine --average 0.9 --data 1000 --class 7 --force';
    expect(readTrainArguments(line(text))).toEqual({
      goal: 3,
      out: 'b',
      force: true,
      start: {
        config: {
          network: 'tiny',
          batch: 4,
          seed: 5,
          learningRate: 0.01,
          output: 'x0',
          weighting: 'snr-clipped',
          schedule: 'cosine',
          average: 0.9,
          digits: 1000,
          label: 7,
        },
      },
    });
  });

  it('goes on with a file and its settings', () => {
    expect(readTrainArguments(line('--updates 9 --out b --resume a'))).toEqual({
      goal: 9,
      out: 'b',
      force: false,
      start: { resume: 'a' },
    });
    expect(() => readTrainArguments(line('--updates 9 --out b --resume a --lr 0.1'))).toThrow(
      "--resume keeps the file's settings, so --lr is not allowed with it",
    );
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
