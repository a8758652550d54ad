import { ANOMALIES } from '../../../data/anomalyNames';
import type { AnomalyName } from '../../../data/anomalyNames';
import { PIXELS } from '../../../data/pack';
import { SCORES } from '../../../engine/protocol/score';
import type { ScoreName } from '../../../engine/protocol/score';
import { flag, number, oneOf, oneOfNumbers, slidingPlace } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';

export { ANOMALIES, PIXELS, SCORES };
export type { AnomalyName, ScoreName };

/** Pictures of each set that can be asked for. */
export const DETECT_COUNTS = [20, 40, 80, 150] as const;
/** How an error is read: relative to digits of as much outline, or to all digits. */
export const READINGS = ['outline', 'plain'] as const;
export type Reading = (typeof READINGS)[number];
/** Where thresholds lie, in standard deviations of digits. */
export const THRESHOLDS = { min: -4, max: 12, step: 0.1 } as const;

/** What a link restores of the view Detect. */
export interface DetectFields {
  detectScore: ScoreName;
  /** t that pictures are noised to, 1 ... 1000. */
  detectT: number;
  /** Noises of the picture, 1 ... 16. */
  detectDraws: number;
  /** Steps of its reconstruction, 1 ... 50. */
  detectSteps: number;
  /** Whether the network is told the class that explains a picture best, or none. */
  detectLeast: boolean;
  /** What digits are to be told from. */
  detectAgainst: AnomalyName;
  /** The class that counts as anomalous, where it is one of digits. */
  detectUnseen: number;
  /** Pictures of each set. */
  detectCount: (typeof DETECT_COUNTS)[number];
  detectReading: Reading;
  /** From how many standard deviations of digits on a picture is called anomalous. */
  detectThreshold: number;
}

export const DETECT_FIELDS: FieldsOf<DetectFields> = {
  detectScore: oneOf('score', 'epsilon', SCORES),
  // On the tuning half of the bench `detect` the larger of the scores at 300 and 400, by outline, tells best.
  detectT: slidingPlace(number('detectt', 300, 1, 1000)),
  detectDraws: number('scoredraws', 4, 1, 16),
  detectSteps: number('scoresteps', 5, 1, 50),
  detectLeast: flag('leastclass'),
  detectAgainst: oneOf('against', 'fashion', ANOMALIES),
  detectUnseen: number('unseen', 4, 0, 9),
  detectCount: oneOfNumbers('scored', 40, DETECT_COUNTS),
  detectReading: oneOf('reading', 'outline', READINGS),
  detectThreshold: slidingPlace(number('threshold', 2, THRESHOLDS.min, THRESHOLDS.max, THRESHOLDS.step)),
};
