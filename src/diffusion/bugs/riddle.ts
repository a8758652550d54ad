import { STREAM, fold, key, word } from '../random';
import { BUGS, runsOnDigits, type Bug } from './names';

/** The bugs that a riddle may have: those that all three probes can tell of. */
export const RIDDLES: readonly Bug[] = BUGS.filter(runsOnDigits);

/** The bug of a riddle, which its seed decides. @param seed 0 .. 2^53 - 1 */
export const riddleOf = (seed: number): Bug =>
  RIDDLES[word(fold(key(seed), STREAM.riddle), 0) % RIDDLES.length];
