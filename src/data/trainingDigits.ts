import { EVERY_CLASS } from '../diffusion/exact';
import { averaged } from './halfSize';
import { PIXELS, SIDE, type Pack } from './pack';

/** The label for digits of every class except c, 0..9: a network trained on them has never seen a c. */
export const allBut = (c: number): number => EVERY_CLASS + 1 + c;

/** Whether the label includes digits of a class. */
function includes(label: number, digitClass: number): boolean {
  return label < EVERY_CLASS ? digitClass === label : allBut(digitClass) !== label;
}

/** Digits to train or to measure on. */
export interface DigitSet {
  /** [N, size, size] flat bytes: 0 is paper, 255 ink. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The class of each digit, [N], 0..9. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/**
 * The first digits of a split that have the given label.
 * @param packs in the order of the split, from its first digit on
 * @param first search among so many digits
 * @param label 0..9 for one class, EVERY_CLASS, or allBut(c)
 * @param size height and width of the result: 28, or 14 (each pixel the mean of 2 x 2)
 * @param most take at most so many
 */
export function digitSet(
  packs: readonly Pack[],
  { first, label, size, most = Infinity }: { first: number; label: number; size: number; most?: number },
): DigitSet {
  const chosen = packs
    .flatMap((pack) => [...pack.labels].map((digitClass, i) => ({ pack, i, digitClass })))
    .slice(0, first)
    .filter(({ digitClass }) => includes(label, digitClass))
    .slice(0, most);
  const whole = new Uint8Array(chosen.length * PIXELS);
  chosen.forEach(({ pack, i }, k) =>
    whole.set(pack.pixels.subarray(i * PIXELS, (i + 1) * PIXELS), k * PIXELS),
  );
  return {
    pixels: size === SIDE ? whole : averaged(whole),
    labels: Uint8Array.from(chosen, ({ digitClass }) => digitClass),
  };
}
