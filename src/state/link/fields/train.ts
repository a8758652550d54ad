import { formatCount } from '../../../diffusion/numbers/formatCount';
import { SCHEDULES } from '../../../diffusion/schedule';
import { WEIGHTINGS } from '../../../diffusion/training/weighting';
import { MOST_UPDATES, DIGIT_NETWORKS } from '../../../engine/protocol/train';
import {
  ANY_DIGIT,
  DIGITS,
  labelExcluding,
  learnedDigits,
  number,
  oneOf,
  place,
  seed,
  shown,
  slidingPlace,
} from '../fieldKinds';

/** How many of MNIST's training digits may be learned from. */
const TRAINING_SIZES = [1000, 10_000, 60_000] as const;

/** Pictures of a sample on its way from noise, both ends included. */
export const FILM_FRAMES = 11;
/** The place among the updates that follows the training. */
export const NEWEST = MOST_UPDATES;

/** What a link restores of the Train view. */
export const TRAIN_FIELDS = {
  /** Network that is trained. */
  trainNetwork: shown(oneOf('net', 'tiny', DIGIT_NETWORKS), {
    label: 'Network',
    options: [
      { value: 'tiny', label: 'tiny, 14 × 14' },
      { value: 'small', label: 'small, 28 × 28' },
      { value: 'shipped', label: 'as the page’s own' },
      { value: 'seed', label: 'large U-Net' },
    ],
  }),
  /** Number of the last update. */
  trainGoal: shown(number('updates', 1000, 1, MOST_UPDATES), { label: 'Updates' }),
  /** Pictures in an update. */
  trainBatch: shown(number('batch', 128, 1, 1024), { label: 'Batch', level: 'course' }),
  trainRate: shown(number('lr', 0.005, 0, 1, 1e-6), { label: 'Learning rate', level: 'course', min: 1e-6 }),
  trainOutput: shown(oneOf('output', 'v', ['v', 'epsilon', 'x0']), {
    label: 'Predicts',
    level: 'course',
    options: [
      { value: 'v', label: 'v, the velocity' },
      { value: 'epsilon', label: 'ε, the noise' },
      { value: 'x0', label: 'x₀, the digit' },
    ],
  }),
  trainWeighting: shown(oneOf('weighting', 'v', WEIGHTINGS), {
    label: 'Loss on',
    level: 'all',
    options: [
      { value: 'v', label: 'v' },
      { value: 'epsilon', label: 'ε' },
      { value: 'x0', label: 'x₀' },
      { value: 'snr-clipped', label: 'x₀, SNR ≤ 5' },
    ],
  }),
  trainSchedule: shown(oneOf('trainschedule', 'linear', SCHEDULES), {
    label: 'Schedule',
    level: 'all',
    options: SCHEDULES.map((value) => ({ value, label: value })),
  }),
  /** Longest decay of the weights' moving average. */
  trainAverage: shown(number('ema', 0.995, 0, 0.99999, 1e-5), { label: 'Weight average', level: 'all' }),
  /** Training digits. */
  trainDigits: shown(oneOf('digits', 10_000, TRAINING_SIZES), {
    label: 'Digits',
    level: 'course',
    options: TRAINING_SIZES.map((value) => ({ value, label: formatCount(value) })),
  }),
  /** The one class that is learned, 10 for all, or 11 + c for all but c. */
  trainLabel: shown(learnedDigits('only'), {
    label: 'Classes',
    level: 'course',
    options: [
      { value: ANY_DIGIT, label: 'all' },
      ...DIGITS.map((digit) => ({ value: digit, label: `only ${digit}` })),
      ...DIGITS.map((digit) => ({ value: labelExcluding(digit), label: `all but ${digit}` })),
    ],
  }),
  trainSeed: shown(seed('trainseed', 0), { label: 'Seed', level: 'all' }),
  /** Where one looks in the training film: after so many updates, or NEWEST. */
  filmUpdate: slidingPlace(number('film.update', NEWEST, 0, NEWEST)),
  /** Which picture of its row: 0 is the noise, the last one the digit. */
  filmFrame: slidingPlace(number('film.frame', FILM_FRAMES - 1, 0, FILM_FRAMES - 1)),
  /** Which of the ten samples. */
  filmSample: place(number('film.sample', 3, 0, 9)),
};
