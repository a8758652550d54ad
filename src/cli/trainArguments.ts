import { WEIGHTINGS, type Weighting } from '../diffusion/weighting';
import { oneOf, readOptions, real, required, whole } from './options';

const OUTPUTS = ['v', 'epsilon', 'x0'] as const;
const SIZES = ['1000', '10000', '60000'] as const;
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'all'] as const;

/** What the command line asks for, checked. */
export interface TrainOptions {
  readonly updates: number;
  readonly out: string;
  readonly batch: number;
  readonly seed: number;
  readonly learningRate: number;
  readonly output: (typeof OUTPUTS)[number];
  readonly weighting: Weighting;
  /** How many of MNIST's training digits, the first ones. */
  readonly data: number;
  /** A class, or 'all'. */
  readonly class: string;
  readonly force: boolean;
}

export const HELP = `Trains the network tiny (14 x 14 pixels) from random weights, in Node on tfjs's WebAssembly backend.

  npm run train -- --updates N --out FILE.safetensors [options]

  --updates N        number of updates, 1 to 100000; 1000 take minutes and make digits that can be read
  --out FILE         the averaged weights, for npm run sample -- --weights FILE;
                     beside it FILE.csv (one line an update: its losses and learning rate)
  --batch B          pictures in an update, 1 to 1024; default 128
  --seed K           whole number from 0; default 0
  --lr R             learning rate after the warm-up of 50 updates, 0 to 1; default 0.005
  --output NAME      what the network predicts: v (default), epsilon or x0
  --weighting NAME   in what errors count the same at every t: v (default), epsilon, x0 or snr-clipped
  --data D           1000, 10000 or 60000 (default) training digits
  --class C          0 to 9, or all (default)
  --force            overwrite FILE
  --help             print this

At the end the averaged weights are measured on 5,000 test digits (of class C alone, if one was given).
The same seed gives the same weights.`;

const OPTIONS = {
  updates: { type: 'string' },
  out: { type: 'string' },
  batch: { type: 'string', default: '128' },
  seed: { type: 'string', default: '0' },
  lr: { type: 'string', default: '0.005' },
  output: { type: 'string', default: 'v' },
  weighting: { type: 'string', default: 'v' },
  data: { type: 'string', default: '60000' },
  class: { type: 'string', default: 'all' },
  force: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' if that was asked for
 * @throws UsageError that says what is allowed
 */
export function readTrainArguments(args: string[]): TrainOptions | 'help' {
  const text = readOptions(args, OPTIONS);
  if (text === 'help') return 'help';
  return {
    updates: whole('--updates', text('updates'), 1, 100_000),
    out: required('--out', text('out')),
    batch: whole('--batch', text('batch'), 1, 1024),
    seed: whole('--seed', text('seed'), 0, Number.MAX_SAFE_INTEGER),
    learningRate: real('--lr', text('lr'), 0, 1),
    output: oneOf('--output', text('output'), OUTPUTS),
    weighting: oneOf('--weighting', text('weighting'), WEIGHTINGS),
    data: Number(oneOf('--data', text('data'), SIZES)),
    class: oneOf('--class', text('class'), CLASSES),
    force: text('force') !== undefined,
  };
}
