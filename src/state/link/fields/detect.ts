import { ANOMALIES, type AnomalyName } from '../../../data/anomalyNames';
import { SCORES, type ScoreName } from '../../../engine/protocol/score';
import { DIGITS, flag, number, oneOf, shown, slidingPlace } from '../fieldKinds';

export { SCORES };
export type { AnomalyName, ScoreName };

/** How many pictures a set can have. */
const DETECT_COUNTS = [20, 40, 80, 150] as const;
/** How an error is read: relative to digits of as much outline, or to all digits. */
const READINGS = ['outline', 'plain'] as const;
export type Reading = (typeof READINGS)[number];
/** Where thresholds lie, in standard deviations of digits. */
export const THRESHOLDS = { min: -4, max: 12, step: 0.1 } as const;

/** What a score is called. */
export const SCORE_NAMES: Readonly<Record<ScoreName, string>> = {
  epsilon: 'noise error',
  reconstruction: 'reconstruction',
};

/** What is compared with digits, as a menu calls it. */
const ANOMALY_NAMES: Readonly<Record<AnomalyName, string>> = {
  fashion: 'Fashion-MNIST items',
  scribbles: 'random scribbles',
  quarter: 'digits turned by 90°',
  eighth: 'digits turned by 45°',
  softened: 'digits turned by 45° and back',
  mirrored: 'digits mirrored',
  cut: 'digits, lower half cut off',
  halves: 'halves of two digits',
  inverted: 'digits, black and white exchanged',
  shuffled: 'digits, pixels shuffled',
  noise: 'random pixels',
  class: 'one class of digits',
};

/** What a link restores of the view Detect. */
export const DETECT_FIELDS = {
  detectScore: shown(oneOf('score', 'epsilon', SCORES), {
    label: 'Score',
    noticeName: '',
    level: 'course',
    options: [
      {
        value: 'epsilon',
        label: SCORE_NAMES.epsilon,
        title: 'How wrong the network’s guess of the noise is: one evaluation for each draw',
      },
      {
        value: 'reconstruction',
        label: SCORE_NAMES.reconstruction,
        title:
          'How far the picture that DDIM reaches, towards data, is from this one (AnoDDPM: Wyatt et al. 2022)',
      },
    ],
  }),
  // On the tuning half of the bench `detect`, the larger of the two scores at t = 300 and 400, by outline, separates best.
  /** t that pictures are noised to, 1 ... 1000. */
  detectT: slidingPlace(number('detectt', 300, 1, 1000)),
  /** Noises of the picture, 1 ... 16. */
  detectDraws: shown(number('scoredraws', 4, 1, 16), {
    label: 'draws',
    level: 'all',
    title: 'How many noises the picture gets, 1 to 16: the score is the mean over them',
  }),
  /** Steps of its reconstruction, 1 ... 50. */
  detectSteps: shown(number('scoresteps', 5, 1, 50), {
    label: 'steps',
    level: 'all',
    title: 'Steps of DDIM from the noisy picture towards data, 1 to 50',
  }),
  /** Whether the network is told the class that explains a picture best, or none. */
  detectLeast: shown(flag('leastclass'), {
    label: 'Class that the network is told',
    level: 'all',
    prefix: 'class',
    options: [
      { value: false, label: 'none' },
      { value: true, label: 'best' },
    ],
  }),
  /** What is compared with digits. */
  detectAgainst: shown(oneOf('against', 'fashion', ANOMALIES), {
    label: 'Compared with digits',
    prefix: 'digits and',
    options: ANOMALIES.map((value) => ({ value, label: ANOMALY_NAMES[value] })),
  }),
  /** The class that counts as anomalous, where one class of digits is compared with the others. */
  detectUnseen: shown(number('unseen', 4, 0, 9), {
    label: 'The class that counts as unusual',
    prefix: '',
    options: DIGITS.map((value) => ({ value, label: `every ${value}` })),
  }),
  /** Pictures of each set. */
  detectCount: shown(oneOf('scored', 40, DETECT_COUNTS), {
    label: 'Pictures of each set',
    level: 'all',
    prefix: 'pictures of each',
    options: DETECT_COUNTS.map((value) => ({ value, label: String(value) })),
  }),
  detectReading: shown(oneOf('reading', 'outline', READINGS), {
    label: 'How errors are read',
    level: 'all',
    prefix: 'errors',
    options: [
      {
        value: 'outline',
        label: 'by outline',
        title: 'The error, compared with that of digits with as much outline',
      },
      { value: 'plain', label: 'plain', title: 'The error as it is' },
    ],
  }),
  /** From how many standard deviations of digits on a picture is called anomalous. */
  detectThreshold: slidingPlace(number('threshold', 2, THRESHOLDS.min, THRESHOLDS.max, THRESHOLDS.step)),
};
