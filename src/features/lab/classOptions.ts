import { ANY_DIGIT, DIGITS, type Option } from '../../state/link/fieldKinds';
import { TEXTS } from './texts';

/** The options of a menu: no class, in these words, and the ten digits. */
export const classOptions = (any: string): readonly Option<number>[] => [
  { value: ANY_DIGIT, label: any },
  ...DIGITS.map((digit) => ({ value: digit, label: TEXTS.digits.digit(digit) })),
];
