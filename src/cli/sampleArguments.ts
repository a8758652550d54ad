import { SAMPLERS, type Sampler } from '../diffusion/steps';
import { readOptions } from './options';

/** The options of the sample command, checked. */
export interface SampleOptions {
  readonly count: number;
  /** A class, 'all' for 0..9 in turn, or 'none'. */
  readonly class: string;
  readonly sampler: Sampler;
  readonly steps: number;
  readonly eta: number;
  readonly guidance: number;
  readonly seed: number;
  /** Pictures evaluated at once. */
  readonly batch: number;
  readonly out: string;
  /** A file of weights; the shipped network by default. */
  readonly weights: string | undefined;
  readonly force: boolean;
}

export const HELP = `Samples digits with the shipped network or with one that was trained here, in Node on WebAssembly.

  npm run sample -- --count N --out FILE [options]

  --count N          number of samples, 1 to 10000
  --out FILE         raw little-endian float32, N x 28 x 28 (tiny: 14 x 14), in [-1, 1];
                     beside it FILE.labels (N bytes) and FILE.json (all parameters)
  --class C          0 to 9, all (0 to 9 in turn) or none (no class); default all
  --sampler NAME     ddim (default), ddpm, heun or dpmpp-2m, which is DPM-Solver++ (2M)
  --steps S          1 to 1000; default 50 for ddim, 1000 for ddpm, 20 for the others;
                     heun asks the network twice a step, but for the last
  --eta E            fresh noise of a DDIM step, 0 (default) to 1
  --guidance W       guidance scale, -1 to 20; default 0, which is none
  --seed K           whole number from 0; default 0
  --batch B          pictures evaluated at once, 1 to 256; default 8; does not change the samples
  --weights FILE     weights of the network tiny, from npm run train; default: the shipped network
  --force            overwrite FILE
  --help             print this

The same seed gives the same digits; sample i depends on the seed and i alone.`;

const NAMES = [
  'count',
  'class',
  'sampler',
  'steps',
  'eta',
  'guidance',
  'seed',
  'batch',
  'out',
  'weights',
] as const;

const USUAL_STEPS: Readonly<Record<Sampler, number>> = { ddim: 50, ddpm: 1000, heun: 20, 'dpmpp-2m': 20 };

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'all', 'none'] as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' if --help is given
 * @throws UsageError that says what is allowed
 */
export function readSampleArguments(args: string[]): SampleOptions | 'help' {
  const options = readOptions(args, NAMES);
  if (options === 'help') return 'help';
  const sampler = options.oneOf('sampler', SAMPLERS, 'ddim');
  return {
    count: options.whole('count', 1, 10_000),
    class: options.oneOf('class', CLASSES, 'all'),
    sampler,
    steps: options.whole('steps', 1, 1000, USUAL_STEPS[sampler]),
    eta: options.real('eta', 0, 1, 0),
    guidance: options.real('guidance', -1, 20, 0),
    seed: options.whole('seed', 0, Number.MAX_SAFE_INTEGER, 0),
    batch: options.whole('batch', 1, 256, 8),
    out: options.text('out'),
    weights: options.given('weights'),
    force: options.force,
  };
}

/** The label of sample i. The label for no class is the number of classes. */
export function labelOf(classOption: string, i: number, classes: number): number {
  if (classOption === 'all') return i % classes;
  return classOption === 'none' ? classes : Number(classOption);
}
