import { SEEDS } from '../diffusion/random';
import { SCHEDULES } from '../diffusion/schedule';
import { WEIGHTINGS } from '../diffusion/training/weighting';
import { MOST_UPDATES, PRESETS, DIGIT_NETWORKS, type TrainConfig } from '../engine/protocol/train';
import { readOptions, UsageError } from './options';

const OUTPUTS = ['v', 'epsilon', 'x0'] as const;
const SIZES = ['1000', '10000', '60000'] as const;
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** One class, all, or all but one; the index is the label. */
const CLASSES = [...DIGITS, 'all', ...DIGITS.map((digit) => `not-${digit}` as const)] as const;

/** The options of the train command, checked. */
export interface TrainOptions {
  /** Number of the last update. */
  readonly goal: number;
  readonly out: string;
  readonly force: boolean;
  /** The settings of a new training, or the file whose training goes on. */
  readonly start: { readonly config: TrainConfig } | { readonly resume: string };
}

export const HELP = `Trains a network from random weights, in Node on WebAssembly.

  npm run train -- --updates N --out FILE.safetensors [options]

  --updates N        number of the last update, 1 to 100000; 1000 take minutes and make digits that can be read
  --out FILE         the averaged weights, for npm run sample -- --weights FILE, and all that going on needs;
                     beside it FILE.csv (one line an update: its losses and learning rate)
  --resume OLD       goes on with the training in the file OLD, with its settings, until update N
  --model NAME       tiny (14 x 14 pixels; default), or of 28 x 28 small, shipped or seed (a large U-Net without classes)
  --batch B          pictures in an update, 1 to 1024; default 128, of seed 32
  --seed K           whole number from 0; default 0
  --lr R             learning rate after the warm-up of 50 updates, 0 to 1; default 0.005 of tiny, 0.004 of small and
                     shipped, 0.0002 of seed
  --output NAME      what the network predicts: v (default), epsilon (default of seed) or x0
  --weighting NAME   in what errors count the same at every t: v (default), epsilon (default of seed), x0 or
                     snr-clipped
  --schedule NAME    linear (default), cosine, sigmoid or quadratic
  --average D        longest decay of the weights' moving average, 0 to 0.99999; default 0.995
  --data D           1000, 10000 (default) or 60000 training digits
  --class C          0 to 9, all (default), or not-0 to not-9: all but that class
  --force            overwrite FILE
  --help             print this

At the end the averaged weights are measured on 5,000 test digits (of class C alone, or without it, if one was given).
Defaults are those of the page. The same seed gives the same weights, also where a training was stopped and went on.`;

const SETTINGS = [
  'model',
  'batch',
  'seed',
  'lr',
  'output',
  'weighting',
  'schedule',
  'average',
  'data',
  'class',
] as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' if --help is given
 * @throws UsageError that says what is allowed
 */
export function readTrainArguments(args: string[]): TrainOptions | 'help' {
  const options = readOptions(args, ['updates', 'out', 'resume', ...SETTINGS]);
  if (options === 'help') return 'help';
  const common = {
    goal: options.whole('updates', 1, MOST_UPDATES),
    out: options.text('out'),
    force: options.force,
  };
  const resume = options.given('resume');
  if (resume !== undefined) {
    const setting = SETTINGS.find((name) => options.given(name) !== undefined);
    if (setting)
      throw new UsageError(`--resume keeps the file's settings, so --${setting} is not allowed with it`);
    return { ...common, start: { resume } };
  }
  const label = options.oneOf('class', CLASSES, 'all');
  const network = options.oneOf('model', DIGIT_NETWORKS, 'tiny');
  const preset = PRESETS[network];
  const config: TrainConfig = {
    network,
    batch: options.whole('batch', 1, 1024, preset.batch),
    seed: options.whole('seed', 0, SEEDS - 1, 0),
    learningRate: options.real('lr', 0, 1, preset.learningRate),
    output: options.oneOf('output', OUTPUTS, preset.output),
    weighting: options.oneOf('weighting', WEIGHTINGS, preset.weighting),
    schedule: options.oneOf('schedule', SCHEDULES, 'linear'),
    average: options.real('average', 0, 0.99999, 0.995),
    digits: Number(options.oneOf('data', SIZES, '10000')),
    label: CLASSES.indexOf(label),
  };
  return { ...common, start: { config } };
}
